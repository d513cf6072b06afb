import type { Day } from '@quantu/base';
import type { WrittenRow } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { accountabilityFault } from './faults.ts';
import { provenSql, returnUntil } from './item-guards.server.ts';
import { itemDue } from './judge.ts';
import { readRules } from './reviews.server.ts';
import { reckon, ruleOn } from './rules/stages.ts';
import { entered, textOf } from './written.ts';

interface Item {
  readonly id: string;
  readonly matter: string;
  readonly state: string;
  readonly dueOn: Day | null;
  readonly extendedTo: Day | null;
  readonly deliveredOn: Day | null;
  readonly opinionDueOn: Day | null;
  readonly opinionExtendedTo: Day | null;
}

/** What is written on tasks against the item they serve; throws the sentence that says what is wrong. */
export async function guardTasks(db: ReadDb, rows: readonly WrittenRow[], today: Day): Promise<void> {
  const items = await itemsOf(db, rows);
  for (const row of rows) {
    const item = items.get(textOf(row, 'item') ?? '');
    if (!item) continue;
    if (item.state === 'draft') throw accountabilityFault('task.unsent', { matter: item.matter });
    const due = textOf(row, 'dueOn');
    const until = itemDue(item, { dueOn: item.opinionDueOn, extendedTo: item.opinionExtendedTo });
    if (due === null || due === row.before?.['dueOn']) continue;
    if (item.deliveredOn !== null && due < item.deliveredOn)
      throw accountabilityFault('task.before-opinion', { due, from: item.deliveredOn });
    if (until !== null && due > until) throw accountabilityFault('task.after-item', { due, item: until });
  }
  for (const row of entered(rows, 'returned')) {
    const until = await returnUntil(db, textOf(row, 'assignedOn'));
    if (until !== null && today > until) throw accountabilityFault('task.return-late', { until });
  }
  await refuseUnproven(db, entered(rows, 'applied'));
}

async function itemsOf(db: ReadDb, rows: readonly WrittenRow[]): Promise<ReadonlyMap<string, Item>> {
  const ids = [...new Set(rows.flatMap((row) => textOf(row, 'item') ?? []))];
  const { rows: found } = await sql<Item>`
    select i.id, i.matter, i.state, i.due_on as "dueOn", i.extended_to as "extendedTo",
      o.delivered_on as "deliveredOn", o.due_on as "opinionDueOn", o.extended_to as "opinionExtendedTo"
    from review_item i join review_opinion o on o.id = i.opinion where i.id = any(${ids}::uuid[])`.execute(db);
  return new Map(found.map((one) => [one.id, one]));
}

async function refuseUnproven(db: ReadDb, applied: readonly WrittenRow[]): Promise<void> {
  if (applied.length === 0) return;
  const { rows } = await sql<{ measure: string }>`
    select t.measure from review_task t where t.id = any(${applied.map(({ id }) => id)}::uuid[])
      and not exists (select 1 from review_progress p where p.task = t.id and ${provenSql})
    order by t.number limit 1`.execute(db);
  if (rows[0]) throw accountabilityFault('task.no-evidence', rows[0]);
}

/** The unit that leads is no co-handler; by when the others give their part, unless a day was set. */
export async function deriveShares(tx: WriteDb, rows: readonly WrittenRow[], today: Day): Promise<void> {
  const ids = rows.filter(({ after }) => after !== null).map(({ id }) => id);
  if (ids.length === 0) return;
  const { rows: wrong } = await sql<{ unit: string }>`
    select g.name as unit from review_share s join review_task t on t.id = s.task and t.lead = s.unit
    join organisation g on g.id = s.unit where s.id = any(${ids}::uuid[]) limit 1`.execute(tx);
  if (wrong[0]) throw accountabilityFault('share.lead', wrong[0]);
  const { on } = reckon(today, ruleOn(await readRules(tx), 'co-handle', null, today));
  // Counted from the day it was asked; what was asked earlier keeps its day.
  await sql`update review_share set due_on = coalesce(set_due_on, due_on, ${on}::date)
    where id = any(${ids}::uuid[]) and due_on is distinct from coalesce(set_due_on, due_on, ${on}::date)`.execute(tx);
}

/** Progress is of a day that has come, on a task that is still open. */
export async function guardProgress(
  db: ReadDb,
  rows: readonly WrittenRow[],
  today: Day,
  labelOf: (state: string) => string,
): Promise<void> {
  for (const row of rows) {
    const on = textOf(row, 'on');
    if (on !== null && on > today) throw accountabilityFault('progress.future', { on });
  }
  const tasks = rows
    .filter(({ before, after }) => before === null && after !== null)
    .flatMap((row) => textOf(row, 'task') ?? []);
  if (tasks.length === 0) return;
  const { rows: settled } = await sql<{ measure: string; state: string }>`
    select measure, state from review_task where id = any(${tasks}::uuid[])
    and state in ('verified', 'cancelled') limit 1`.execute(db);
  const [first] = settled;
  if (first) throw accountabilityFault('progress.settled', { measure: first.measure, state: labelOf(first.state) });
}
