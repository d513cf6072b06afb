import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg, { type PoolConfig } from 'pg';
import { Fault } from '@quantu/base';
import type { Database } from '../database.ts';
import { storeFault } from '../faults.ts';
import { databaseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { prepareDirectories } from './directories.ts';
import { ensureCluster } from './initdb.ts';
import { stopLeftovers } from './leftovers.ts';
import { takeLock, type Lock } from './lock.ts';
import { layoutOf } from './paths.ts';
import { connectionOf, startPostmaster, SUPERUSER, type StartOptions } from './postmaster.ts';
import { finishSwap } from './swap.ts';

/** The private PostgreSQL of a data directory, kept running as long as we run. */
export interface Cluster extends Database {
  /** The process of the database, for `doctor` and for tests that kill it. */
  pid(): number | undefined;
}

export type Log = (line: string) => void;

const RESTART_PAUSE_MS = 1000;
const PATIENCE_MS = 10_000;

/** Starts the cluster of a data directory, after whatever happened to the last run, and restarts it when it dies. */
export async function startCluster(dataDir: string, log: Log, settings?: StartOptions['settings']): Promise<Cluster> {
  const layout = layoutOf(dataDir);
  const account = databaseAccount(layout.cluster);
  await prepareDirectories(layout, account);
  const lock = await takeLock(layout.sockets, layout.root);
  try {
    await finishSwap(layout);
    const binaries = await findBinaries(layout.programs, account);
    await ensureCluster(layout.cluster, binaries, account);
    await stopLeftovers(layout.cluster, layout.sockets);
    const start = { ...layout, binaries, account, ...(settings ? { settings } : {}) };
    return await keepCluster(start, lock, log);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Starts the database of a cluster and keeps it running; stopping releases the lock. */
export async function keepCluster(start: StartOptions, lock: Lock, log: Log): Promise<Cluster> {
  const keeper = new Keeper(start, lock, log);
  await keeper.start();
  return keeper;
}

class Keeper implements Cluster {
  readonly config: PoolConfig;
  readonly isOurs = true;
  readonly leftoverMs = 0;
  readonly patienceMs = PATIENCE_MS;
  readonly #start: StartOptions;
  readonly #lock: Lock;
  readonly #log: Log;
  #child: ChildProcess | null = null;
  #up: Promise<void> = Promise.resolve();
  #isStopping = false;
  /** Why the last try to restart failed. */
  #trouble: Fault | null = null;
  readonly #onExit = (): void => void this.#child?.kill('SIGINT');

  constructor(start: StartOptions, lock: Lock, log: Log) {
    this.#start = start;
    this.#lock = lock;
    this.#log = log;
    this.config = connectionOf(start.sockets);
    process.once('exit', this.#onExit);
  }

  pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    const child = await startPostmaster(this.#start);
    await makeDatabase(this.#start.sockets);
    this.#child = child;
    child.unref();
    if (isGone(child)) throw storeFault('store.down');
    child.once('exit', () => this.#onDeath(child.signalCode ?? child.exitCode ?? '?'));
  }

  #onDeath(how: string | number): void {
    this.#child = null;
    if (this.#isStopping) return;
    this.#log(`数据库意外停止（${how}），正在重新启动`);
    this.#up = this.#restart();
    this.#up.catch(() => undefined); // told to whoever waits for it
  }

  async #restart(): Promise<void> {
    for (;;) {
      try {
        await stopLeftovers(this.#start.cluster, this.#start.sockets);
        await this.start();
        this.#trouble = null;
        this.#log('数据库已恢复');
        return;
      } catch (error) {
        if (this.#isStopping) throw storeFault('store.closed');
        this.#trouble = error instanceof Fault ? error : null;
        this.#log(`数据库没能恢复：${error instanceof Error ? error.message : String(error)}`);
        await pause(RESTART_PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  async ready(): Promise<void> {
    const timer = new AbortController();
    const late = pause(PATIENCE_MS, 'late', { signal: timer.signal }).catch(() => 'late');
    const answer = await Promise.race([this.#up.then(() => 'up'), late]);
    timer.abort();
    if (answer !== 'up') throw this.#trouble ?? storeFault('store.down');
  }

  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    process.off('exit', this.#onExit);
    await this.#up.catch(() => undefined); // a restart that is under way
    const child = this.#child;
    if (child && !isGone(child)) {
      const gone = once(child, 'exit');
      child.ref();
      child.kill('SIGINT');
      await gone;
    }
    await this.#lock.release();
  }
}

function isGone(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function makeDatabase(sockets: string): Promise<void> {
  const client = new pg.Client({
    ...connectionOf(sockets, 'postgres'),
    connectionTimeoutMillis: 5000,
    query_timeout: 20_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [SUPERUSER]);
    if (rows.length === 0) await client.query(`create database ${SUPERUSER}`);
  } finally {
    await client.end();
  }
}
