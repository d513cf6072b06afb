import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, statSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { storeFault } from '../faults.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { until } from './processes.ts';
import { spawnOptions } from './run.ts';

export interface StartOptions {
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly cluster: string;
  readonly sockets: string;
  readonly log: string;
  /** The number in the socket's name, by default 5432. */
  readonly port?: number;
  /** More settings, `['fsync', 'off']`. */
  readonly settings?: readonly (readonly [string, string])[];
}

export const SUPERUSER = 'quantu';
const LARGEST_LOG = 20_000_000;
/** Replaying the log after a crash can take long; as long as the process lives and says so we wait. */
const START_MS = 600_000;

/** How the database of a socket directory is reached. */
export function connectionOf(sockets: string, database = SUPERUSER, port = 5432): PoolConfig {
  return { host: sockets, port, user: SUPERUSER, database };
}

/** Starts the database process and waits until it answers. */
export async function startPostmaster(options: StartOptions): Promise<ChildProcess> {
  const from = trimLog(options.log);
  const child = spawnPostmaster(options);
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  child.once('error', () => undefined); // a program that cannot be run has no pid, which is asked below
  const answers = (): Promise<boolean> => ask(options.sockets, options.port);
  await until(async () => isGone() || (await answers()), START_MS);
  if (!isGone() && (await answers())) return child;
  child.kill('SIGKILL');
  throw startFault(await logSince(options.log, from), options.log);
}

/** A sixteenth of the memory there is, so that the tables a district works with stay in it; not less than PostgreSQL's own. */
function sharedBuffersMb(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return Math.min(1024, Math.max(128, Math.floor(bytes / 16 / 2 ** 20)));
}

function spawnPostmaster({ binaries, account, cluster, sockets, log, settings = [] }: StartOptions): ChildProcess {
  const all: (readonly [string, string])[] = [
    ['listen_addresses', ''],
    ['unix_socket_directories', sockets],
    ['unix_socket_permissions', '0700'],
    ['max_connections', '100'],
    ['max_locks_per_transaction', '256'],
    ['shared_buffers', `${sharedBuffersMb()}MB`],
    ['work_mem', '16MB'],
    ['max_wal_size', '512MB'],
    ['jit', 'off'],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ...settings,
  ];
  const args = ['-D', cluster, ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const file = openSync(log, 'a', 0o640);
  try {
    const program = join(binaries.home, 'bin', 'postgres');
    return spawn(program, args, { ...spawnOptions(account), stdio: ['ignore', file, file] });
  } finally {
    closeSync(file);
  }
}

async function ask(sockets: string, port?: number): Promise<boolean> {
  const client = new pg.Client({ ...connectionOf(sockets, 'postgres', port), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Empties a log that has grown too long; returns where the next lines begin. */
function trimLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LARGEST_LOG) return size;
  truncateSync(log);
  return 0;
}

async function logSince(log: string, from: number): Promise<string> {
  const file = await open(log, 'r');
  try {
    const buffer = Buffer.alloc(20_000);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function startFault(output: string, log: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(output)) return storeFault('store.disk-full');
  const telling = output.split('\n').filter((line) => /FATAL|PANIC|ERROR|cannot|could not/.test(line));
  const reason = telling.at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? 'timeout';
  return storeFault('store.start-failed', { reason, log });
}
