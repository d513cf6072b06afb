import { sql, type RawBuilder } from 'kysely';
import { registerFault } from '../faults.ts';
import type { Sort } from '../records.ts';
import { columnOf } from '../register.ts';
import { isSortable, knownField, type Reading } from './condition-sql.server.ts';
import { tableAt } from './from.server.ts';
import { at, readableColumn, readVerdict, verdictSql } from './rule-sql.server.ts';

export interface Order {
  /** Joined to the records: the titles by which references are sorted. */
  readonly joins: RawBuilder<unknown>;
  readonly by: RawBuilder<unknown>;
}

/** How records are sorted: what has no value comes last in both directions, the id decides between equals. */
export function orderOf(reading: Reading, sort: readonly Sort[] = [], isReversed = false): Order {
  const { register } = reading;
  const wish = sort.length > 0 ? sort : null;
  if (wish === null) {
    const keys = register.key.map((name) => sql`${at(columnOf(name))} ${direction(isReversed)}`);
    return { joins: sql``, by: sql.join([...keys, sql`r.id ${direction(isReversed)}`]) };
  }
  const joins: RawBuilder<unknown>[] = [];
  const parts = wish.map(({ field, isDescending }, index) => {
    const by = sortedBy(reading, field, `s${index}`, joins);
    const nulls = isReversed ? sql` nulls first` : sql` nulls last`;
    return sql`${by} ${direction(isDescending !== isReversed)}${nulls}`;
  });
  const last = direction(wish.at(-1)!.isDescending !== isReversed);
  return { joins: sql.join(joins, sql` `), by: sql.join([...parts, sql`r.id ${last}`]) };
}

const direction = (isDescending: boolean): RawBuilder<unknown> => sql.raw(isDescending ? 'desc' : 'asc');

/** Longer code sets than this are sorted by their codes: finding a code's place in them takes too long. */
const MOST_PLACES = 200;

/** References by what they are called, codes and states in the order in which they are declared. */
function sortedBy(reading: Reading, name: string, alias: string, joins: RawBuilder<unknown>[]): RawBuilder<unknown> {
  const { register, viewer, codes, books, asOf } = reading;
  const { label } = knownField(register, name);
  if (!isSortable(register, name)) throw registerFault('filter.op', { field: label, op: '排序' });
  const field = register.fields[name];
  const column = readableColumn(register, viewer, name);
  if (name === 'state') return placeIn(Object.keys(register.states?.states ?? {}), column);
  if (field?.kind === 'code') {
    const all = codes.all(field.set);
    return all.length > MOST_PLACES
      ? column
      : placeIn(
          all.map(({ code }) => code),
          column,
        );
  }
  if (field?.kind !== 'reference') return column;
  const target = books.registers.get(field.to)!;
  const isSeen = verdictSql(readVerdict(target, viewer, alias));
  joins.push(sql`left join ${tableAt(target, asOf, alias)} on ${at('id', alias)} = ${column} and ${isSeen}`);
  return at(columnOf(target.title), alias);
}

/** Codes that stand in no version of their set come after those that do. */
function placeIn(order: readonly string[], column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${column} is not null then coalesce(array_position(${order}::text[], ${column}), 100000) end`;
}
