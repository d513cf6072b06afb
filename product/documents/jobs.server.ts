import { instantOf } from '@quantu/base';
import { Value } from '@sinclair/typebox/value';
import { storeFault, type ReadDb, type Store, type Tables } from '@quantu/store';
import { sql, type Selectable } from 'kysely';
import type { Job } from './contract.ts';
import { READING_JOB, ReadingPayload, ReadingResult } from './reading.job.server.ts';

type JobRow = Pick<
  Selectable<Tables['job']>,
  'id' | 'state' | 'progress' | 'note' | 'payload' | 'result' | 'error' | 'created_at'
>;

const STATES = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;
const TEXTS = {
  queued: '等待识读',
  running: '正在识读',
  done: '识读完成',
  failed: '识读失败',
  cancelled: '已取消',
} as const;

/** A reading job as a screen shows it. */
export function jobOf(row: JobRow): Job {
  const result = Value.Check(ReadingResult, row.result) ? row.result : null;
  const note = row.state === 'running' ? row.note : '';
  return {
    id: row.id,
    state: STATES[row.state],
    progress: row.state === 'done' ? 1 : row.progress,
    text: row.error ?? (note || TEXTS[row.state]),
    fileName: Value.Check(ReadingPayload, row.payload) ? row.payload.name : '',
    document: result?.document ?? null,
    createdAt: instantOf(new Date(row.created_at)),
  };
}

function readingJobs(db: ReadDb, district: string) {
  return db
    .selectFrom('job')
    .select(['id', 'state', 'progress', 'note', 'payload', 'result', 'error', 'created_at'])
    .where('kind', '=', READING_JOB)
    .where('district', '=', district);
}

export async function jobById(db: ReadDb, district: string, id: string): Promise<Job> {
  const row = await readingJobs(db, district).where('id', '=', id).executeTakeFirst();
  if (!row) throw storeFault('store.no-job', { id });
  return jobOf(row);
}

/** What is under way, and what has failed within a day and was not put away. */
export async function currentJobs(db: ReadDb, district: string): Promise<Job[]> {
  const isFresh = sql<boolean>`finished_at > now() - interval '1 day'`;
  const rows = await readingJobs(db, district)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['queued', 'running']),
        eb.and([eb('state', '=', 'failed'), eb('cancel_requested', '=', false), isFresh]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(jobOf);
}

/** The job that is reading a content now, so that a second upload of it joins in. */
export async function jobReading(db: ReadDb, district: string, hash: string): Promise<Job | null> {
  const row = await readingJobs(db, district)
    .where('state', 'in', ['queued', 'running'])
    .where(sql<boolean>`payload ->> 'hash' = ${hash}`)
    .executeTakeFirst();
  return row ? jobOf(row) : null;
}

/** Cancels what runs; a failed job is put away from the list. */
export async function cancelJob(store: Store, district: string, id: string): Promise<Job> {
  await jobById(store.read(), district, id);
  await store.jobs.cancel(id);
  return jobById(store.read(), district, id);
}

/** The job now and after each change, until it has ended or the reader goes away. */
export async function* watchJob(store: Store, district: string, id: string, gone: AbortSignal) {
  for await (const _ of store.jobs.watch(id, gone)) {
    yield { event: 'job', data: await jobById(store.read(), district, id) };
  }
}
