import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Room, type Store } from '../index.ts';
import { oldHome, startOldServer, type OldServer } from '../testing-server.ts';
import { TEST_DISTRICT, testStore } from '../testing.ts';

declare module '../tables.ts' {
  interface DistrictTables {
    odd: Record<string, unknown> & { id: number };
    odd_child: { id: number; odd: number; parent: number | null };
  }
}

/** Every type whose text is easy to get wrong, keys that refer to each other and to themselves, computed columns. */
const oddities: Room = {
  name: 'oddities',
  where: 'district',
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        await sql`create table odd (
          id bigint generated always as identity primary key, bytes bytea, j jsonb, n numeric, n2 numeric(20, 4),
          at timestamptz, day date, words text, list text[], f double precision, place box, is_so boolean,
          short varchar(5), twice numeric generated always as (n * 2) stored)`.execute(db);
        await sql`create table odd_child (
          id integer primary key, odd bigint not null references odd (id), parent integer references odd_child (id))
          `.execute(db);
        await sql`insert into odd (words) values ('put in by the migration')`.execute(db);
      },
    },
  ],
};

const by = { district: TEST_DISTRICT, actor: '值班员', action: 'write' };
let dir: string;
let store: Store;
let archive: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'quantu-backup-'));
  archive = join(dir, 'backup.gz');
  store = await testStore([oddities]);
  await fill(store);
  await store.backup(archive);
});
afterAll(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

async function fill(store: Store): Promise<void> {
  const file = await store.files.put(randomBytes(300_000), { name: '图.bin', type: 'application/octet-stream' });
  await store.transact(by, async (tx) => {
    await store.files.record(tx, file);
    await sql`insert into odd (bytes, j, n, n2, at, day, words, list, f, place, is_so, short) values
      ('\\x00ff0a', '{"a": 1.50, "数": null, "x": [1e400, "\\u2028"]}', 123456789012345678901234567890.10, 1.5,
       '2024-07-10 01:02:03.000004+08', '2024-07-10', E'换\n行\t"引号"\\\\ \u2028', array['a,b', null, '', '"'],
       0.1::float8 + 0.2::float8, '((1.1,2),(3,4.123456789012345))', true, '五个字以内'),
      (null, 'null', null, null, null, null, '', array[]::text[], 'NaN', null, null, null),
      ('', '""', 0.00, -0.0001, 'infinity', '-infinity', ' ', null, '-Infinity', null, false, '')`.execute(tx);
    await sql`insert into odd_child values (1, 1, 2), (2, 2, null)`.execute(tx);
  });
  await store.transact(by, async (tx) => {
    await sql`update odd set words = '改过' where id = 1`.execute(tx);
    await sql`delete from odd where id = 4`.execute(tx);
  });
}

/** What a store holds: the lines of its backup, apart from the time in the header and the sum over it. */
async function holdings(store: Store): Promise<string> {
  const path = join(dir, randomBytes(6).toString('hex'));
  await store.backup(path);
  const lines = gunzipSync(await readFile(path))
    .toString()
    .trimEnd()
    .split('\n');
  return createHash('sm3').update(lines.slice(1, -1).join('\n')).digest('hex');
}

async function expectGoesOn(restored: Store): Promise<void> {
  const read = (from: Store) => sql`select *, xmin is not null from odd order by id`.execute(from.read(TEST_DISTRICT));
  expect((await read(restored)).rows).toEqual((await read(store)).rows);
  const findings = await restored.doctor();
  expect(findings.filter(({ ok, name }) => !ok && name !== 'server')).toEqual([]);
  const next = await restored.transact(by, (tx) =>
    sql<{ id: number }>`insert into odd (words) values ('后来的') returning id`.execute(tx),
  );
  expect(next.rows).toEqual([{ id: 5 }]);
  expect(await restored.verifyChain()).toMatchObject({ ok: true });
}

test('a backup restored into an empty store holds the same to the byte, and goes on from there', async () => {
  const empty = await testStore([oddities], { districts: [] });
  await empty.restore(archive);
  expect(await empty.verifyChain()).toMatchObject({ ok: true });
  expect(await holdings(empty)).toBe(await holdings(store));
  await expectGoesOn(empty);
  await empty.close();
});

describe.skipIf(oldHome() === null)('with a server of the oldest version', () => {
  let server: OldServer;
  beforeAll(async () => {
    server = await startOldServer(oldHome()!);
  });
  afterAll(() => server.stop());

  test('a backup goes to an ordinary user of that server and back, the same to the byte', async () => {
    const there = join(dir, 'there');
    const databaseUrl = await server.database('there');
    const onServer = await openStore({ dataDir: there, databaseUrl, rooms: [oddities] });
    await onServer.restore(archive);
    const back = join(dir, 'back.gz');
    await onServer.backup(back);
    const home = await testStore([oddities], { districts: [] });
    await home.restore(back);
    for (const restored of [home, onServer]) {
      expect(await holdings(restored)).toBe(await holdings(store));
      await expectGoesOn(restored);
    }
    await Promise.all([onServer.close(), home.close()]);
  });
});

describe('restoring refuses', () => {
  test('a store that is not empty', async () => {
    await expect(store.restore(archive)).rejects.toMatchObject({ code: 'store.not-empty' });
  });

  test('an archive with any byte changed, or cut anywhere, and leaves the store empty', async () => {
    const empty = await testStore([oddities], { districts: [] });
    const before = await holdings(empty);
    const whole = await readFile(archive);
    const text = gunzipSync(whole);
    const damaged = join(dir, 'damaged.gz');
    const versions = [
      whole.subarray(0, whole.length - 9),
      whole.subarray(0, whole.length / 2),
      Buffer.alloc(0),
      Buffer.from('not a backup'),
      gzipSync('{"quantu":"something else"}\n'),
      ...[0.2, 0.5, 0.9].map((at) => gzipSync(flipped(text, Math.floor(text.length * at)))),
      gzipSync(text.subarray(0, text.lastIndexOf('{"manifest'))),
    ];
    for (const version of versions) {
      await writeFile(damaged, version);
      await expect(empty.restore(damaged)).rejects.toMatchObject({ code: 'store.backup-file', status: 422 });
    }
    await expect(empty.restore(join(dir, 'nowhere.gz'))).rejects.toThrow('没有这个文件');
    expect(await holdings(empty)).toBe(before);
    expect(await empty.districts()).toEqual([]);
    await empty.close();
  });

  test('a backup of a program with a migration this one does not know', async () => {
    const older = await testStore([], { districts: [] });
    await expect(older.restore(archive)).rejects.toMatchObject({ code: 'store.newer' });
    await older.close();
  });

  function flipped(bytes: Buffer, at: number): Buffer {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) === 0x31 ? 0x32 : 0x31, at);
    return copy;
  }
});

test('a backup of an older program is brought to the program’s version after it is restored', async () => {
  const later: Room = {
    ...oddities,
    migrations: [
      ...oddities.migrations,
      { id: '2026-11-24-mood', up: (db) => sql`alter table odd add column mood text default '好'`.execute(db) },
    ],
  };
  const newer = await testStore([later], { districts: [] });
  await newer.restore(archive);
  const { rows } = await sql`select distinct mood from odd`.execute(newer.read(TEST_DISTRICT));
  expect(rows).toEqual([{ mood: '好' }]);
  expect(await newer.verifyChain()).toMatchObject({ ok: true });
  await newer.close();
});

test('a content that is missing stops a backup with a sentence, and no file is left', async () => {
  const copy = await testStore([oddities]);
  const file = await copy.files.put(Buffer.from('一'), { name: 'a', type: 'text/plain' });
  await copy.transact(by, (tx) => copy.files.record(tx, file));
  await copy.files.remove(file.hash);
  const path = join(dir, 'missing.gz');
  await expect(copy.backup(path)).rejects.toMatchObject({ code: 'store.backup-missing-file' });
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await copy.close();
});

test.each([
  ['no/such/place', '没有这个文件夹'],
  ['.', '它是文件夹'],
])('a backup to %s is refused with the reason', async (path, reason) => {
  const refused = store.backup(join(dir, path));
  await expect(refused).rejects.toMatchObject({ code: 'store.backup-target', facts: { reason } });
});
