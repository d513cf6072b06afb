import { parseDay, type Day } from '@quantu/base';
import type { WrittenRow } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { accountabilityFault } from './faults.ts';
import { opinionDue } from './judge.ts';
import { UNSENT } from './review-opinion.states.ts';
import { readRules } from './reviews.server.ts';
import { reckon, ruleOn } from './rules/stages.ts';
import { entered, idsIn, named, textOf } from './written.ts';

interface Parent {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly committee: string | null;
  readonly deliberatedOn: Day | null;
  readonly deliveredOn: Day | null;
  readonly dueOn: Day | null;
  readonly extendedTo: Day | null;
}

/** What is written on items against the opinion they belong to; throws the sentence that says what is wrong. */
export async function guardItems(
  db: ReadDb,
  rows: readonly WrittenRow[],
  today: Day,
  labelOf: (state: string) => string,
): Promise<void> {
  const parents = await parentsOf(db, rows);
  for (const row of rows) {
    const opinion = parents.get(idsIn([row], 'opinion').at(-1) ?? '');
    if (!opinion) continue;
    const isNewOrGone = row.before === null || row.after === null;
    if (isNewOrGone && !UNSENT.some((state) => state === opinion.state))
      throw accountabilityFault('opinion.sent', { title: opinion.title, state: labelOf(opinion.state) });
    refuseOutsideOpinion(row, opinion);
    refusePostponed(row, opinion);
  }
  await refuseLateReturn(db, entered(rows, 'returned'), parents, today);
  await refuseUnproven(db, entered(rows, 'done'));
}

async function parentsOf(db: ReadDb, rows: readonly WrittenRow[]): Promise<ReadonlyMap<string, Parent>> {
  const { rows: found } = await sql<Parent>`
    select id, title, state, committee, deliberated_on as "deliberatedOn", delivered_on as "deliveredOn", due_on as "dueOn", extended_to as "extendedTo"
    from review_opinion where id = any(${idsIn(rows, 'opinion')}::uuid[])`.execute(db);
  return new Map(found.map((one) => [one.id, one]));
}

function refuseOutsideOpinion(row: WrittenRow, opinion: Parent): void {
  const due = textOf(row, 'dueOn');
  const until = opinionDue(opinion);
  if (due === null || due === row.before?.['dueOn']) return;
  const from = opinion.deliveredOn ?? opinion.deliberatedOn;
  if (from !== null && due < from) throw accountabilityFault('item.before-opinion', { due, from });
  if (until === null || due <= until) return;
  throw accountabilityFault('item.after-opinion', { due, opinion: until });
}

const SPREAD = ['draft', 'review', 'adopted', 'delivered', 'accepted', 'decomposed'];

/** Once the decomposition is approved only an extension, which names who allowed it, gives an item more time. */
function refusePostponed({ before, after }: WrittenRow, opinion: Parent): void {
  if (before === null || after === null || SPREAD.includes(opinion.state)) return;
  const [was, now] = [before['dueOn'], after['dueOn']].map((day) => (typeof day === 'string' ? parseDay(day) : null));
  const until = opinionDue(opinion);
  const held = now ?? until;
  if (!was || was === now || (held !== null && held <= was)) return;
  throw accountabilityFault('item.postponed', { was, now: held ?? '不定期' });
}

/** A unit that holds that it is not its business says so within the days of the rule. */
async function refuseLateReturn(
  db: ReadDb,
  returned: readonly WrittenRow[],
  parents: ReadonlyMap<string, Parent>,
  today: Day,
): Promise<void> {
  if (returned.length === 0) return;
  const rules = await readRules(db);
  for (const row of returned) {
    const opinion = parents.get(textOf(row, 'opinion') ?? '');
    if (!opinion?.deliveredOn) continue;
    const { on } = reckon(opinion.deliveredOn, ruleOn(rules, 'return', opinion.committee, opinion.deliveredOn));
    if (today > on) throw accountabilityFault('item.return-late', { until: on });
  }
}

/** Answered is not done: what is said to be done has evidence, and no task of it is open. */
async function refuseUnproven(db: ReadDb, done: readonly WrittenRow[]): Promise<void> {
  if (done.length === 0) return;
  const ids = done.map(({ id }) => id);
  const { rows } = await sql<{ id: string; matter: string; isProven: boolean; open: string[] }>`
    select i.id, i.matter,
      exists (select 1 from record_attachment a where a.register = 'review-item' and a.record = i.id)
      or exists (select 1 from review_task t join review_progress p on p.task = t.id
        where t.item = i.id and ${provenSql}) as "isProven",
      array(select t.measure from review_task t where t.item = i.id
        and t.state not in ('verified', 'cancelled') order by t.number) as open
    from review_item i where i.id = any(${ids}::uuid[]) order by i.number`.execute(db);
  for (const { matter, isProven, open } of rows) {
    if (open.length > 0) throw accountabilityFault('item.open-tasks', { tasks: named(open) });
    if (!isProven) throw accountabilityFault('item.no-evidence', { matter });
  }
}

/** A progress entry `p` that was handed in and shows something: a file, a photo, or a figure with its source. */
export const provenSql = sql`p.state = 'filed' and (coalesce(p.figure, '') <> '' or exists (
  select 1 from record_attachment a where a.register = 'review-progress' and a.record = p.id))`;

/** The last day on which what was assigned on a day may be handed back. */
export async function returnUntil(db: ReadDb, assignedOn: string | null): Promise<Day | null> {
  const day = assignedOn === null ? null : parseDay(assignedOn);
  if (day === null) return null;
  return reckon(day, ruleOn(await readRules(db), 'return', null, day)).on;
}
