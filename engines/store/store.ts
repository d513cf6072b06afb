import type { Writable } from 'node:stream';
import { Fault } from '@quantu/base';
import { verifyStore, type ChainCheck } from './audit/verify.ts';
import { restoreFrom } from './backup/restore.ts';
import { backup, backupTo, type Made } from './backup/write.ts';
import { startCluster, type Log } from './cluster/cluster.ts';
import { prepareFiles } from './cluster/directories.ts';
import { layoutOf } from './cluster/paths.ts';
import { connectionOf } from './cluster/postmaster.ts';
import { lookedAfter, type Database } from './database.ts';
import { Districts, type District } from './districts.ts';
import { FileStore } from './files/file-store.ts';
import { recordedHashes } from './files/recorded.ts';
import { Jobs } from './jobs/jobs.ts';
import { JobNews } from './jobs/news.ts';
import { doctor, type Check } from './doctor.ts';
import { externalServer } from './external.ts';
import type { Change, ReadDb, UnrecordedDb, WriteDb } from './handle.ts';
import { PastPlugin, type Past } from './history/past.ts';
import { ownRooms } from './migrate/own-rooms.ts';
import { PROGRAM } from './migrate/migrate.ts';
import { asFault } from './pg-errors.ts';
import { kyselyOver, Pools } from './pools.ts';
import type { Room } from './room.ts';
import { keyOf } from './secrets/key-file.ts';
import { secretBox, type SecretBox } from './secrets/secret-box.ts';
import { transact, unrecorded } from './transact.ts';

export interface OpenOptions {
  readonly dataDir: string;
  /** A PostgreSQL ≥ 15 to use instead of the private one. Given but wrong stops the start; nothing is fallen back to. */
  readonly databaseUrl?: string | undefined;
  readonly rooms: readonly Room[];
  /** When another quantu serves this data directory, work through its database instead of refusing: for commands. */
  readonly beside?: boolean;
  /** Takes lines for the operator: restarts of the database, migrations made. */
  readonly log?: Log;
}

/** The one handle over PostgreSQL, the uploaded files, the jobs and the audit trail. */
export interface Store {
  /** Reads in a district, or with no argument in what districts share. */
  read(district?: string): ReadDb;
  /** Reads as it was at an instant; only selects, no plain `sql`. */
  readPast(district: string | undefined, past: Past): ReadDb;
  /** The only way to write: one transaction, one audit entry; nothing is written when `work` throws. */
  transact<T>(change: Change, work: (tx: WriteDb) => Promise<T>): Promise<T>;
  /** Writes without an audit entry in tables that keep no history: a session that was used, a counter. */
  unrecorded<T>(district: string | undefined, work: (db: UnrecordedDb) => Promise<T>): Promise<T>;
  createDistrict(code: string, name: string, by?: Pick<Change, 'actor' | 'reason'>): Promise<void>;
  districts(): Promise<readonly District[]>;
  readonly files: FileStore;
  readonly jobs: Jobs;
  /** Seals what must not lie open in the database or a backup, with the key of this data directory. */
  readonly secrets: SecretBox;
  /** Recomputes the audit chains from their first entries; names the first break. */
  verifyChain(): Promise<ChainCheck>;
  doctor(): Promise<Check[]>;
  /** Writes rows and files of one instant as a portable archive, to a path or a stream. */
  backup(to: string | Writable): Promise<Made>;
  /** Fills this empty store from a backup: all of it, verified, or nothing. */
  restore(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function openStore(options: OpenOptions): Promise<Store> {
  const { dataDir, databaseUrl, log = () => undefined } = options;
  if (databaseUrl !== undefined) {
    return openOn(lookedAfter(await externalServer(databaseUrl)), options);
  }
  return openOn(await startOrJoin(dataDir, log, options.beside === true), options);
}

async function startOrJoin(dataDir: string, log: Log, mayJoin: boolean): Promise<Database> {
  try {
    return await startCluster(dataDir, log);
  } catch (error) {
    if (!mayJoin || !(error instanceof Fault) || error.code !== 'store.locked') throw error;
    return lookedAfter(connectionOf(layoutOf(dataDir).sockets), null);
  }
}

/** The store on a database that is there: the private cluster's, a server's, or a test's. */
export async function openOn(database: Database, options: Omit<OpenOptions, 'databaseUrl'>): Promise<Store> {
  const pools = new Pools(database);
  const jobs = new Jobs(pools, new JobNews(pools), database.isOurs);
  const close = async (): Promise<void> => {
    await jobs.stop();
    await pools.close();
    await database.stop();
  };
  try {
    const rooms = [...ownRooms, ...options.rooms];
    const districts = await Districts.open(pools, rooms);
    const made = await districts.migrate();
    if (made > 0) options.log?.(`数据结构已就绪（新执行 ${made} 步）`);
    await prepareFiles(layoutOf(options.dataDir));
    const files = new FileStore(layoutOf(options.dataDir).files);
    const secrets = secretBox(await keyOf(layoutOf(options.dataDir).key));
    if (database.leftoverMs !== null) {
      await files.sweep(database.leftoverMs, (hashes) => recordedHashes(pools, districts, hashes));
    }
    return new OpenedStore({ pools, districts, files, jobs, secrets, close, rooms, dataDir: options.dataDir });
  } catch (error) {
    await close();
    throw asFault(error);
  }
}

interface Parts {
  readonly pools: Pools;
  readonly districts: Districts;
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly secrets: SecretBox;
  readonly close: () => Promise<void>;
  readonly dataDir: string;
  readonly rooms: readonly Room[];
}

class OpenedStore implements Store {
  readonly #parts: Parts;
  readonly #pools: Pools;
  readonly #districts: Districts;
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly secrets: SecretBox;
  readonly close: () => Promise<void>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#pools = parts.pools;
    this.#districts = parts.districts;
    this.files = parts.files;
    this.jobs = parts.jobs;
    this.secrets = parts.secrets;
    this.close = parts.close;
  }

  read(district?: string): ReadDb {
    return this.#over(district);
  }

  readPast(district: string | undefined, past: Past): ReadDb {
    return this.#over(district).withPlugin(new PastPlugin(past));
  }

  #over(district: string | undefined): ReturnType<typeof kyselyOver> {
    return kyselyOver(async () => {
      await this.#districts.assertKnown(district);
      return this.#pools.read(district);
    });
  }

  async transact<T>(change: Change, work: (tx: WriteDb) => Promise<T>): Promise<T> {
    await this.#districts.assertKnown(change.district);
    return transact(this.#pools, change, work);
  }

  async unrecorded<T>(district: string | undefined, work: (db: UnrecordedDb) => Promise<T>): Promise<T> {
    await this.#districts.assertKnown(district);
    return unrecorded(this.#pools, district, work);
  }

  createDistrict(code: string, name: string, by?: Pick<Change, 'actor' | 'reason'>): Promise<void> {
    return this.#districts.create({ code, name }, by ?? { actor: PROGRAM });
  }

  districts(): Promise<readonly District[]> {
    return this.#districts.all();
  }

  async verifyChain(): Promise<ChainCheck> {
    return verifyStore(this.#pools, await this.#districts.all());
  }

  doctor(): Promise<Check[]> {
    return doctor(this.#parts);
  }

  backup(to: string | Writable): Promise<Made> {
    return typeof to === 'string' ? backupTo(this.#parts, to) : backup(this.#parts, to);
  }

  restore(path: string): Promise<void> {
    return restoreFrom(this.#parts, path);
  }
}
