import { sql } from 'kysely';
import { newId, type Json } from '@quantu/base';
import { storeFault } from '../faults.ts';
import type { ReadDb, WriteDb } from '../handle.ts';
import { json } from '../json.ts';
import { kyselyOver, type Pools } from '../pools.ts';
import type { JobState } from '../tables.ts';
import type { JobNews } from './news.ts';
import { Runner, type WorkOptions } from './runner.ts';

/** What a screen shows of a job. */
export interface JobView {
  readonly id: string;
  readonly district: string | null;
  readonly kind: string;
  readonly actor: string;
  readonly state: JobState;
  /** 0 to 1. */
  readonly progress: number;
  readonly note: string;
  readonly result: Json | null;
  /** Why it failed, one sentence. */
  readonly error: string | null;
}

const SHOWN = ['id', 'district', 'kind', 'actor', 'state', 'progress', 'note', 'result', 'error'] as const;

/** Long work: one table, taken by whoever is free, with progress, cancel, and resuming after a restart. */
export class Jobs {
  readonly #pools: Pools;
  readonly #news: JobNews;
  readonly #isOnlyProgram: boolean;
  readonly #runners = new Set<Runner>();

  /** @param isOnlyProgram nobody else runs on this database, so a job that is running at our start was cut off. */
  constructor(pools: Pools, news: JobNews, isOnlyProgram: boolean) {
    this.#pools = pools;
    this.#news = news;
    this.#isOnlyProgram = isOnlyProgram;
  }

  #db(): ReadDb {
    return kyselyOver(() => this.#pools.read(undefined));
  }

  /** Adds a job in the caller's transaction and district: it exists when the transaction is committed. */
  async enqueue(tx: WriteDb, job: { readonly kind: string; readonly payload: Json }): Promise<string> {
    const id = newId();
    const { kind, payload } = job;
    const row = { id, kind, payload: json(payload), actor: tx.actor, district: tx.district ?? null };
    await tx
      .insertInto('job')
      .values({ ...row, checkpoint: null, result: null, error: null, runner: null })
      .execute();
    await sql`select pg_notify('quantu_job', ${id})`.execute(tx);
    return id;
  }

  async get(id: string): Promise<JobView> {
    const job = await this.#db().selectFrom('job').select(SHOWN).where('id', '=', id).executeTakeFirst();
    if (!job) throw storeFault('store.no-job', { id });
    return job;
  }

  /** A waiting job ends at once; a running one is told, and ends when its handler notices. */
  async cancel(id: string): Promise<void> {
    const client = await this.#pools.write(undefined);
    try {
      const { rowCount } = await client.query(
        `update job set cancel_requested = true,
           state = case state when 'queued' then 'cancelled' else state end,
           finished_at = case state when 'queued' then clock_timestamp() else finished_at end
         where id = $1`,
        [id],
      );
      if (rowCount === 0) throw storeFault('store.no-job', { id });
      await client.query("select pg_notify('quantu_job', $1)", [id]);
    } finally {
      client.release();
    }
  }

  /** The job now and after each change, until it has ended or `signal` says to stop. */
  async *watch(id: string, signal?: AbortSignal): AsyncGenerator<JobView> {
    const news = this.#news.of(id, signal);
    let shown = '';
    try {
      // oxlint-disable-next-line no-unmodified-loop-condition -- an abort signal changes by itself
      while (!signal?.aborted) {
        const job = await this.get(id);
        const text = JSON.stringify(job);
        if (text !== shown) yield job;
        shown = text;
        if (job.state !== 'queued' && job.state !== 'running') return;
        await news.next();
      }
    } finally {
      news.close();
    }
  }

  /** Starts taking jobs of the kinds there are handlers for. */
  async work(options: WorkOptions): Promise<void> {
    const runner = new Runner(this.#pools, this.#news, options);
    this.#runners.add(runner);
    if (this.#isOnlyProgram) await runner.reclaim();
    await this.#news.start();
    runner.start();
  }

  /** Lets running handlers know and waits for them; what they had saved is gone on with at the next start. */
  async stop(): Promise<void> {
    await Promise.all([...this.#runners].map((runner) => runner.stop()));
    await this.#news.stop();
  }
}
