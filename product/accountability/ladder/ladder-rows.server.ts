import type { Day } from '@quantu/base';
import { grouped } from '@quantu/projects/server';
import type { WrittenRow } from '@quantu/registers/server';
import { json, type ReadDb, type WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { accountabilityFault } from '../faults.ts';
import { entered, idsIn } from '../written.ts';
import { answerBy, itemRung, rungOf, type LadderOrder, type Rung } from './ladder.ts';
import type { LadderRule } from './rules.ts';

interface TaskRow {
  readonly id: string;
  readonly item: string;
  readonly state: string;
  readonly dueOn: Day;
  readonly assignedOn: Day | null;
  readonly reportedOn: Day | null;
}
interface ItemRow {
  readonly id: string;
  readonly state: string;
  readonly opinionState: string;
  readonly verdict: string | null;
  readonly isListed: boolean;
  readonly listedOn: Day | null;
}

/** Computes again where items and tasks stand on the ladder, of some opinions or of all, and writes what is different. */
export async function refreshLadder(tx: WriteDb, today: Day, opinions: readonly string[] | null): Promise<void> {
  const of = opinions === null ? sql`true` : sql`i.opinion = any(${[...opinions]}::uuid[])`;
  const { rows: items } = await sql<ItemRow>`
    select i.id, i.state, o.state as "opinionState", o.verdict, l.id is not null as "isListed", l.listed_on as "listedOn"
    from review_item i join review_opinion o on o.id = i.opinion
    left join review_listing l on l.item = i.id and l.state = 'listed' where ${of}`.execute(tx);
  if (items.length === 0) return;
  const { rows: tasks } = await sql<TaskRow>`
    select t.id, t.item, t.state, t.due_on as "dueOn", t.assigned_on as "assignedOn", p.on as "reportedOn"
    from review_task t join review_item i on i.id = t.item
    left join lateral (select max(p."on") as on from review_progress p where p.task = t.id and p.state = 'filed') p on true
    where ${of}`.execute(tx);
  const { rows: orders } = await sql<LadderOrder & { task: string }>`
    select r.task, r.level, r.state, coalesce(r.number, '') as number, r.due_on as "dueOn" from review_order r
    join review_task t on t.id = r.task join review_item i on i.id = t.item where r.state = 'issued' and ${of}`.execute(
    tx,
  );
  const rules = await ladderRules(tx);
  const ordersOf = grouped(orders, ({ task }) => task);
  const rungs = new Map(
    tasks.map((task) => [task.id, rungOf({ ...task, orders: ordersOf.get(task.id) ?? [] }, rules, today)]),
  );
  const tasksOf = grouped(tasks, ({ item }) => item);
  await write(
    tx,
    'review_task',
    tasks.map(({ id }) => [id, rungs.get(id) ?? null]),
  );
  await write(
    tx,
    'review_item',
    items.map(({ id, state, opinionState, verdict, isListed, listedOn }) => {
      const own = (tasksOf.get(id) ?? []).map((task) => rungs.get(task.id) ?? null);
      const listed = isListed ? { on: listedOn } : null;
      return [id, itemRung({ state, listed, opinion: { state: opinionState, verdict } }, own)];
    }),
  );
}

export async function ladderRules(db: ReadDb): Promise<readonly LadderRule[]> {
  const { rows } = await sql<LadderRule>`select step, amount::int as amount, unit, "from" from ladder_rule`.execute(db);
  return rows;
}

async function write(
  tx: WriteDb,
  table: string,
  rungs: readonly (readonly [id: string, rung: Rung | null])[],
): Promise<void> {
  if (rungs.length === 0) return;
  const rows = rungs.map(([id, rung]) => ({ id, level: rung?.level ?? null, why: rung?.because ?? null }));
  await sql`update ${sql.table(table)} r set ladder = v.level, ladder_reason = v.why
    from jsonb_to_recordset(${json(rows)}::jsonb) as v(id uuid, level text, why text)
    where r.id = v.id and (r.ladder, r.ladder_reason) is distinct from (v.level, v.why)`.execute(tx);
}

/** An order goes to a unit of the task while the task is open; issued, or sent back for another answer, it has its day. */
export async function deriveOrders(tx: WriteDb, rows: readonly WrittenRow[], today: Day): Promise<readonly string[]> {
  const tasks = idsIn(rows, 'task');
  const fresh = rows.filter(({ before, after }) => before === null && after !== null).map(({ id }) => id);
  if (fresh.length > 0) {
    const { rows: wrong } = await sql<{ measure: string; unit: string; state: string; isOf: boolean }>`
      select t.measure, g.name as unit, t.state, (t.lead = r.unit or exists (
        select 1 from review_share s where s.task = t.id and s.unit = r.unit)) as "isOf"
      from review_order r join review_task t on t.id = r.task join organisation g on g.id = r.unit
      where r.id = any(${fresh}::uuid[])`.execute(tx);
    for (const { measure, unit, state, isOf } of wrong) {
      if (!['assigned', 'working', 'returned', 'applied'].includes(state))
        throw accountabilityFault('order.settled', { measure });
      if (!isOf) throw accountabilityFault('order.unit', { unit, measure });
    }
  }
  const issued = entered(rows, 'issued');
  if (issued.length > 0) {
    const due = answerBy(today, await ladderRules(tx));
    await sql`update review_order set due_on = ${due}::date where id = any(${issued.map(({ id }) => id)}::uuid[])`.execute(
      tx,
    );
  }
  return tasks;
}
