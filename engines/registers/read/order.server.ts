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

/**
 * How records are sorted: what has no value comes last in both directions, the id decides between equals. `after`: by
 * how many of the wishes these records do not differ.
 */
export function orderOf(reading: Reading, sort: readonly Sort[] = [], isReversed = false, after = 0): Order {
  const { register } = reading;
  if (sort.length === 0) {
    const keys = register.key.map((name) => sql`${at(columnOf(name))} ${direction(isReversed)}`);
    return { joins: sql``, by: sql.join([...keys, sql`r.id ${direction(isReversed)}`]) };
  }
  const joins: RawBuilder<unknown>[] = [];
  const parts = sort.slice(after).map(({ field, isDescending }, index) => {
    const by = sortedBy(reading, field, `s${index}`, joins);
    const nulls = isReversed ? sql` nulls first` : sql` nulls last`;
    return sql`${by} ${direction(isDescending !== isReversed)}${nulls}`;
  });
  const last = direction(sort.at(-1)!.isDescending !== isReversed);
  return { joins: sql.join(joins, sql` `), by: sql.join([...parts, sql`r.id ${last}`]) };
}

const direction = (isDescending: boolean): RawBuilder<unknown> => sql.raw(isDescending ? 'desc' : 'asc');

/** Longer code sets than this are sorted by their codes: finding a code's place in them takes too long. */
const MOST_PLACES = 200;

function sortedBy(reading: Reading, name: string, alias: string, joins: RawBuilder<unknown>[]): RawBuilder<unknown> {
  const { label } = knownField(reading.register, name);
  if (!isSortable(reading.register, name)) throw registerFault('sort.field', { field: label, act: '排序' });
  const column = readableColumn(reading.register, reading.viewer, name);
  const { join, place } = placeOf(reading, name, column, alias);
  joins.push(join);
  return place;
}

/** Where the values of a field come in its order: `select … ${column} as value … v ${join} order by ${place}`. */
export interface Places {
  readonly column: RawBuilder<unknown>;
  readonly join: RawBuilder<unknown>;
  readonly place: RawBuilder<unknown>;
}

/** The places of a field that many records have the same value of; null for the others. */
export function placesOf(reading: Reading, name: string): Places | null {
  const { manner } = knownField(reading.register, name);
  if (!['state', 'code', 'reference', 'yes-no'].includes(manner)) return null;
  const column = readableColumn(reading.register, reading.viewer, name);
  return { column, ...placeOf(reading, name, sql`v.value`, 't') };
}

/** References by what they are called, codes and states in the order in which they are declared. */
function placeOf(reading: Reading, name: string, value: RawBuilder<unknown>, alias: string): Omit<Places, 'column'> {
  const { register, viewer, codes, books, asOf } = reading;
  const field = register.fields[name];
  if (name === 'state') return unjoined(placeIn(Object.keys(register.states?.states ?? {}), value));
  if (field?.kind === 'code') {
    const all = codes.all(field.set).map(({ code }) => code);
    return unjoined(all.length > MOST_PLACES ? value : placeIn(all, value));
  }
  if (field?.kind !== 'reference') return unjoined(value);
  const target = books.registers.get(field.to)!;
  const isSeen = verdictSql(readVerdict(target, viewer, alias));
  const join = sql`left join ${tableAt(target, asOf, alias)} on ${at('id', alias)} = ${value} and ${isSeen}`;
  return { join, place: at(columnOf(target.title), alias) };
}

const unjoined = (place: RawBuilder<unknown>): Omit<Places, 'column'> => ({ join: sql``, place });

/** Codes that stand in no version of their set come after those that do. */
function placeIn(order: readonly string[], column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${column} is not null then coalesce(array_position(${order}::text[], ${column}), 100000) end`;
}
