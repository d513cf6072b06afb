import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseAccount } from './cluster/account.ts';
import { findBinaries } from './cluster/binaries.ts';
import { prepareDirectories } from './cluster/directories.ts';
import { makeCluster } from './cluster/initdb.ts';
import { layoutOf } from './cluster/paths.ts';
import { connectionOf, startPostmaster, SUPERUSER } from './cluster/postmaster.ts';

/** A server with PostGIS that belongs to a test or bench alone. */
export interface PostgisPeer {
  /** Its database, as `DATABASE_URL` would have it; the extension is there. */
  readonly url: string;
  /** On one connection. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  stop(): Promise<void>;
}

/** Where Debian keeps the servers whose extensions can be installed. */
const SERVERS = '/usr/lib/postgresql';
const SHARED = '/usr/share/postgresql';

/** The programs of a PostgreSQL of this machine that has PostGIS, or null. */
function postgisHome(): string | null {
  if (!existsSync(SERVERS)) return null;
  const majors = readdirSync(SERVERS).filter((major) => existsSync(join(SHARED, major, 'extension/postgis.control')));
  const newest = majors.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(SERVERS, newest);
}

/** Starts it on a socket of its own; null, said aloud, where PostGIS is not installed. */
export async function postgisPeer(): Promise<PostgisPeer | null> {
  const home = postgisHome();
  if (home === null) {
    console.warn('PostGIS is not installed: what is compared with it is skipped');
    return null;
  }
  const dir = mkdtempSync(join(tmpdir(), 'quantu-peer-'));
  const layout = layoutOf(dir);
  const account = databaseAccount(layout.cluster);
  await prepareDirectories(layout, account);
  const binaries = await findBinaries(layout.programs, account, home);
  await makeCluster(layout.cluster, binaries, account);
  const settings = [['fsync', 'off'] as const, ['max_wal_size', '4GB'] as const];
  const child = await startPostmaster({ ...layout, binaries, account, settings });
  const clean = (): void => {
    child.kill('SIGQUIT');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', clean);
  const client = new pg.Client(connectionOf(layout.sockets, 'postgres'));
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create extension if not exists postgis');
  return {
    url: `postgres://${SUPERUSER}@localhost/postgres?host=${encodeURIComponent(layout.sockets)}`,
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
    stop: async () => {
      await client.end();
      process.off('exit', clean);
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
