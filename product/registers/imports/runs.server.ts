import { newId } from '@quantu/base';
import type { Books, Register, Viewer } from '@quantu/registers';
import type { ReadDb, Store, Tables, UnrecordedDb } from '@quantu/store';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { importFault } from './faults.ts';
import { JOB_COLUMNS, soFar, type JobPart, type SoFar } from './run-state.server.ts';
import type { Counts, ImportState } from './tables.server.ts';
import type { TableWorkers } from './worker/table-workers.server.ts';

export type Run = Selectable<Tables['import_run']>;
export const NO_COUNTS: Counts = { new: 0, changed: 0, unchanged: 0, rejected: 0, skipped: 0 };

export type KnownRun = Run & SoFar;

function runs(db: ReadDb) {
  return db
    .selectFrom('import_run')
    .leftJoin('job', 'job.id', 'import_run.job')
    .selectAll('import_run')
    .select(JOB_COLUMNS);
}

function knownRun({ jobState, jobProgress, jobNote, jobError, ...run }: Run & JobPart): KnownRun {
  const job = { jobState, jobProgress, jobNote, jobError };
  return { ...run, ...soFar(run.state, job, '已取消，没有改动任何记录') };
}

/** An import is its maker's: others could read from it what they may not see in the register. */
export async function runById(db: ReadDb, register: Register, account: string, id: string): Promise<KnownRun> {
  const row = await runs(db)
    .where('import_run.id', '=', id)
    .where('register', '=', register.name)
    .where('made_by', '=', account)
    .executeTakeFirst();
  if (!row) throw importFault('import.unknown');
  return knownRun(row);
}

export async function runsOf(
  db: ReadDb,
  register: Register,
  account: string,
  { offset, size }: { readonly offset: number; readonly size: number },
): Promise<{ readonly runs: readonly KnownRun[]; readonly total: number }> {
  const own = runs(db).where('register', '=', register.name).where('made_by', '=', account);
  const rows = await own.orderBy('made_at', 'desc').orderBy('import_run.id').offset(offset).limit(size).execute();
  const { total } = await db
    .selectFrom('import_run')
    .select(sql<number>`count(*)`.as('total'))
    .where('register', '=', register.name)
    .where('made_by', '=', account)
    .executeTakeFirstOrThrow();
  return { runs: rows.map(knownRun), total };
}

export interface NewRun {
  readonly register: Register;
  readonly hash: string;
  readonly fileName: string;
  readonly account: string;
}

/** Puts a run down that nothing has been read of yet. */
export async function addRun(db: UnrecordedDb, { register, hash, fileName, account }: NewRun): Promise<string> {
  const id = newId();
  await db
    .insertInto('import_run')
    .values({
      id,
      register: register.name,
      hash,
      file_name: fileName,
      state: 'reading',
      made_by: account,
      made_at: new Date().toISOString() as Run['made_at'],
      job: null,
      sheets: JSON.stringify([]),
      is_remembered: false,
      counts: JSON.stringify(NO_COUNTS),
      notes: [],
    })
    .execute();
  return id;
}

type Change = Partial<Pick<Run, 'state' | 'sheets' | 'is_remembered' | 'counts' | 'notes' | 'job'>>;

/** Changes a run inside the caller's transaction. */
export async function changeRun(db: UnrecordedDb, id: string, { sheets, counts, ...plain }: Change): Promise<void> {
  await db
    .updateTable('import_run')
    .set({
      ...plain,
      ...(sheets ? { sheets: JSON.stringify(sheets) } : {}),
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** What every step of an import works with. */
export interface Desk {
  readonly store: Store;
  readonly district: string;
  readonly books: Books;
  readonly register: Register;
  readonly viewer: Viewer;
  readonly workers: TableWorkers;
}

export const IMPORT_STATE_LABELS: Readonly<Record<ImportState, string>> = {
  reading: '正在读取',
  mapping: '等待对应',
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
export function requireState(run: Pick<Run, 'state'>, step: string, ...states: readonly ImportState[]): void {
  if (states.includes(run.state)) return;
  throw importFault('import.state', { state: IMPORT_STATE_LABELS[run.state], step });
}
