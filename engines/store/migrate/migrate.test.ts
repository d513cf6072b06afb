import { sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asOf, versionsOf, type Room, type Store } from '../index.ts';
import { notes } from '../notes.room.testing.ts';
import { TEST_DISTRICT, testDatabase, type TestDatabase } from '../testing.ts';
import { migrationHash } from './text.ts';

let database: TestDatabase;
const open: Store[] = [];
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
  await database.drop();
});

async function started(rooms: readonly Room[]): Promise<Store> {
  const store = await database.open(rooms);
  open.push(store);
  return store;
}

const by = { district: TEST_DISTRICT, actor: '值班员', action: 'write' };
const step = (id: string, ...statements: string[]): Room['migrations'][number] => ({
  id,
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
const notesWith = (...more: Room['migrations']): Room => ({ ...notes, migrations: [...notes.migrations, ...more] });

test('a program with one migration more brings every district to it', async () => {
  const before = await started([notes]);
  for (const code of ['350505', '350506']) await before.createDistrict(code, '区');
  const after = await started([notesWith(step('2026-11-24-more', 'create table more (id text primary key)'))]);
  for (const code of ['350505', '350506']) {
    const { rows } = await sql`select * from more_history`.execute(after.read(code));
    expect(rows).toEqual([]);
  }
  expect((await after.doctor()).find(({ name }) => name === 'schema')).toMatchObject({ ok: true });
});

test('a program that lacks a migration of the database is refused with its name', async () => {
  await started([{ ...notes, where: 'shared' }]);
  await expect(database.open([])).rejects.toThrow('有本程序不认识的升级步骤 notes/2026-11-23-first');
});

test('an edited migration is refused, one that is only laid out differently is not', async () => {
  await started([
    { name: 'a', where: 'shared', migrations: [step('2026-11-23-a', 'create table a (id text primary key)')] },
  ]);
  const again = [step('2026-11-23-a', 'create  table a\n (id text primary key)')];
  await started([{ name: 'a', where: 'shared', migrations: again }]);
  const edited = [step('2026-11-23-a', 'create table a (id integer primary key)')];
  await expect(database.open([{ name: 'a', where: 'shared', migrations: edited }])).rejects.toMatchObject({
    code: 'store.migration-edited',
  });
});

test('a migration that fails in its middle leaves nothing of itself, and a mended one goes through', async () => {
  const failing = step('2026-11-23-b', 'create table b (id text primary key)', 'select 1 / 0');
  await expect(database.open([{ name: 'b', where: 'shared', migrations: [failing] }])).rejects.toThrow(
    'division by zero',
  );
  const mended = step('2026-11-23-b', 'create table b (id text primary key)');
  const store = await started([{ name: 'b', where: 'shared', migrations: [mended] }]);
  expect((await sql`select * from b`.execute(store.read())).rows).toEqual([]);
  expect(await store.verifyChain()).toMatchObject({ ok: true });
});

test('four programs that start at once make each migration once', async () => {
  await Promise.all([1, 2, 3, 4].map(() => started([notes])));
  const made = await sql<{ subject: string; count: number }>`
    select subject, count(*) from audit where action = 'migrate' group by subject`.execute(open[0]!.read());
  expect(made.rows.length).toBeGreaterThan(0);
  for (const { count } of made.rows) expect(count).toBe(1);
});

test('a column added later is unknown in old versions, and a value it gets by default is a new version', async () => {
  const before = await started([notes]);
  await before.createDistrict(TEST_DISTRICT, '区');
  const at = await before.transact(by, async (tx) => {
    await tx.insertInto('note').values({ id: '1', text: '一' }).execute();
    return tx.at;
  });
  const mood = step('2026-11-24-mood', "alter table note add column mood text not null default '好'");
  const after = await started([notesWith(mood)]);
  const db = after.read(TEST_DISTRICT);
  expect(await asOf(db, 'note', at).selectAll().execute()).toMatchObject([{ text: '一', mood: null }]);
  const versions = await versionsOf(db, 'note').selectAll().orderBy('recorded_from').execute();
  expect(versions).toMatchObject([
    { mood: null, actor: '值班员' },
    { mood: '好', actor: '系统', action: 'migrate' },
  ]);
  expect(await after.verifyChain()).toMatchObject({ ok: true });
});

test('a migration may move data: what it changes is recorded like anyone’s change', async () => {
  const before = await started([notes]);
  await before.createDistrict(TEST_DISTRICT, '区');
  await before.transact(by, (tx) => tx.insertInto('note').values({ id: '1', text: '一' }).execute());
  const after = await started([notesWith(step('2026-11-24-move', "update note set text = text || '！'"))]);
  const versions = await versionsOf(after.read(TEST_DISTRICT), 'note')
    .select('text')
    .orderBy('recorded_from')
    .execute();
  expect(versions.map(({ text }) => text)).toEqual(['一', '一！']);
  expect(await after.verifyChain()).toMatchObject({ ok: true });
});

test('a column may be called as the history calls something of its own', async () => {
  const names = ['found', 'entry', 'instant', 'is_touched', 'keep', 'o', 'n'];
  const columns = names.map((name) => `${name} text`).join();
  const store = await started([
    notesWith(step('2026-11-24-own', `create table own (id text primary key, ${columns})`)),
  ]);
  await store.createDistrict(TEST_DISTRICT, '区');
  const write = (statement: string) => store.transact(by, (tx) => sql.raw(statement).execute(tx));
  await write(`insert into own (id, ${names.join()}) values ('a', ${names.map((name) => `'${name}'`).join()})`);
  await write(`update own set found = 'later', entry = 'other'`);
  await write('delete from own');
  const { rows } = await sql`select found, entry, n, action from own_history order by recorded_from`.execute(
    store.read(TEST_DISTRICT),
  );
  expect(rows).toEqual([
    { found: 'found', entry: 'entry', n: 'n', action: 'write' },
    { found: 'later', entry: 'other', n: 'n', action: 'write' },
  ]);
  expect(await store.verifyChain()).toMatchObject({ ok: true });
});

test('a table that is said to keep no history gets none', async () => {
  const room: Room = {
    name: 'plain',
    where: 'shared',
    withoutHistory: ['visit'],
    migrations: [step('2026-11-23-first', 'create table visit (id text primary key)')],
  };
  const store = await started([room]);
  const { rows } = await sql`select to_regclass('visit_history') as twin`.execute(store.read());
  expect(rows).toEqual([{ twin: null }]);
});

test('the hash of a migration is of its statements and their values', async () => {
  const valued = (value: string) => ({
    id: '2026-11-23-x',
    // oxlint-disable-next-line typescript/no-explicit-any -- as in a migration
    up: (db: Kysely<any>) => db.insertInto('t').values({ value }).execute(),
  });
  expect(await migrationHash(valued('a'))).toBe(await migrationHash(valued('a')));
  expect(await migrationHash(valued('a'))).not.toBe(await migrationHash(valued('b')));
});
