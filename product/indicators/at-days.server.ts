import { decimal, endOfDayInChina, type Day, type Instant } from '@quantu/base';
import type { Recipe } from '@quantu/figures';
import type { Books, Register } from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import type { Asked } from './asked.ts';
import { COMPUTER, valueFrom, type Counted, type PartValue } from './evaluate.server.ts';

/** A day on whose data is counted, with what its records are held against. */
interface DayAsked {
  readonly at: Instant;
  readonly where: RawBuilder<boolean>;
}

/** A plain figure on the data of several days, oldest first: all versions of the records are read once, not once a day. */
export async function atDays(
  db: ReadDb,
  books: Books,
  { register }: Pick<Asked, 'register'>,
  recipe: Recipe,
  days: readonly Day[],
): Promise<PartValue[]> {
  const asked = await Promise.all(
    days.map(async (day): Promise<DayAsked> => {
      const at = endOfDayInChina(day);
      const { where } = await selectionSql(db, books, register, COMPUTER, { conditions: recipe.conditions, asOf: at });
      return { at, where };
    }),
  );
  const counted = await Promise.all(alike(db, asked).map((ones) => countAt(db, register, recipe, ones)));
  return Promise.all(
    counted.flat().map(({ at, kept, ...one }) => valueFrom(db, books, register, recipe, at, one, kept)),
  );
}

/**
 * Neighbouring days whose condition reads alike. A code that is closed meanwhile, or a tree of organisations looked at
 * as of each day, makes them differ; then each is counted by itself.
 */
function alike(db: ReadDb, asked: readonly DayAsked[]): DayAsked[][] {
  const runs: { text: string; days: DayAsked[] }[] = [];
  for (const one of asked) {
    const { sql: words, parameters } = sql`select ${one.where}`.compile(db);
    const text = JSON.stringify([words, parameters]);
    if (runs.at(-1)?.text === text) runs.at(-1)!.days.push(one);
    else runs.push({ text, days: [one] });
  }
  return runs.map(({ days }) => days);
}

interface CountedAt extends Counted {
  readonly at: Instant;
  /** There were records on that day, counted or not. */
  readonly kept: boolean;
}

/** Versions that held on the days from `first` up to but without `until`, counted and added up. */
interface Held {
  readonly first: number;
  readonly until: number;
  readonly counts: boolean;
  readonly rows: number;
  readonly filled: number;
  readonly value: string | null;
  readonly values: readonly (string | null)[] | null;
}

async function countAt(
  db: ReadDb,
  register: Register,
  { how, of }: Recipe,
  days: readonly DayAsked[],
): Promise<CountedAt[]> {
  const ends = sql`${days.map(({ at }) => at)}::timestamptz[]`;
  // How many of the days ended before: a version holds from its own instant on, and no longer at its end.
  const before = (instant: RawBuilder<unknown>) => sql`width_bucket(${instant} - interval '1 microsecond', ${ends})`;
  const [first, until] = [before(sql`r.recorded_from`), before(sql`r.recorded_to`)];
  const column = of === null ? sql`1` : readableColumn(register, COMPUTER, of);
  const { rows } = await sql<Held>`
    select ${first} as first, ${until} as until, coalesce(${days[0]!.where}, false) as counts, count(*)::int as rows,
      count(${column})::int as filled, ${how === 'sum' ? sql`sum(${column})::text` : sql`null`} as value,
      ${how === 'distinct' ? sql`array_agg(distinct (${column})::text)` : sql`null::text[]`} as values
    from ${sql.table(`${register.table}_history`)} r where ${first} < ${until} group by 1, 2, 3`.execute(db);
  return days.map(({ at }, day) => {
    const there = rows.filter((held) => held.first <= day && day < held.until);
    return {
      at,
      kept: there.length > 0,
      ...together(
        how,
        there.filter(({ counts }) => counts),
      ),
    };
  });
}

function together(how: Recipe['how'], held: readonly Held[]): Counted {
  const rows = held.reduce((sum, one) => sum + one.rows, 0);
  const filled = held.reduce((sum, one) => sum + one.filled, 0);
  switch (how) {
    case 'count':
      return { rows, filled, value: String(rows) };
    case 'sum':
      return { rows, filled, value: held.reduce((sum, { value }) => sum.plus(value ?? '0'), decimal(0)).toFixed() };
    case 'distinct': {
      const values = new Set(held.flatMap(({ values }) => values ?? []));
      return { rows, filled, value: String([...values].filter((value) => value !== null).length) };
    }
  }
}
