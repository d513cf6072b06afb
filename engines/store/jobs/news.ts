import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Pools } from '../pools.ts';

/** News is a hint to look again; looking again without one now and then makes a lost one harmless. */
const LOOK_AGAIN_MS = 3000;
const RECONNECT_MS = 500;

export interface Subscription {
  /** Resolves at the next news, or when it is time to look again. */
  next(): Promise<void>;
  close(): void;
}

/** Who is told that a job changed: `NOTIFY quantu_job` on one connection, handed to all who wait in this program. */
export class JobNews {
  readonly #pools: Pools;
  readonly #waiting = new Map<string, Set<() => void>>();
  #client: Client | null = null;
  #isStarted = false;
  #isStopped = false;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  async start(): Promise<void> {
    if (this.#isStarted) return;
    this.#isStarted = true;
    await this.#connect();
  }

  async #connect(): Promise<void> {
    const client = await this.#pools.own('listen');
    this.#client = client;
    client.on('notification', ({ payload }) => this.#tell(payload ?? ''));
    client.once('end', () => void this.#reconnect());
    await client.query('listen quantu_job');
    this.#tell('');
  }

  async #reconnect(): Promise<void> {
    while (!this.#isStopped) {
      const isBack = await this.#connect().then(
        () => true,
        () => false,
      );
      if (isBack) return;
      await pause(RECONNECT_MS, undefined, { ref: false });
    }
  }

  /** Wakes who waits for this job and who waits for any; with no job named, everyone. */
  #tell(id: string): void {
    for (const [key, waiting] of this.#waiting) {
      if (id === '' || key === id || key === '') for (const wake of waiting) wake();
    }
  }

  /** Subscribes to one job, or with `''` to all. */
  of(id: string, signal?: AbortSignal): Subscription {
    let isNews = false;
    let wake: () => void = () => undefined;
    const onNews = (): void => {
      isNews = true;
      wake();
    };
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting.add(onNews));
    signal?.addEventListener('abort', onNews);
    void this.start().catch(() => undefined); // without news there is still looking again
    return {
      next: async () => {
        if (!isNews)
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, LOOK_AGAIN_MS).unref();
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        isNews = false;
      },
      close: () => {
        signal?.removeEventListener('abort', onNews);
        waiting.delete(onNews);
        if (waiting.size === 0) this.#waiting.delete(id);
      },
    };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#tell('');
    await this.#client?.end().catch(() => undefined);
  }
}
