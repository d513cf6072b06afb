import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import { canonicalJson } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import { startCluster } from './cluster/cluster.ts';
import { stopLeftovers } from './cluster/leftovers.ts';
import { layoutOf } from './cluster/paths.ts';
import { isAlive } from './cluster/processes.ts';
import { lookedAfter, type Database } from './database.ts';
import { externalServer } from './external.ts';
import { ownRooms } from './migrate/own-rooms.ts';
import { stepsOf } from './migrate/plan.ts';
import type { Room } from './room.ts';
import { openOn, type Store } from './store.ts';
import { oldHome, startOldServer } from './testing-server.ts';

export { benchStore } from './bench.ts';
export { postgisPeer, type PostgisPeer } from './postgis-peer.ts';

/** The district that a test's store has unless it asks for others. */
export const TEST_DISTRICT = '350505';

export interface TestStoreOptions {
  /** District codes to make, by default `TEST_DISTRICT` alone. */
  readonly districts?: readonly string[];
}

/**
 * A store on a database of its own: a clone of a template that was migrated once for this set of rooms. Closing it
 * drops the database; whatever is left goes with the process. With `QUANTU_TEST_DATABASE_URL` set, or
 * `QUANTU_TEST_SERVER=15` for the oldest version that is supported, the clones are made on that server instead of on a private cluster.
 */
export async function testStore(rooms: readonly Room[] = [], options: TestStoreOptions = {}): Promise<Store> {
  const { config, dir } = await server();
  const template = await templateFor(config, dir, rooms, options.districts ?? [TEST_DISTRICT]);
  const database = `t${process.pid}_${randomBytes(5).toString('hex')}`;
  await onServer(config, `create database ${database} template ${template}`);
  const drop = (): Promise<void> => onServer(config, `drop database if exists ${database} with (force)`);
  return openOn(inDatabase(config, database, drop), { dataDir: join(dir, database), rooms });
}

/** A database of its own that several stores open, one after the other or at once: for tests of migrations. */
export interface TestDatabase {
  open(rooms: readonly Room[]): Promise<Store>;
  drop(): Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const { config, dir } = await server();
  const name = `t${process.pid}_${randomBytes(5).toString('hex')}`;
  await onServer(config, `create database ${name}`);
  const database = inDatabase(config, name, () => Promise.resolve());
  return {
    open: (rooms) => openOn(database, { dataDir: join(dir, name), rooms }),
    drop: () => onServer(config, `drop database if exists ${name} with (force)`),
  };
}

interface Server {
  readonly config: PoolConfig;
  /** For files; removed with the process. */
  readonly dir: string;
}

let started: Promise<Server> | null = null;

function server(): Promise<Server> {
  started ??= startServer();
  return started;
}

const PREFIX = 'quantu-test-';

async function startServer(): Promise<Server> {
  await removeStale();
  const dir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const database = await chosenServer(dir);
  process.once('exit', () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  return { config: database.config, dir };
}

async function chosenServer(dir: string): Promise<Database> {
  const url = process.env['QUANTU_TEST_DATABASE_URL'];
  if (url !== undefined) return lookedAfter(await externalServer(url));
  const old = process.env['QUANTU_TEST_SERVER'] === '15' ? oldHome() : null;
  if (old !== null) return lookedAfter(await externalServer(await (await startOldServer(old)).database('tests')));
  return startCluster(dir, () => undefined, [
    ['fsync', 'off'],
    ['synchronous_commit', 'off'],
    ['full_page_writes', 'off'],
  ]);
}

/** Clusters of test runs that were killed. */
async function removeStale(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (isAlive(pid)) continue;
    const { root, cluster, sockets } = layoutOf(join(tmpdir(), name));
    await stopLeftovers(cluster, sockets).catch(() => undefined); // another run is removing it
    rmSync(root, { recursive: true, force: true });
  }
}

const templates = new Map<string, Promise<string>>();

async function templateFor(
  config: PoolConfig,
  dir: string,
  rooms: readonly Room[],
  districts: readonly string[],
): Promise<string> {
  const all = [...ownRooms, ...rooms];
  const steps = [...(await stepsOf(all, 'shared')), ...(await stepsOf(all, 'district'))];
  const text = steps.map(({ room, id, hash }) => [room, id, hash]);
  const key = sm3(canonicalJson([...text, ...districts])).slice(0, 16);
  const made = templates.get(key) ?? makeTemplate(config, dir, rooms, districts, `q${process.pid}_${key}`);
  templates.set(key, made);
  return made;
}

async function makeTemplate(
  config: PoolConfig,
  dir: string,
  rooms: readonly Room[],
  districts: readonly string[],
  name: string,
): Promise<string> {
  await onServer(config, `create database ${name}`);
  const store = await openOn(
    inDatabase(config, name, () => Promise.resolve()),
    { dataDir: join(dir, name), rooms },
  );
  for (const code of districts) await store.createDistrict(code, `测试区${code}`);
  await store.close();
  return name;
}

function inDatabase(config: PoolConfig, database: string, stop: () => Promise<void>): Database {
  return { ...lookedAfter(pointedAt(config, database)), isOurs: true, leftoverMs: 0, stop };
}

function pointedAt(config: PoolConfig, database: string): PoolConfig {
  if (config.connectionString === undefined) return { ...config, database };
  const url = new URL(config.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

async function onServer(config: PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
