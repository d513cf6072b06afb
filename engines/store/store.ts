import { startCluster, type Database, type Log } from './cluster/cluster.ts';
import { Districts, type District } from './districts.ts';
import { externalServer } from './external.ts';
import type { Change, ReadDb, WriteDb } from './handle.ts';
import { ownRooms } from './migrate/own-rooms.ts';
import { PROGRAM } from './migrate/migrate.ts';
import { asFault } from './pg-errors.ts';
import { kyselyOver, Pools } from './pools.ts';
import type { Room } from './room.ts';
import { transact } from './transact.ts';

export interface OpenOptions {
  readonly dataDir: string;
  /** A PostgreSQL ≥ 15 to use instead of the private one. Given but wrong stops the start; nothing is fallen back to. */
  readonly databaseUrl?: string | undefined;
  readonly rooms: readonly Room[];
  /** Takes lines for the operator: restarts of the database, migrations made. */
  readonly log?: Log;
}

/** The one handle over PostgreSQL, the uploaded files, the jobs and the audit trail. */
export interface Store {
  /** Reads in a district, or with no argument in what districts share. */
  read(district?: string): ReadDb;
  /** The only way to write: one transaction, one audit entry; nothing is written when `work` throws. */
  transact<T>(change: Change, work: (tx: WriteDb) => Promise<T>): Promise<T>;
  createDistrict(code: string, name: string, by?: Pick<Change, 'actor' | 'reason'>): Promise<void>;
  districts(): Promise<readonly District[]>;
  close(): Promise<void>;
}

export async function openStore(options: OpenOptions): Promise<Store> {
  const { dataDir, databaseUrl, log = () => undefined } = options;
  if (databaseUrl !== undefined) {
    const config = await externalServer(databaseUrl);
    return openOn({ config, ready: () => Promise.resolve(), stop: () => Promise.resolve() }, options);
  }
  return openOn(await startCluster(dataDir, log), options);
}

/** The store on a database that is there: the private cluster's, a server's, or a test's. */
export async function openOn(database: Database, options: Omit<OpenOptions, 'databaseUrl'>): Promise<Store> {
  const pools = new Pools(database.config, () => database.ready());
  const close = async (): Promise<void> => {
    await pools.close();
    await database.stop();
  };
  try {
    const districts = await Districts.open(pools, [...ownRooms, ...options.rooms]);
    const made = await districts.migrate();
    if (made > 0) options.log?.(`数据库已升级（${made} 步）`);
    return new OpenedStore(pools, districts, close);
  } catch (error) {
    await close();
    throw asFault(error);
  }
}

class OpenedStore implements Store {
  readonly #pools: Pools;
  readonly #districts: Districts;
  readonly close: () => Promise<void>;

  constructor(pools: Pools, districts: Districts, close: () => Promise<void>) {
    this.#pools = pools;
    this.#districts = districts;
    this.close = close;
  }

  read(district?: string): ReadDb {
    return kyselyOver(async () => {
      await this.#districts.assertKnown(district);
      return this.#pools.read(district);
    });
  }

  async transact<T>(change: Change, work: (tx: WriteDb) => Promise<T>): Promise<T> {
    await this.#districts.assertKnown(change.district);
    return transact(this.#pools, change, work);
  }

  createDistrict(code: string, name: string, by?: Pick<Change, 'actor' | 'reason'>): Promise<void> {
    return this.#districts.create({ code, name }, by ?? { actor: PROGRAM });
  }

  districts(): Promise<readonly District[]> {
    return this.#districts.all();
  }
}
