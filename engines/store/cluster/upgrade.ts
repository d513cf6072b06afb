import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lookedAfter } from '../database.ts';
import { storeFault } from '../faults.ts';
import type { Room } from '../room.ts';
import { openOn, type Store } from '../store.ts';
import { databaseAccount, type Account } from './account.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { keepCluster, type Log } from './cluster.ts';
import { prepareDirectories } from './directories.ts';
import { clusterVersion, makeCluster } from './initdb.ts';
import { stopLeftovers } from './leftovers.ts';
import { takeLock } from './lock.ts';
import { layoutOf, type Layout } from './paths.ts';
import { finishSwap } from './swap.ts';

export interface UpgradeOptions {
  readonly dataDir: string;
  /** The directory of the old PostgreSQL's programs: that with `bin` in it, or `bin` itself. */
  readonly oldBin: string;
  readonly rooms: readonly Room[];
  readonly log?: Log;
}

/**
 * Moves a data directory to the PostgreSQL of this program: the old programs are run once more on the old cluster and
 * everything is taken out as a backup, put into a new cluster beside it, verified, and only then the directories
 * change places. Until the new one is in its place the old one is untouched; a kill at any moment leaves one of them.
 */
export async function upgradeCluster({ dataDir, oldBin, rooms, log = () => undefined }: UpgradeOptions): Promise<void> {
  const layout = layoutOf(dataDir);
  const account = databaseAccount(layout.cluster);
  await prepareDirectories(layout, account);
  const lock = await takeLock(layout.sockets, layout.root);
  try {
    await finishSwap(layout);
    await stopLeftovers(layout.cluster, layout.sockets);
    const binaries = await findBinaries(layout.programs, account);
    const found = await clusterVersion(layout.cluster);
    if (found === null || found === String(binaries.major)) return;
    const old = await oldBinaries(oldBin, found, layout, account);
    await move({ layout, account, rooms, log, old, binaries });
  } finally {
    await lock.release();
  }
}

async function oldBinaries(oldBin: string, major: string, layout: Layout, account: Account | null): Promise<Binaries> {
  const isBin = (await stat(join(oldBin, 'postgres')).catch(() => null)) !== null;
  const home = isBin ? dirname(oldBin) : oldBin;
  const fault = storeFault('store.upgrade-binaries', { directory: oldBin, version: major });
  const found = await findBinaries(layout.programs, account, home).catch(() => Promise.reject(fault));
  if (String(found.major) !== major) throw fault;
  return found;
}

interface Move {
  readonly layout: Layout;
  readonly account: Account | null;
  readonly rooms: readonly Room[];
  readonly log: Log;
  readonly old: Binaries;
  readonly binaries: Binaries;
}

async function move({ layout, account, rooms, log, old, binaries }: Move): Promise<void> {
  const work = await mkdtemp(join(layout.root, 'upgrade-'));
  const archive = join(work, 'backup.gz');
  const fresh = `${layout.cluster}.new`;
  try {
    log(`正在从 PostgreSQL ${old.version} 取出数据`);
    await withStore({ ...layout, binaries: old, account }, layout, rooms, log, (store) => store.backup(archive));
    log(`正在放入 PostgreSQL ${binaries.version}`);
    await rm(fresh, { recursive: true, force: true });
    await makeCluster(fresh, binaries, account);
    await withStore({ ...layout, cluster: fresh, binaries, account }, layout, rooms, log, (store) =>
      store.restore(archive),
    );
    await rename(layout.cluster, `${layout.cluster}.old`);
    await finishSwap(layout);
    log('数据库已升级，旧的一份已删除');
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

type Start = Parameters<typeof keepCluster>[0];

async function withStore<T>(
  start: Start,
  layout: Layout,
  rooms: readonly Room[],
  log: Log,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const cluster = await keepCluster(start, { release: () => Promise.resolve() }, log);
  const database = { ...lookedAfter(cluster.config, null), stop: () => cluster.stop() }; // the new one has no rows for files yet
  const store = await openOn(database, { dataDir: layout.root, rooms });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
