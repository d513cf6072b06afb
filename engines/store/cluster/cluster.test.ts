import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, upgradeCluster, type Store } from '../index.ts';
import { notes } from '../notes.room.testing.ts';
import { oldHome } from '../testing-server.ts';
import { TEST_DISTRICT } from '../testing.ts';
import { databaseAccount } from './account.ts';
import { findBinaries, installedHome } from './binaries.ts';
import { prepareDirectories } from './directories.ts';
import { clusterVersion, makeCluster } from './initdb.ts';
import { takeLock } from './lock.ts';
import { keepCluster } from './cluster.ts';
import { layoutOf } from './paths.ts';
import { postmasterPid, processesOf } from './processes.ts';
import { openOn } from '../store.ts';

const isRoot = process.getuid?.() === 0;
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'quantu-cluster-'));
  await chmod(dir, 0o755);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const by = { district: TEST_DISTRICT, actor: '值班员', action: 'write' };

async function addNote(store: Store, id: string): Promise<void> {
  await store.transact(by, (tx) => tx.insertInto('note').values({ id, text: '一' }).execute());
}

async function noteIds(store: Store): Promise<string[]> {
  const rows = await store.read(TEST_DISTRICT).selectFrom('note').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

describe('a data directory', () => {
  test('is made, started, stopped with nothing left running, and started again', async () => {
    const dataDir = join(dir, 'deep', 'data');
    const first = await openStore({ dataDir, rooms: [notes] });
    await first.createDistrict(TEST_DISTRICT, '测试区');
    await addNote(first, '1');
    await first.close();
    expect(await processesOf(join(dataDir, 'cluster'))).toEqual([]);
    const second = await openStore({ dataDir, rooms: [notes] });
    expect(await noteIds(second)).toEqual(['1']);
    const settings = sql`select current_setting('fsync') f, current_setting('data_checksums') c,
      current_setting('listen_addresses') l, current_setting('is_superuser') s`;
    expect((await settings.execute(second.read())).rows).toMatchObject([{ f: 'on', c: 'on', l: '' }]);
    await second.close();
  });

  test('with a path longer than a socket may have works', async () => {
    const store = await openStore({ dataDir: join(dir, '很长的目录'.repeat(12)), rooms: [] });
    expect(await store.districts()).toEqual([]);
    await store.close();
  });

  test('in use is refused to a second program with the number of the first, and lent to a command beside it', async () => {
    const first = await openStore({ dataDir: dir, rooms: [notes] });
    await expect(openStore({ dataDir: dir, rooms: [notes] })).rejects.toThrow(
      `正由另一个 quantu（进程 ${process.pid}）使用`,
    );
    await first.createDistrict(TEST_DISTRICT, '测试区');
    const beside = await openStore({ dataDir: dir, rooms: [notes], beside: true });
    await addNote(beside, '2');
    await beside.close();
    expect(await noteIds(first)).toEqual(['2']);
    await first.close();
  });

  test('whose lock names a process of somebody else, and whose sockets are stale, starts', async () => {
    await (await openStore({ dataDir: dir, rooms: [] })).close();
    const { cluster, sockets } = layoutOf(dir);
    await writeFile(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n${sockets}\n`);
    await writeFile(join(sockets, '.s.PGSQL.5432.lock'), `${process.pid}\n`);
    await staleSocket(join(sockets, 'lock9'));
    const store = await openStore({ dataDir: dir, rooms: [] });
    expect(await store.districts()).toEqual([]);
    await store.close();
  });

  test('with a cluster half made by a killed start gets a whole one', async () => {
    await mkdir(join(dir, 'cluster.12345.tmp', 'base'), { recursive: true });
    await (await openStore({ dataDir: dir, rooms: [] })).close();
    expect((await readdir(dir)).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  test('that is a file, or under one, is refused with a sentence', async () => {
    await writeFile(join(dir, 'file'), '');
    await expect(openStore({ dataDir: join(dir, 'file'), rooms: [] })).rejects.toThrow('不能使用');
    await expect(openStore({ dataDir: join(dir, 'file', 'data'), rooms: [] })).rejects.toThrow('不能使用');
  });

  test.skipIf(!isRoot)('behind a directory that the database’s user may not enter names that directory', async () => {
    const closed = join(dir, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await expect(openStore({ dataDir: join(closed, 'data'), rooms: [] })).rejects.toThrow(`它进不了目录 ${closed}`);
  });
});

/** A socket file nobody listens on any more, as a killed program leaves it. */
async function staleSocket(path: string): Promise<void> {
  const code = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', code, path]), 'exit');
}

describe('the lock', () => {
  test('is held by one of ten that want it at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(dir, dir)));
    const taken = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(taken).toHaveLength(1);
    await taken[0]!.release();
    await (await takeLock(dir, dir)).release();
  });

  test('of a killed program goes to one of ten that want it at once, again and again', async () => {
    await staleSocket(join(dir, 'lock7'));
    for (let round = 0; round < 20; round++) {
      const tries = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(dir, dir)));
      const taken = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(taken).toHaveLength(1);
      await taken[0]!.release();
    }
    expect((await readdir(dir)).filter((name) => name.startsWith('l'))).toHaveLength(1);
  });
});

describe('when the database dies under a running program', () => {
  test('it is restarted, and requests go on without the program noticing more than a fault', async () => {
    const lines: string[] = [];
    const store = await openStore({ dataDir: dir, rooms: [notes], log: (line) => lines.push(line) });
    await store.createDistrict(TEST_DISTRICT, '测试区');
    await addNote(store, '1');
    const hanging = store.transact(by, async (tx) => {
      await tx.insertInto('note').values({ id: '2', text: '断' }).execute();
      process.kill((await postmasterPid(join(dir, 'cluster')))!, 'SIGKILL');
      await sql`select pg_sleep(30)`.execute(tx);
    });
    await expect(hanging).rejects.toMatchObject({ code: 'store.down', status: 503 });
    await addNote(store, '3');
    expect(await noteIds(store)).toEqual(['1', '3']);
    expect(lines.at(-1)).toBe('数据库已恢复');
    await store.close();
  });
});

describe('PostgreSQL’s programs', () => {
  test('without the links that npm was to make are completed in place, or copied when that is not allowed', async () => {
    const home = join(dir, 'package', 'native');
    await cp(installedHome()!, home, { recursive: true, verbatimSymlinks: true });
    const lib = join(home, 'lib');
    for (const entry of await readdir(lib, { withFileTypes: true })) {
      if (entry.isSymbolicLink()) await rm(join(lib, entry.name));
    }
    const account = databaseAccount(join(dir, 'cluster'));
    expect(await findBinaries(join(dir, 'copies'), account, home)).toMatchObject({ home, major: 18 });
    expect((await readdir(lib)).includes('libicuuc.so.60')).toBe(true);
  });

  test.skipIf(!isRoot)('where the database’s user cannot reach them are copied once', async () => {
    const closed = join(dir, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await cp(installedHome()!, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    const account = databaseAccount(join(dir, 'cluster'));
    const copies = join(dir, 'copies');
    const found = await findBinaries(copies, account, join(closed, 'native'));
    expect(found.home.startsWith(copies)).toBe(true);
    expect(await findBinaries(copies, account, join(closed, 'native'))).toEqual(found);
  });

  test('that are not there are a sentence', async () => {
    await expect(findBinaries(join(dir, 'copies'), null, null)).rejects.toMatchObject({ code: 'store.platform' });
  });
});

describe.skipIf(oldHome() === null)('a data directory of an older PostgreSQL', () => {
  async function makeOld(): Promise<void> {
    const layout = layoutOf(dir);
    const account = databaseAccount(layout.cluster);
    await prepareDirectories(layout, account);
    const binaries = await findBinaries(layout.programs, account, oldHome());
    await makeCluster(layout.cluster, binaries, account);
    const cluster = await keepCluster(
      { ...layout, binaries, account },
      await takeLock(layout.sockets, dir),
      () => undefined,
    );
    const store = await openOn(cluster, { dataDir: dir, rooms: [notes] });
    await store.createDistrict(TEST_DISTRICT, '测试区');
    await addNote(store, '1');
    const file = await store.files.put(Buffer.from('旧文件'), { name: 'a.txt', type: 'text/plain' });
    await store.transact(by, (tx) => store.files.record(tx, file));
    await store.close();
  }

  test('is refused with the way out, and comes over whole with the old programs', async () => {
    await makeOld();
    await expect(openStore({ dataDir: dir, rooms: [notes] })).rejects.toThrow(
      '由 PostgreSQL 15 建立，本程序用的是 18；请用 quantu upgrade 升级',
    );
    await expect(upgradeCluster({ dataDir: dir, oldBin: installedHome()!, rooms: [notes] })).rejects.toMatchObject({
      code: 'store.upgrade-binaries',
    });
    await upgradeCluster({ dataDir: dir, oldBin: join(oldHome()!, 'bin'), rooms: [notes] });
    const store = await openStore({ dataDir: dir, rooms: [notes] });
    expect(await noteIds(store)).toEqual(['1']);
    expect((await store.doctor()).filter(({ ok }) => !ok)).toEqual([]);
    await store.close();
    expect((await readdir(dir)).sort()).toEqual(['cluster', 'files', 'postgres.log', 'run', 'secrets.key']);
  });

  test('whose upgrade was killed between the two renames starts with the new one', async () => {
    const { cluster } = layoutOf(dir);
    await (await openStore({ dataDir: dir, rooms: [notes] })).close();
    await rename(cluster, `${cluster}.new`);
    await mkdir(`${cluster}.old`);
    await (await openStore({ dataDir: dir, rooms: [notes] })).close();
    expect(await clusterVersion(cluster)).toBe('18');
    expect((await readdir(dir)).filter((name) => /old|new/.test(name))).toEqual([]);
  });
});
