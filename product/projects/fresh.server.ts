import { dayInChina, instantOf, type Day } from '@quantu/base';
import { programViewer, type Books } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { refreshProjects } from './derive.server.ts';
import { monthAfter, monthOf } from './months.ts';
import { readChoice, writeChoice } from './rules.server.ts';
import { registerNamed } from './year.server.ts';

/** The actor of what the day itself brings: new sheets, reports that have become late. */
const SYSTEM = 'system';

export const todayInChina = (): Day => dayInChina(instantOf(new Date()));

/** Districts that were brought to today by this program, so that calls do not ask again. */
const freshOn = new WeakMap<Store, Map<string, Day>>();

/**
 * Once a day, before the first look: opens the sheets of the month and judges again, for what is due has moved. It is
 * recorded as the program's act, so that lights as of an earlier day are what was shown then.
 */
export async function bringToToday(store: Store, books: Books, district: string): Promise<void> {
  const today = todayInChina();
  const known = freshOn.get(store) ?? new Map<string, Day>();
  freshOn.set(store, known);
  if (known.get(district) === today) return;
  if (await isStale(store.read(district), today)) {
    await store.transact({ district, actor: SYSTEM, action: 'project.day', subject: today }, async (tx) => {
      await sql`select pg_advisory_xact_lock(20261125, hashtext(current_schema()::text))`.execute(tx);
      if (await isStale(tx, today)) await newDay(tx, books, today);
    });
  }
  known.set(district, today);
}

/** Nothing is written in a district that has no city projects yet, or on a day that was already judged. */
async function isStale(db: ReadDb, today: Day): Promise<boolean> {
  const { judgedOn } = await readChoice(db);
  if (judgedOn !== null && judgedOn >= today) return false;
  const { rows } = await sql`select 1 from city_project_year limit 1`.execute(db);
  return rows.length > 0;
}

async function newDay(tx: WriteDb, books: Books, today: Day): Promise<void> {
  const choice = await readChoice(tx);
  const opened = await openMonths(tx, books, choice.judgedOn, today);
  const changed = await refreshProjects(tx, today);
  await writeChoice(tx, choice, today);
  tx.audit({ after: { opened, changed } });
}

interface Opening {
  readonly project: string;
  readonly month: string;
  readonly lead: string;
  readonly progress: string | null;
  readonly progressText: string | null;
  readonly problem: string | null;
}

/**
 * Makes the rows to be filled in, for the months since it was last done: of every project that has a plan of the year,
 * made before the month's end, prefilled with what carries over from its last report.
 */
async function openMonths(tx: WriteDb, books: Books, since: string | null, today: Day): Promise<number> {
  const last = monthOf(today);
  let opened = 0;
  for (let month = since === null ? last : since.slice(0, 7); month <= last; month = monthAfter(month)) {
    const { rows } = await sql<Opening>`
      select p.id as project, ${month}::text as month, p.lead, b.progress, b.progress_text as "progressText", b.problem
      from city_project_year y join city_project p on p.id = y.project
      left join lateral (select progress, progress_text, problem from city_project_month m
        where m.project = p.id and m.month < ${month} and m.state <> 'open' order by m.month desc limit 1) b on true
      where y.year = ${Number(month.slice(0, 4))} and p.state <> 'ended' and p.lead is not null
        and to_char(y.created_at at time zone 'Asia/Shanghai', 'YYYY-MM') <= ${month}
        and not exists (select 1 from city_project_month m where m.project = p.id and m.month = ${month})`.execute(tx);
    if (rows.length > 0) {
      const values = rows.map((row) => ({ values: { ...row } }));
      await writeMany(tx, books, registerNamed(books, 'city-project-month'), programViewer(SYSTEM), values);
    }
    opened += rows.length;
  }
  return opened;
}
