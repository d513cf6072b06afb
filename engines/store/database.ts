import type { PoolConfig } from 'pg';

/** A database to connect to: the private cluster's, a server's, or a test's. */
export interface Database {
  readonly config: PoolConfig;
  /** No other program uses it: what is unfinished at our start was cut off. */
  readonly isOurs: boolean;
  /**
   * After how long something half done in the files directory was surely left by a kill: at once when nobody else
   * writes there, null when another program looks after it.
   */
  readonly leftoverMs: number | null;
  /** How long a request waits for a database that is gone: it comes back by itself, or it does not. */
  readonly patienceMs: number;
  /** Resolves when the database answers; throws when it stays down. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** A server that others look after: it is asked, not waited for. */
export function lookedAfter(config: PoolConfig, leftoverMs: number | null = DAY_MS): Database {
  const done = (): Promise<void> => Promise.resolve();
  return { config, isOurs: false, leftoverMs, patienceMs: 0, ready: done, stop: done };
}
