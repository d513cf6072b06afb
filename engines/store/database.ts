import type { PoolConfig } from 'pg';

/** A database to connect to: the private cluster's, a server's, or a test's. */
export interface Database {
  readonly config: PoolConfig;
  /** No other program uses it: what is unfinished at our start was cut off. */
  readonly isOurs: boolean;
  /** How long a request waits for a database that is gone: it comes back by itself, or it does not. */
  readonly patienceMs: number;
  /** Resolves when the database answers; throws when it stays down. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** A server that others look after: it is asked, not waited for. */
export function lookedAfter(config: PoolConfig): Database {
  const done = (): Promise<void> => Promise.resolve();
  return { config, isOurs: false, patienceMs: 0, ready: done, stop: done };
}
