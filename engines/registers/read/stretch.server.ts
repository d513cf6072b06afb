import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import type { Sort } from '../records.ts';
import type { Reading } from './condition-sql.server.ts';
import { placesOf, type Places } from './order.server.ts';
import type { SelectionSql } from './selection.server.ts';

export interface Part {
  readonly offset: number;
  readonly size: number;
}

/** The records among which a page lies, where it begins among them, and how many records there are in all. */
export interface Stretch {
  readonly total: number;
  /** Of how many records the page is a part. */
  readonly length: number;
  readonly offset: number;
  /** Which of the selected records these are; null: all of them. */
  readonly where: RawBuilder<boolean> | null;
  /** The first field of the sort says nothing among them: all are at one place of it. */
  readonly isOnePlace: boolean;
}

/** Above this the values themselves are too long a list to send back. */
const MOST_VALUES = 500;

/**
 * Records sorted by what few of them differ in (a state, a code, an organisation): counting them by its values, which is
 * read off an index and is the count that the page needs anyway, tells between which values the page lies. Only the
 * records with those are then sorted. Null where the sort begins with something else.
 */
export async function stretchOf(
  db: ReadDb,
  reading: Reading,
  { from, where }: SelectionSql,
  [first]: readonly Sort[],
  { offset, size }: Part,
): Promise<Stretch | null> {
  const places = first === undefined ? null : placesOf(reading, first.field);
  if (first === undefined || places === null) return null;
  const rows = await rowsOf(db, { from, where }, places, first.isDescending, { offset, size });
  const total = rows.at(-1)?.total ?? 0;
  const here = rows.filter(({ start, upto }) => start < offset + size && upto > offset);
  if (here.length === 0) return { total, length: 0, offset: 0, where: null, isOnePlace: false };
  if (here.length > MOST_VALUES) return { total, length: total, offset, where: null, isOnePlace: false };
  const start = here[0]!.start;
  return {
    total,
    length: here.at(-1)!.upto - start,
    offset: offset - start,
    where: anyOfThese(
      places.column,
      here.map(({ value }) => value),
    ),
    isOnePlace: here.at(-1)!.start === start,
  };
}

interface Run {
  readonly value: string | null;
  /** Where the records with this value, and with those at the same place, begin and end. */
  readonly start: number;
  readonly upto: number;
  readonly total: number;
}

/** The values on the page and the last one of all, in their order; those at one place count together. */
async function rowsOf(
  db: ReadDb,
  { from, where }: SelectionSql,
  { column, join, place }: Places,
  isDescending: boolean,
  { offset, size }: Part,
): Promise<readonly Run[]> {
  const direction = sql.raw(isDescending ? 'desc' : 'asc');
  const { rows } = await sql<Run>`
    select value::text as value, start::int as start, upto::int as upto, total::int as total from (
      select value, upto - sum(count) over (partition by rank) as start, upto, total from (
        select value, count, rank, sum(count) over (order by rank) as upto, sum(count) over () as total from (
          select v.value, v.count, dense_rank() over (order by ${place} ${direction} nulls last) as rank
          from (select ${column} as value, count(*) as count from ${from} where ${where} group by 1) v ${join}
        ) ranked
      ) counted
    ) placed where (start < ${offset + size} and upto > ${offset}) or upto = total order by upto`.execute(db);
  return rows;
}

function anyOfThese(column: RawBuilder<unknown>, values: readonly (string | null)[]): RawBuilder<boolean> {
  const given = values.filter((value) => value !== null);
  const parts = [
    ...(given.length > 0 ? [sql<boolean>`${column} = any(${given})`] : []),
    ...(given.length < values.length ? [sql<boolean>`${column} is null`] : []),
  ];
  return sql`(${sql.join(parts, sql` or `)})`;
}
