import { newId } from '@quantu/base';
import { JOB_COLUMNS, soFar, type JobPart, type SoFar } from '@quantu/product-registers/server';
import type { Books } from '@quantu/registers';
import type { ReadDb, Store, Tables, UnrecordedDb } from '@quantu/store';
import { sql, type Selectable } from 'kysely';
import type { ImportCounts, SpatialImportState } from '../contract.ts';
import { spatialImportFault } from './faults.ts';
import type { StoredLayer } from './stored-layer.ts';
import type { SpatialWorkers } from './worker/spatial-workers.server.ts';

export type Run = Selectable<Tables['layer_import']>;
export const NO_COUNTS: ImportCounts = { new: 0, changed: 0, unchanged: 0, removed: 0, rejected: 0 };

export type KnownRun = Run & SoFar;

function runs(db: ReadDb) {
  return db
    .selectFrom('layer_import')
    .leftJoin('job', 'job.id', 'layer_import.job')
    .selectAll('layer_import')
    .select(JOB_COLUMNS);
}

function knownRun({ jobState, jobProgress, jobNote, jobError, ...run }: Run & JobPart): KnownRun {
  const job = { jobState, jobProgress, jobNote, jobError };
  return { ...run, ...soFar(run.state, job, '已取消，没有改动任何图层') };
}

export async function runById(db: ReadDb, id: string): Promise<KnownRun> {
  const row = await runs(db).where('layer_import.id', '=', id).executeTakeFirst();
  if (!row) throw spatialImportFault('map-import.unknown');
  return knownRun(row);
}

export async function listRuns(
  db: ReadDb,
  { offset, size }: { readonly offset: number; readonly size: number },
): Promise<{ readonly runs: readonly KnownRun[]; readonly total: number }> {
  const rows = await runs(db)
    .orderBy('made_at', 'desc')
    .orderBy('layer_import.id')
    .offset(offset)
    .limit(size)
    .execute();
  const { total } = await db
    .selectFrom('layer_import')
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  return { runs: rows.map(knownRun), total };
}

export async function addRun(
  db: UnrecordedDb,
  { hash, fileName, account }: { readonly hash: string; readonly fileName: string; readonly account: string },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('layer_import')
    .values({
      id,
      hash,
      file_name: fileName,
      state: 'reading',
      made_by: account,
      made_at: new Date().toISOString() as Run['made_at'],
      job: null,
      layers: JSON.stringify([]),
      counts: JSON.stringify(NO_COUNTS),
      notes: [],
    })
    .execute();
  return id;
}

interface RunChange extends Partial<Pick<Run, 'state' | 'notes' | 'job'>> {
  readonly layers?: readonly StoredLayer[];
  readonly counts?: ImportCounts;
}

/** Changes a run inside the caller's transaction. */
export async function changeRun(db: UnrecordedDb, id: string, { layers, counts, ...plain }: RunChange): Promise<void> {
  await db
    .updateTable('layer_import')
    .set({
      ...plain,
      ...(layers ? { layers: JSON.stringify(layers) } : {}),
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** What every step of an import works with. */
export interface ImportDesk {
  readonly store: Store;
  readonly district: string;
  readonly books: Books;
  /** Who imports, as the audit trail has them. */
  readonly account: string;
  readonly workers: SpatialWorkers;
}

const STATE_LABELS: Readonly<Record<SpatialImportState, string>> = {
  reading: '正在读取',
  mapping: '等待确认',
  checking: '正在试运行',
  checked: '已试运行',
  writing: '正在写入',
  written: '已写入',
  undoing: '正在撤销',
  undone: '已撤销',
  failed: '读取失败',
  cancelled: '已取消',
};

/** Refuses a step that a run in this state cannot take. */
export function requireState(
  { state }: Pick<Run, 'state'>,
  step: string,
  ...states: readonly SpatialImportState[]
): void {
  if (!states.includes(state)) throw spatialImportFault('map-import.state', { state: STATE_LABELS[state], step });
}

/** The rows of an import are kept this long: a quarter, in which a wrong import is noticed. */
const KEPT_DAYS = 92;

export async function forgetOldRows(db: UnrecordedDb): Promise<void> {
  await sql`delete from layer_staged where import in
    (select id from layer_import where made_at < now() - make_interval(days => ${KEPT_DAYS}))`.execute(db);
}
