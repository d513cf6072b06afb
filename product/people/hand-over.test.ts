import { addDays, dayInChina, instantOf } from '@quantu/base';
import {
  defineRegister,
  defineStates,
  everyone,
  organisation,
  person,
  programViewer,
  Registers,
  role,
  text,
  type Books,
  type Register,
} from '@quantu/registers';
import { changeRecord, createRecord, removeRecord } from '@quantu/registers/server';
import { roomsFor } from '@quantu/registers/testing';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { peopleCodeSets } from './code-sets.ts';
import { directoryDerivations } from './directory-checks.server.ts';
import { directoryRoom } from './directory-room.server.ts';
import { handOver, handOverPreview } from './hand-over.server.ts';
import { movePerson } from './move-person.server.ts';
import { organisationsOf, organisationsWithin } from './organisations.server.ts';
import { postingOn } from './postings.server.ts';
import { peopleRegisters } from './registers.ts';
import { peopleRoom } from './tables.server.ts';

const tasks = defineRegister('task', {
  label: '任务',
  key: ['code'],
  title: 'code',
  keeper: 'lead',
  fields: {
    code: text({ label: '编号', required: true }),
    lead: organisation({ label: '责任单位', required: true }),
    helper: organisation({ label: '协办单位' }),
    clerk: person({ label: '经办人' }),
  },
  states: defineStates({
    initial: 'open',
    states: { open: { label: '在办' }, done: { label: '办结', isFinal: true } },
    transitions: { finish: { label: '办结', from: ['open'], to: 'done', by: everyone } },
  }),
  access: { read: everyone, write: role('government-office') },
});

const registers = new Registers([...peopleRegisters, tasks]);
const books: Books = { registers, codeSets: peopleCodeSets, derivations: directoryDerivations(registers) };
const program = programViewer('system');
const today = dayInChina(instantOf(new Date()));
let store: Store;
beforeAll(async () => {
  store = await testStore([...roomsFor([tasks]), peopleRoom, directoryRoom]);
});
afterAll(() => store.close());

const change = { district: TEST_DISTRICT, actor: 'system', action: 'record.create' };
const registerOf = (key: string): Register => registers.get(key)!;
const make = (key: string, values: Record<string, unknown>) =>
  store.transact(change, async (tx) => (await createRecord(tx, books, registerOf(key), program, values)).id);

let made = 0;
const unit = (name: string, more: object = {}) =>
  make('organisation', { code: `U${++made}`, name, kind: 'department', ...more });
const worker = (name: string, at: string) =>
  make('person', { code: `P${++made}`, name, organisation: at, post: '科员', since: '2020-01-01' });
const task = async (values: object, isDone = false) => {
  const id = await make('task', { code: `T${++made}`, ...values });
  if (isDone) {
    await store.transact(change, (tx) => sql`update task set state = 'done' where id = ${id}`.execute(tx));
  }
  return id;
};

async function row(table: string, id: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where id = ${id}`.execute(
    store.read(TEST_DISTRICT),
  );
  return rows[0]!;
}

test('an organisation with open records is neither closed nor removed, in a sentence that counts them', async () => {
  const old = await unit('老城管局');
  await unit('执法队', { parent: old });
  await worker('甲某', old);
  await task({ lead: old });
  await task({ lead: old, helper: old });
  await task({ lead: old }, true);
  const close = store.transact(change, (tx) =>
    changeRecord(tx, books, registerOf('organisation'), program, old, 1, { until: today }),
  );
  await expect(close).rejects.toMatchObject({
    code: 'organisation.open-records',
    message: '“老城管局”还有未办结的记录：2 条任务、1 条单位、1 条人员。请先用“移交”交给接手的单位',
  });
  const remove = store.transact(change, (tx) => removeRecord(tx, books, registerOf('organisation'), program, old, 1));
  await expect(remove).rejects.toMatchObject({ code: 'record.referred' });
  expect(await row('organisation', old)).toMatchObject({ until: null, version: 1 });
});

test('closing hands over what is open and leaves what is over, all of it or nothing', async () => {
  const old = await unit('旧局');
  const next = await unit('新局', { parent: old });
  const section = await unit('旧局一科', { parent: old });
  const clerk = await worker('乙某', old);
  const open = await task({ lead: old, helper: old });
  const done = await task({ lead: old }, true);
  const wish = { register: 'organisation', record: old, successor: next, closeOn: today, reason: '机构改革' } as const;
  const shown = await handOverPreview(store, books, TEST_DISTRICT, 'organisation', old, today);
  const moved = await handOver(store, books, '管理员', TEST_DISTRICT, wish);
  expect(moved).toEqual({ name: shown.name, total: shown.total, registers: shown.registers });
  expect(shown.total).toBe(4);
  expect(shown.registers.map(({ fieldLabel, count }) => [fieldLabel, count])).toEqual([
    ['上级单位', 2],
    ['所在单位', 1],
    ['责任单位', 1],
    ['协办单位', 1],
  ]);
  expect(await row('task', open)).toMatchObject({ lead: next, helper: next, version: 2, changed_by: '管理员' });
  expect(await row('task', done)).toMatchObject({ lead: old, version: 1 });
  expect(await row('organisation', section)).toMatchObject({ parent: next });
  expect(await row('organisation', next)).toMatchObject({ parent: null });
  expect(await row('organisation', old)).toMatchObject({ until: today, successor: next });
  expect(await row('person', clerk)).toMatchObject({ organisation: next, since: today });
  const db = store.read(TEST_DISTRICT);
  expect(await postingOn(db, clerk, addDays(today, -1))).toMatchObject({ organisation: old, post: '科员' });
  expect(await postingOn(db, clerk, today)).toMatchObject({ organisation: next });
  expect(await handOverPreview(store, books, TEST_DISTRICT, 'organisation', old, today)).toMatchObject({ total: 0 });
  expect([...(await organisationsWithin(db, [next], null, today))].toSorted()).toEqual([old, next, section].toSorted());
  expect(await organisationsWithin(db, [old], null, today)).toEqual([]);
  // What a person fills in counts to where they are posted, whatever order their organisations come in.
  expect(await organisationsOf(db, [section, next], clerk, today)).toMatchObject({ organisation: next });
  expect(await organisationsOf(db, [section], null, today)).toMatchObject({ organisation: section });
  expect(await organisationsOf(db, [], null, today)).toEqual({ organisations: [], organisation: null });
  const { rows } = await sql<{ reason: string; after: { text: string } }>`
    select reason, after from audit where action = 'organisation.hand-over'`.execute(db);
  expect(rows).toMatchObject([{ reason: '机构改革', after: { text: expect.stringContaining('旧局 移交给 新局：') } }]);
});

test('who takes over is there, is another, and is not over', async () => {
  const one = await unit('一局');
  const closed = await unit('已撤局', { until: '2026-01-01' });
  const wish = (successor: string) =>
    handOver(store, books, '管理员', TEST_DISTRICT, { register: 'organisation', record: one, successor });
  await expect(wish(one)).rejects.toMatchObject({ code: 'hand-over.same' });
  await expect(wish(closed)).rejects.toMatchObject({ code: 'hand-over.closed' });
  await expect(wish('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'hand-over.unknown' });
});

test('a person who moves leaves open records to whom is named, and keeps what was done', async () => {
  const [from, to] = [await unit('甲局'), await unit('乙局')];
  const [mover, heir] = [await worker('丙某', from), await worker('丁某', from)];
  const open = await task({ lead: from, clerk: mover });
  const done = await task({ lead: from, clerk: mover }, true);
  const leave = store.transact(change, (tx) =>
    changeRecord(tx, books, registerOf('person'), program, mover, 1, { until: today }),
  );
  await expect(leave).rejects.toMatchObject({ code: 'person.open-records' });
  const move = (more: object) =>
    movePerson(store, books, '管理员', TEST_DISTRICT, mover, {
      organisation: to,
      post: '科长',
      on: today,
      successor: heir,
      ...more,
    });
  await expect(move({ on: addDays(today, 1) })).rejects.toMatchObject({ code: 'person.future' });
  await expect(move({ organisation: from })).rejects.toMatchObject({ code: 'person.same' });
  await expect(move({ successor: mover })).rejects.toMatchObject({ code: 'hand-over.same' });
  await expect(move({ on: '2019-01-01' })).rejects.toMatchObject({ code: 'person.before' });
  expect(await move({})).toMatchObject({ name: '丙某', total: 1 });
  expect(await row('task', open)).toMatchObject({ clerk: heir, lead: from });
  expect(await row('task', done)).toMatchObject({ clerk: mover });
  expect(await row('person', mover)).toMatchObject({ organisation: to, post: '科长', since: today });
  const db = store.read(TEST_DISTRICT);
  expect(await postingOn(db, mover, '2021-05-01' as never)).toMatchObject({ organisation: from, post: '科员' });
  expect(await postingOn(db, mover, '2019-05-01' as never)).toBeNull();
});
