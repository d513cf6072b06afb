import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dayInChina, instantOf, type Day, type Instant } from '@quantu/base';
import { TEST_DISTRICT, testDatabase, testStore } from '@quantu/store/testing';
import type { Room, Store } from '@quantu/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  area,
  code,
  computed,
  day,
  defineRegister,
  everyone,
  integer,
  money,
  programViewer,
  Registers,
  text,
  type Books,
  type Register,
} from './index.ts';
import {
  changeRecord,
  createRecord,
  driftOf,
  migrationFor,
  migrationName,
  putCodeVersion,
  recordById,
  recordHistory,
  registersRoom,
  sqlMigrations,
} from './server.ts';
import { roomsFor } from './testing.ts';

const program = programViewer('program');

// A room as a stranger has it: a declaration in one file, migrations beside it.
const DECLARATION = `import { defineRegister, everyone, money, text } from 'PACKAGE';

export const wells = defineRegister('old-well', {
  label: '古井台账',
  key: ['code'],
  title: 'name',
  fields: {
    code: text({ label: '编号', required: true }),
    name: text({ label: '名称', required: true }),
    repairYuan: money({ label: '修缮投资', show: '万元' }),
  },
  access: { read: everyone, write: everyone },
});
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantu-room-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const declaration = () => join(folder, 'old-well.register.ts');
const migrations = () => pathToFileURL(`${folder}/`);

async function declared(): Promise<Register> {
  const { wells } = (await import(`${pathToFileURL(declaration()).href}?${readFileSync(declaration()).length}`)) as {
    wells: Register;
  };
  return wells;
}

const room = (): readonly Room[] => [
  registersRoom,
  { name: 'wells', where: 'district', migrations: sqlMigrations(migrations()) },
];

/** What `quantu register migration KEY --write` does. */
async function writeMigration(store: Store): Promise<void> {
  const register = await declared();
  const present = readdirSync(folder).map((name) => name.replace('.sql', ''));
  const text = await migrationFor(store.read(TEST_DISTRICT), register);
  writeFileSync(join(folder, `${migrationName(register, '2026-11-23' as never, present)}.sql`), text!, { flag: 'wx' });
}

const contents = () => new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

test('a migration comes behind all that are there, also on the day of the table itself', () => {
  const register = { name: 'city-project' } as Register;
  const name = (...present: string[]) => migrationName(register, '2026-11-23' as never, present);
  expect(name()).toBe('2026-11-23-city-project');
  expect(name('2026-11-22-rules')).toBe('2026-11-23-city-project');
  expect(name('2026-11-23-city-project')).toBe('2026-11-23-city-project-2');
  expect(name('2026-11-23-city-project', '2026-11-23-city-project-10')).toBe('2026-11-24-city-project');
  expect(name('2026-11-23-projects', '2026-11-23-rules')).toBe('2026-11-24-city-project');
  expect(name('2026-11-23-projects', '2026-11-24-rules')).toBe('2026-11-25-city-project');
});

test('adding a field touches the declaration and one migration, and loses nothing', async () => {
  const index = new URL('index.ts', import.meta.url).href;
  writeFileSync(declaration(), DECLARATION.replace('PACKAGE', index));
  const database = await testDatabase();
  const empty = await database.open(room());
  await empty.createDistrict(TEST_DISTRICT, '测试区');
  expect(await driftOf(empty.read(TEST_DISTRICT), new Registers([await declared()]))).toEqual([
    '台账“古井台账”（old-well）还没有表：请运行 quantu register migration old-well --write 生成迁移，再重新启动',
  ]);
  await writeMigration(empty);
  await empty.close();

  const first = await database.open(room());
  const by = { district: TEST_DISTRICT, actor: '甲某', action: 'record.create' };
  const books: Books = { registers: new Registers([await declared()]), codeSets: [] };
  const old = await first.transact(by, (tx) =>
    createRecord(tx, books, books.registers.all[0]!, program, { code: 'J-1', name: '甘泉井', repairYuan: '5' }),
  );
  const before = contents();
  const lines = readFileSync(declaration(), 'utf8');
  writeFileSync(
    declaration(),
    lines
      .replace('money, text', 'integer, money, text')
      .replace("show: '万元' }),", "show: '万元' }),\n    depthCm: integer({ label: '井深', unit: '厘米' }),"),
  );
  const grown = await declared();
  expect(await driftOf(first.read(TEST_DISTRICT), new Registers([grown]))).toEqual([
    '台账“古井台账”的字段井深（depthCm）在数据库里没有列：请运行 quantu register migration old-well --write 生成迁移，再重新启动',
  ]);
  await writeMigration(first);
  await first.close();
  const touched = [...contents()].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
  expect(touched.sort()).toEqual(['2026-11-23-old-well-2.sql', 'old-well.register.ts']);

  const second = await database.open(room());
  const after: Books = { registers: new Registers([grown]), codeSets: [] };
  expect(await migrationFor(second.read(TEST_DISTRICT), grown)).toBeNull();
  await second.transact(by, (tx) => changeRecord(tx, after, grown, program, old.id, 1, { depthCm: 800 }));
  const { data } = await recordById(second.read(TEST_DISTRICT), after, grown, program, old.id);
  expect(data.values).toMatchObject({ code: 'J-1', repairYuan: '5', depthCm: 800 });
  // That it is empty in the record of then says something else than that nobody had put it in.
  const then = await recordById(second.read(TEST_DISTRICT), after, grown, program, old.id, data.createdAt);
  expect(then.data.values).toMatchObject({ repairYuan: '5', depthCm: null });
  expect(then.data.since).toEqual({ depthCm: dayInChina(instantOf(new Date())) });
  const now = instantOf(new Date());
  expect((await recordById(second.read(TEST_DISTRICT), after, grown, program, old.id, now)).data.since).toEqual({});
  expect(await recordHistory(second.read(TEST_DISTRICT), after, grown, program, old.id)).toHaveLength(2);
  expect(await second.verifyChain()).toMatchObject({ ok: true });
  await second.close();
  await database.drop();
});

const fields = {
  code: text({ label: '编号', required: true }),
  name: text({ label: '名称', required: true }),
  a: integer({ label: '甲数' }),
  b: integer({ label: '乙数' }),
};
const base = { label: '台账', key: ['code'], title: 'name', access: { read: everyone, write: everyone } } as const;

/** What a changed declaration asks of a database that has an earlier one. */
async function change(before: Register, after: Register): Promise<string | null> {
  const store = await testStore(roomsFor([before]));
  try {
    return await migrationFor(store.read(TEST_DISTRICT), after);
  } finally {
    await store.close();
  }
}

test('a field that is taken out keeps its column, and the migration of the next one says so', async () => {
  const before = defineRegister('thing', { ...base, fields });
  const { b: _, ...rest } = fields;
  const gone = defineRegister('thing', { ...base, fields: rest });
  expect(await change(before, gone)).toBeNull();
  const other = defineRegister('thing', { ...base, fields: { ...rest, c: day({ label: '丙日' }) } });
  expect(await change(before, other)).toBe(
    '-- 台账\n-- thing.b is no longer declared; its column stays for what was recorded in it\nalter table thing add column c date;\n',
  );
});

test('a formula or search that is declared anew is computed anew for the records there are', async () => {
  const before = defineRegister('thing', {
    ...base,
    fields: { ...fields, c: computed({ label: '丙', as: 'integer', formula: 'a + b' }) },
  });
  const after = defineRegister('thing', {
    ...base,
    search: ['name'],
    fields: { ...fields, c: computed({ label: '丙', as: 'integer', formula: 'a - b' }) },
  });
  const store = await testStore(roomsFor([before]));
  const books: Books = { registers: new Registers([after]), codeSets: [] };
  const by = { district: TEST_DISTRICT, actor: '甲某', action: 'record.create' };
  const { id } = await store.transact(by, (tx) =>
    createRecord(tx, books, after, program, { code: 'X', name: '名', a: 5, b: 2 }),
  );
  const migration = await migrationFor(store.read(TEST_DISTRICT), after);
  await store.transact({ ...by, action: 'migrate' }, (tx) => sql.raw(migration!).execute(tx));
  expect(await migrationFor(store.read(TEST_DISTRICT), after)).toBeNull();
  const { data } = await recordById(store.read(TEST_DISTRICT), books, after, program, id);
  expect(data.values['c']).toBe('3');
  await store.close();
});

test('a column never changes its type, a table of another room is never taken', async () => {
  const before = defineRegister('thing', { ...base, fields });
  const after = defineRegister('thing', { ...base, fields: { ...fields, a: day({ label: '甲日' }) } });
  await expect(change(before, after)).rejects.toThrow('请另起一个字段');
  const taken = defineRegister('audit', { ...base, fields });
  await expect(change(before, taken)).rejects.toThrow('表名 audit 已被系统的其他表占用');
  const shared = defineRegister('district', { ...base, fields });
  await expect(change(before, shared)).rejects.toThrow('表名 district 已被系统的其他表占用');
});

test('fields may have names that SQL has taken', async () => {
  const register = defineRegister('order', {
    ...base,
    key: ['user'],
    title: 'select',
    indexes: ['limit'],
    fields: {
      user: text({ label: '用户', required: true }),
      select: text({ label: '选择', unique: true }),
      limit: money({ label: '上限', show: '元' }),
      to: integer({ label: '到' }),
      end: computed({ label: '终', as: 'integer', formula: 'limit + to' }),
      group: code({ label: '组', set: 'none' }),
      table: area({ label: '图' }),
    },
  });
  const store = await testStore(roomsFor([register]));
  expect(await migrationFor(store.read(TEST_DISTRICT), register)).toBeNull();
  await store.close();
});

test('a change is told in the words of its day: a code renamed in March is not renamed in February', async () => {
  const wells = defineRegister('old-well', {
    label: '古井台账',
    key: ['code'],
    title: 'code',
    fields: { code: text({ label: '编号', required: true }), kind: code({ label: '类别', set: 'well-kind' }) },
    access: { read: everyone, write: everyone },
  }) as unknown as Register;
  const codes = [{ code: 'a', label: '甲类' }];
  const shipped = { key: 'well-kind', version: '1', label: '古井类别', source: '自拟', codes };
  const books: Books = { registers: new Registers([wells]), codeSets: [shipped] };
  const store = await testStore(roomsFor([wells]), { districts: ['990101'] }); // may write with earlier days
  const on = (day: string) => ({
    district: '990101',
    actor: '甲某',
    action: 'test',
    at: `${day}T01:00:00.000Z` as Instant,
  });
  const { id } = await store.transact(on('2026-02-10'), (tx) =>
    createRecord(tx, books, wells, program, { code: 'J-1', kind: 'a' }),
  );
  const renamed = { ...shipped, version: '2', from: '2026-03-01' as Day, codes: [{ code: 'a', label: '一类' }] };
  await store.transact(on('2026-02-20'), (tx) => putCodeVersion(tx, books, renamed));
  await store.transact(on('2026-03-05'), (tx) => changeRecord(tx, books, wells, program, id, 1, { kind: null }));
  const history = await recordHistory(store.read('990101'), books, wells, program, id);
  const told = history.flatMap(({ changes }) => changes).filter(({ field }) => field === 'kind');
  expect(told.map(({ beforeLabel, afterLabel }) => [beforeLabel, afterLabel])).toEqual([
    ['一类', ''],
    ['', '甲类'],
  ]);
  await store.close();
});
