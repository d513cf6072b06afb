import { instantOf, newId } from '@quantu/base';
import type { ReadDb, Tables, UnrecordedDb } from '@quantu/store';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OverlayState, RunLayer, RunResult } from './contract.ts';
import { analysisFault } from './faults.ts';
import type { ConflictKind } from './kinds.ts';
import { STANDARD_RULES, type RuleSet } from './rules.ts';

/** What a run was asked to do. */
export interface RunPlan {
  readonly layers: readonly RunLayer[];
  /** As it was when the run was asked for. */
  readonly rules: RuleSet;
  readonly kinds: readonly ConflictKind[];
  readonly sliver: { readonly minM2: number; readonly widthM: number };
  readonly isTrial: boolean;
  readonly trialReason: string | null;
}

/** What it found, and where the places are kept. */
export interface StoredResult extends RunResult {
  readonly files: { readonly cells: string; readonly conflicts: string };
}

export interface KnownRun {
  readonly id: string;
  readonly name: string;
  readonly state: OverlayState;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly job: string | null;
  readonly plan: RunPlan;
  readonly result: StoredResult | null;
  readonly progress: number;
  readonly note: string;
  readonly error: string | null;
}

type Row = Selectable<Tables['overlay_run']> & {
  readonly jobState: string | null;
  readonly jobProgress: number | null;
  readonly jobNote: string | null;
  readonly jobError: string | null;
};

const rowsOf = (db: ReadDb) =>
  db
    .selectFrom('overlay_run')
    .leftJoin('job', 'job.id', 'overlay_run.job')
    .selectAll('overlay_run')
    .select(['job.state as jobState', 'job.progress as jobProgress', 'job.note as jobNote', 'job.error as jobError']);

function knownRun(row: Row): KnownRun {
  const isEnded = row.jobState === 'failed' || row.jobState === 'cancelled';
  const state = row.state === 'running' && isEnded ? (row.jobState as OverlayState) : row.state;
  const isRunning = state === 'running';
  return {
    id: row.id,
    name: row.name,
    state,
    madeBy: row.made_by,
    madeAt: instantOf(new Date(row.made_at)),
    job: row.job,
    // Both columns are written by this room only.
    plan: { rules: STANDARD_RULES, ...(row.plan as Omit<RunPlan, 'rules'>) },
    result: row.result as StoredResult | null,
    progress: isRunning ? (row.jobProgress ?? 0) : 1,
    note: isRunning ? (row.jobNote ?? '') : state === 'cancelled' ? '已取消，没有改动任何记录' : '',
    error: row.jobError,
  };
}

export async function overlayRun(db: ReadDb, id: string): Promise<KnownRun> {
  const row = await rowsOf(db).where('overlay_run.id', '=', id).executeTakeFirst();
  if (!row) throw analysisFault('overlay.no-run');
  return knownRun(row);
}

/** The runs whose layers one may all read, the latest first. */
export async function overlayRuns(
  db: ReadDb,
  layers: ReadonlySet<string>,
  { offset, size }: { readonly offset: number; readonly size: number },
): Promise<{ readonly runs: readonly KnownRun[]; readonly total: number }> {
  const readable = sql<boolean>`not exists (select from jsonb_array_elements(overlay_run.plan->'layers') one
    where not (one->>'id' = any(${[...layers]}::text[])))`;
  const rows = await rowsOf(db)
    .where(readable)
    .orderBy('made_at', 'desc')
    .orderBy('overlay_run.id', 'desc')
    .offset(offset)
    .limit(size)
    .execute();
  const { total } = await db
    .selectFrom('overlay_run')
    .select(sql<number>`count(*)`.as('total'))
    .where(readable)
    .executeTakeFirstOrThrow();
  return { runs: rows.map(knownRun), total };
}

/** A run of the same name that has not ended. */
export async function runUnderWay(db: ReadDb, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from overlay_run r join job j on j.id = r.job
    where r.name = ${name} and r.state = 'running' and j.state in ('queued', 'running')`.execute(db);
  return rows.length > 0;
}

export async function addRun(
  db: UnrecordedDb,
  { name, plan, account }: { readonly name: string; readonly plan: RunPlan; readonly account: string },
): Promise<string> {
  const id = newId();
  await sql`insert into overlay_run (id, name, state, made_by, made_at, plan)
    values (${id}, ${name}, 'running', ${account}, clock_timestamp(), ${JSON.stringify(plan)}::jsonb)`.execute(db);
  return id;
}

export async function putJob(db: UnrecordedDb, id: string, job: string): Promise<void> {
  await db.updateTable('overlay_run').set({ job }).where('id', '=', id).execute();
}

export async function putResult(db: UnrecordedDb, id: string, result: StoredResult): Promise<void> {
  await db
    .updateTable('overlay_run')
    .set({ state: 'done', result: JSON.stringify(result) })
    .where('id', '=', id)
    .execute();
}
