import type { Day } from '@quantu/base';
import { grouped } from '@quantu/projects/server';
import { json, type ReadDb, type WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ItemFact, OpinionFact, Reviews, TaskFact } from './facts.ts';
import { judgeItem, judgeOpinion, judgeTask, type ItemJudged, type OpinionJudged, type TaskJudged } from './judge.ts';
import { refreshLadder } from './ladder/ladder-rows.server.ts';
import { readReviews } from './reviews.server.ts';

/**
 * Computes again what the program writes on opinions, items and tasks, of some opinions or of all, and writes what is
 * different: in the caller's transaction, so that nobody sees a light without its reason.
 *
 * @returns how many lights are others.
 */
export async function refreshReviews(tx: WriteDb, today: Day, ids: readonly string[] | null = null): Promise<number> {
  if (ids?.length === 0) return 0;
  const reviews = await readReviews(tx, ids);
  const { opinions, items, tasks } = judged(reviews, today);
  await write(tx, 'review_task', TASK_COLUMNS, tasks);
  await write(tx, 'review_item', ITEM_COLUMNS, items);
  await write(tx, 'review_opinion', OPINION_COLUMNS, opinions);
  await refreshLadder(tx, today, ids);
  return [...opinions, ...items, ...tasks].filter(({ isRelit }) => isRelit).length;
}

interface Changed {
  readonly isRelit: boolean;
  readonly row: Readonly<Record<string, string | number | null>>;
}

function judged({ opinions, items, tasks, votes, rules }: Reviews, today: Day) {
  const itemsOf = grouped(items, ({ opinion }) => opinion);
  const tasksOf = grouped(tasks, ({ item }) => item);
  const votesOf = grouped(votes, ({ opinion }) => opinion);
  const changed = { opinions: [] as Changed[], items: [] as Changed[], tasks: [] as Changed[] };
  for (const opinion of opinions) {
    const own = itemsOf.get(opinion.id) ?? [];
    const below = own.flatMap(({ id }) => tasksOf.get(id) ?? []);
    const now = judgeOpinion(opinion, own, below, votesOf.get(opinion.id) ?? [], rules, today);
    const held = { ...opinion, dueOn: now.dueOn };
    changed.opinions.push(...differing(opinion, now));
    for (const item of own) {
      const ofItem = tasksOf.get(item.id) ?? [];
      changed.items.push(...differing(item, judgeItem(item, ofItem, held, today)));
      for (const task of ofItem) changed.tasks.push(...differing(task, judgeTask(task, today)));
    }
  }
  return changed;
}

/** The row as it should be, when it is not so already. */
function differing(
  before: OpinionFact | ItemFact | TaskFact,
  { because, ...now }: OpinionJudged | ItemJudged | TaskJudged,
): Changed[] {
  const row = { ...now, lightReason: because, id: before.id };
  const kept: Readonly<Record<string, string | number | null>> = { ...before };
  const isSame = Object.entries(row).every(([name, value]) => (kept[name] ?? null) === value);
  return isSame ? [] : [{ isRelit: before.light !== now.light, row }];
}

type Columns = Readonly<Record<string, { readonly column: string; readonly type: string }>>;
const LIGHT: Columns = {
  light: { column: 'light', type: 'text' },
  lightReason: { column: 'light_reason', type: 'text' },
};
const TASK_COLUMNS: Columns = { ...LIGHT, movedOn: { column: 'moved_on', type: 'date' } };
const ITEM_COLUMNS: Columns = {
  ...TASK_COLUMNS,
  tasks: { column: 'tasks', type: 'bigint' },
  verifiedTasks: { column: 'verified_tasks', type: 'bigint' },
};
const OPINION_COLUMNS: Columns = {
  ...LIGHT,
  dueOn: { column: 'due_on', type: 'date' },
  dueBecause: { column: 'due_because', type: 'text' },
  nextStep: { column: 'next_step', type: 'text' },
  nextDueOn: { column: 'next_due_on', type: 'date' },
  timeliness: { column: 'timeliness', type: 'text' },
  round: { column: 'round', type: 'bigint' },
  verdict: { column: 'verdict', type: 'text' },
  verdictBecause: { column: 'verdict_because', type: 'text' },
  items: { column: 'items', type: 'bigint' },
  settledItems: { column: 'settled_items', type: 'bigint' },
};

async function write(tx: WriteDb, table: string, columns: Columns, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ row }) => row);
  const entries = Object.entries(columns);
  const sets = entries.map(([name, { column }]) => sql`${sql.ref(column)} = v.${sql.ref(name)}`);
  const types = entries.map(([name, { type }]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await sql`update ${sql.table(table)} r set ${sql.join(sets)}
    from jsonb_to_recordset(${json(rows)}::jsonb) as v(id uuid, ${sql.join(types)}) where r.id = v.id`.execute(tx);
}

/** The opinions that items, tasks and what hangs on them belong to. */
export async function opinionsOf(
  db: ReadDb,
  table: 'review_item' | 'review_task',
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { rows } =
    table === 'review_item'
      ? await sql<{ opinion: string }>`select distinct opinion from review_item where id = any(${ids}::uuid[])`.execute(
          db,
        )
      : await sql<{ opinion: string }>`select distinct i.opinion from review_task t join review_item i on i.id = t.item
          where t.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(({ opinion }) => opinion);
}
