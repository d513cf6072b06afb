import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ItemFact, OpinionFact, Reviews, TaskFact, VoteFact } from './facts.ts';
import type { PutRule } from './rules/stages.ts';

/** Opinions with all that hangs on them; of some or of all. A fixed number of statements. */
export async function readReviews(db: ReadDb, ids: readonly string[] | null): Promise<Reviews> {
  const of = (column: string) => (ids === null ? sql`true` : sql`${sql.ref(column)} = any(${ids}::uuid[])`);
  const opinions = await sql<OpinionFact>`
    select id, title, state, committee, deliberated_on as "deliberatedOn", adopted_on as "adoptedOn",
      delivered_on as "deliveredOn", stated_due_on as "statedDueOn", extended_to as "extendedTo", filed_on as "filedOn",
      reopened_on as "reopenedOn",
      due_on as "dueOn", due_because as "dueBecause", next_step as "nextStep", next_due_on as "nextDueOn",
      timeliness, round::int as round, verdict, verdict_because as "verdictBecause", items::int as items,
      settled_items::int as "settledItems", light, light_reason as "lightReason"
    from review_opinion where ${of('id')}`.execute(db);
  const items = await sql<ItemFact>`
    select id, opinion, number, matter, state, lead, due_on as "dueOn", extended_to as "extendedTo",
      target_on as "targetOn", blocked_because as "blockedBecause", moved_on as "movedOn", tasks::int as tasks,
      verified_tasks::int as "verifiedTasks", light, light_reason as "lightReason"
    from review_item where ${of('opinion')} order by number`.execute(db);
  const tasks = await sql<TaskFact>`
    select t.id, t.item, t.measure, t.state, t.due_on as "dueOn", t.assigned_on as "assignedOn",
      t.moved_on as "movedOn", t.light, t.light_reason as "lightReason", p.on as "reportedOn"
    from review_task t join review_item i on i.id = t.item
    left join lateral (select max(p."on") as on from review_progress p where p.task = t.id and p.state = 'filed') p on true
    where ${of('i.opinion')}`.execute(db);
  const votes = await sql<VoteFact>`
    select opinion, round::int as round, "on", verdict, verdict_because as because from review_vote
    where state = 'announced' and ${of('opinion')} order by round`.execute(db);
  return {
    opinions: opinions.rows,
    items: items.rows,
    tasks: tasks.rows,
    votes: votes.rows,
    rules: await readRules(db),
  };
}

/** What the district has put instead of the defaults. */
export async function readRules(db: ReadDb): Promise<readonly PutRule[]> {
  const { rows } = await sql<PutRule>`
    select step, amount::int as amount, unit, committee, "from", source from review_deadline`.execute(db);
  return rows;
}
