import { addDays, dayInChina, dayOf, instantOf, type Day } from '@quantu/base';
import type { Books } from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import { dateKind, hasMonths, instantOfAsked, partsOf, type Asked, type AskedPart } from './asked.ts';
import type { Series } from './contract.ts';
import { atDays } from './at-days.server.ts';
import { combined, COMPUTER, countedColumns, judged, valueOf, type PartValue } from './evaluate.server.ts';

/** A figure over months: what happened in each where its records have dates, else how it stood when each ended. */
export async function seriesOf(db: ReadDb, books: Books, asked: Asked, count: number): Promise<Series> {
  const today = asked.asOf ?? dayInChina(instantOf(new Date()));
  const months = lastMonths(today, count);
  const isByPeriod = hasMonths(asked) && asked.period === null;
  const values = isByPeriod ? await byPeriod(db, books, asked, months) : await byStock(db, books, asked, months, today);
  return {
    kind: isByPeriod ? 'period' : 'stock',
    unit: asked.figure.unit,
    points: months.map((month, i) => ({ month, ...values[i]! })),
  };
}

/** The months up to that of a day, oldest first: `2026-09`. */
export function lastMonths(day: Day, count: number): readonly string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, i) => {
    const month = last - count + 1 + i;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

type Point = Omit<Series['points'][number], 'month'>;

/** One statement a part, whatever the number of months. */
async function byPeriod(db: ReadDb, books: Books, asked: Asked, months: readonly string[]): Promise<Point[]> {
  const parts = await Promise.all(
    partsOf(asked).map(async (part) => ({ part, found: await monthly(db, books, asked, part, months) })),
  );
  return months.map((month) => {
    const { value, shown } = combined(
      asked,
      parts.map(({ part, found }) => ({ part, found: found.get(month) ?? NONE })),
    );
    return { value, shown };
  });
}

const NONE: PartValue = { value: '0', rows: 0, missing: 0, why: null };

async function monthly(db: ReadDb, books: Books, asked: Asked, part: AskedPart, months: readonly string[]) {
  const { register, asOf } = asked;
  const field = part.figure.period!;
  const month = monthColumn(asked, field);
  const conditions = [
    ...part.recipe.conditions,
    { field, op: 'between' as const, values: [months[0]!, months.at(-1)!] },
  ];
  const selected = await selectionSql(db, books, register, COMPUTER, { conditions, asOf: instantOfAsked(asOf) });
  const { rows } = await sql<{ month: string; rows: number; filled: number; value: string | null }>`
    select ${month} as month, ${countedColumns(register, part.recipe)} from ${selected.from} where ${selected.where}
    group by 1`.execute(db);
  return new Map(rows.map((row) => [row.month, judged(register, part.recipe, row)]));
}

/** The month of a record by its own date. */
function monthColumn({ register }: Asked, field: string): RawBuilder<string> {
  const column = readableColumn(register, COMPUTER, field);
  const kind = dateKind(register, field);
  if (kind === 'month') return sql<string>`${column}`;
  if (kind === 'day') return sql<string>`to_char(${column}, 'YYYY-MM')`;
  return sql<string>`to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
}

/**
 * On the data of the end of each month; the running month as it stands. Before the first record nobody can say. Under
 * today's definition, so that only the data make the line.
 */
async function byStock(
  db: ReadDb,
  books: Books,
  asked: Asked,
  months: readonly string[],
  today: Day,
): Promise<Point[]> {
  const past = months.map(lastDayOf).filter((end) => end < today);
  const parts = await Promise.all(
    partsOf(asked, null).map(async (part) => ({ part, found: await atDays(db, books, asked, part.recipe, past) })),
  );
  const points = past.map((_, at) =>
    combined(
      asked,
      parts.map(({ part, found }) => ({ part, found: found[at]! })),
    ),
  );
  const running = past.length < months.length ? [await valueOf(db, books, asked)] : [];
  return [...points, ...running].map(({ value, shown }) => ({ value, shown }));
}

function lastDayOf(month: string): Day {
  const year = Number(month.slice(0, 4));
  const next = Number(month.slice(5)) + 1;
  return addDays(next > 12 ? dayOf(year + 1, 1, 1)! : dayOf(year, next, 1)!, -1);
}
