import { randomUUID } from 'node:crypto';
import { Fault, type Json } from '@quantu/base';
import type { Pools } from '../pools.ts';
import type { JobNews } from './news.ts';

/** What a handler is given: its job, how to report, and what it had saved when it was cut off. */
export interface RunningJob {
  readonly id: string;
  readonly kind: string;
  readonly district: string | null;
  readonly actor: string;
  readonly payload: Json;
  /** What `save` was last given in an earlier run, or null. */
  readonly checkpoint: Json | null;
  /** Fires when the job is cancelled or the program stops. */
  readonly signal: AbortSignal;
  /** Says how far it is, 0 to 1, and on what. Cheap: only a few reports a second reach the database. */
  progress(fraction: number, note?: string): Promise<void>;
  save(checkpoint: Json): Promise<void>;
}

export type JobHandler = (job: RunningJob) => Promise<Json | undefined | void>;

export interface WorkOptions {
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** How many jobs at a time, by default 2. */
  readonly concurrency?: number;
  /** Takes what went wrong inside a handler, for the operator. */
  readonly onError?: (error: unknown, job: { readonly id: string; readonly kind: string }) => void;
}

type TakenJob = Pick<RunningJob, 'id' | 'kind' | 'district' | 'actor' | 'payload' | 'checkpoint'> & {
  readonly attempts: number;
};

const LEASE_S = 30;
const PROLONGED = `lease_until = clock_timestamp() + interval '${LEASE_S} seconds'`;
const BEAT_MS = 10_000;
const REPORT_MS = 250;
/** A job that takes the program down with it is not tried for ever. */
const MOST_ATTEMPTS = 5;

export class Runner {
  readonly #pools: Pools;
  readonly #news: JobNews;
  readonly #options: WorkOptions;
  readonly #name = randomUUID();
  readonly #stopping = new AbortController();
  readonly #lanes: Promise<void>[] = [];

  constructor(pools: Pools, news: JobNews, options: WorkOptions) {
    this.#pools = pools;
    this.#news = news;
    this.#options = options;
  }

  /** Frees the jobs of a run that was killed, instead of waiting for their leases to end. */
  async reclaim(): Promise<void> {
    await this.#query("update job set lease_until = '-infinity' where state = 'running'", []);
  }

  start(): void {
    const lanes = this.#options.concurrency ?? 2;
    for (let lane = 0; lane < lanes; lane++) this.#lanes.push(this.#lane());
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#lanes);
  }

  async #lane(): Promise<void> {
    const news = this.#news.of('', this.#stopping.signal);
    while (!this.#stopping.signal.aborted) {
      const job = await this.#take().catch(() => null); // the database is down: look again later
      // Told to stop while it was taken, perhaps from a lane that just gave it back: nobody would tell its handler.
      if (job && this.#stopping.signal.aborted) await this.#release(job.id).catch(() => undefined);
      else if (job) await this.#run(job).catch((error: unknown) => this.#options.onError?.(error, job));
      else await news.next();
    }
    news.close();
  }

  async #take(): Promise<TakenJob | null> {
    const rows = await this.#query<TakenJob>(
      `update job set state = 'running', runner = $1, attempts = attempts + 1,
         lease_until = clock_timestamp() + make_interval(secs => $2),
         started_at = coalesce(started_at, clock_timestamp())
       where id = (select id from job
         where kind = any ($3) and (state = 'queued' or state = 'running' and lease_until < clock_timestamp())
         order by created_at for update skip locked limit 1)
       returning id, kind, district, actor, payload, checkpoint, attempts`,
      [this.#name, LEASE_S, Object.keys(this.#options.handlers)],
    );
    return rows[0] ?? null;
  }

  async #run(taken: TakenJob): Promise<void> {
    const stop = new AbortController();
    const onStopping = (): void => stop.abort();
    this.#stopping.signal.addEventListener('abort', onStopping);
    const beat = setInterval(() => void this.#beat(taken.id, stop), BEAT_MS);
    const news = this.#news.of(taken.id, stop.signal);
    const listening = this.#listen(taken.id, stop, news);
    try {
      await this.#attempt(taken, stop);
    } finally {
      clearInterval(beat);
      this.#stopping.signal.removeEventListener('abort', onStopping);
      stop.abort();
      await listening;
      news.close();
    }
  }

  async #attempt(taken: TakenJob, stop: AbortController): Promise<void> {
    if (taken.attempts > MOST_ATTEMPTS) {
      await this.#end(taken.id, 'failed', null, `任务连续 ${MOST_ATTEMPTS} 次中断，已停止重试`);
      return;
    }
    try {
      const result = await this.#options.handlers[taken.kind]!(this.#handle(taken, stop.signal));
      await this.#end(taken.id, 'done', result ?? null, null);
    } catch (error) {
      await this.#failed(taken, stop.signal.aborted, error);
    }
  }

  #handle(taken: TakenJob, signal: AbortSignal): RunningJob {
    let reportedAt = 0;
    return {
      ...taken,
      signal,
      progress: async (fraction, note) => {
        signal.throwIfAborted();
        const now = performance.now();
        if (now - reportedAt < REPORT_MS && fraction < 1) return;
        reportedAt = now;
        await this.#own(taken.id, `progress = $3, note = coalesce($4, note), ${PROLONGED}`, [fraction, note ?? null]);
      },
      save: async (checkpoint) => {
        signal.throwIfAborted();
        await this.#own(taken.id, `checkpoint = $3, ${PROLONGED}`, [JSON.stringify(checkpoint)]);
      },
    };
  }

  /** Cancelled by a person: it ends. Stopped with the program, or the database went away: it waits for the next run. */
  async #failed(job: TakenJob, isAborted: boolean, error: unknown): Promise<void> {
    const rows = await this.#query<{ cancel: boolean }>('select cancel_requested as cancel from job where id = $1', [
      job.id,
    ]);
    if (rows[0]?.cancel) await this.#end(job.id, 'cancelled', null, null);
    else if (isAborted || (error instanceof Fault && error.status === 503)) await this.#release(job.id);
    else {
      this.#options.onError?.(error, job);
      await this.#end(job.id, 'failed', null, error instanceof Fault ? error.message : `任务出错，编号 ${job.id}`);
    }
  }

  async #release(id: string): Promise<void> {
    await this.#own(id, "state = 'queued', runner = null, lease_until = null, attempts = attempts - 1", []);
  }

  async #end(id: string, state: 'done' | 'failed' | 'cancelled', result: Json, error: string | null): Promise<void> {
    const fields = `state = $3, result = $4, error = $5, finished_at = clock_timestamp(), lease_until = null,
      progress = case when $3 = 'done' then 1 else progress end`;
    await this.#own(id, fields, [state, result === null ? null : JSON.stringify(result), error]);
  }

  /** Changes a job that is still ours and tells who watches. */
  async #own(id: string, fields: string, values: readonly unknown[]): Promise<boolean> {
    const rows = await this.#query(
      `update job set ${fields}
       where id = $1 and runner = $2 and state = 'running' returning pg_notify('quantu_job', id::text)`,
      [id, this.#name, ...values],
    );
    return rows.length > 0;
  }

  async #beat(id: string, stop: AbortController): Promise<void> {
    const isOurs = await this.#own(id, PROLONGED, []).catch(() => true); // told again at the next beat
    if (!isOurs) stop.abort();
  }

  async #listen(id: string, stop: AbortController, news: { next(): Promise<void> }): Promise<void> {
    while (!stop.signal.aborted) {
      await news.next();
      if (stop.signal.aborted) return;
      const asked = this.#query<{ cancel: boolean }>('select cancel_requested as cancel from job where id = $1', [id]);
      const rows = await asked.catch(() => []);
      if (rows[0]?.cancel) stop.abort();
    }
  }

  async #query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const client = await this.#pools.write(undefined);
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      client.release();
    }
  }
}
