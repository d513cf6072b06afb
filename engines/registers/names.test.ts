import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { expect, test } from 'vitest';
import {
  count,
  defineRegister,
  everyone,
  longText,
  programViewer,
  Registers,
  text,
  where,
  type Books,
} from './index.ts';
import { changeRecord, createRecord, groupRecords, listRecords, recordHistory, removeRecord } from './server.ts';
import { roomsFor } from './testing.ts';

/** What people call fields that SQL, its procedures or our own statements have a use for. */
const NAMES = [
  'found',
  'entry',
  'instant',
  'reason',
  'document',
  'endedBy',
  'at',
  'by',
  'user',
  'order',
  'group',
  'end',
  'desc',
  'value',
  'count',
  'rank',
  'total',
  'place',
  'start',
  'rows',
  'month',
  'name',
  'label',
  'r',
  't',
  'o',
  'a',
  'key',
];

test('a field may be called whatever people call it', async () => {
  const field = (name: string) => [name, text({ label: `字段${name}` })] as const;
  const patrols = defineRegister('patrol', {
    label: '巡查',
    key: ['code'],
    title: 'code',
    fields: {
      code: text({ label: '编号', required: true }),
      note: longText({ label: '备注' }),
      ...Object.fromEntries(NAMES.map(field)),
    },
    access: { read: everyone, write: everyone },
    figures: { all: count({ label: '次数', unit: '次', definition: '全部' }) },
  });
  const books: Books = { registers: new Registers([patrols]), codeSets: [] };
  const store = await testStore(roomsFor(books.registers.all));
  const program = programViewer('tests');
  const by = { district: TEST_DISTRICT, actor: '甲某', action: 'record.create', reason: '审计里的理由' };
  const values = Object.fromEntries(NAMES.map((name) => [name, `${name}的值`]));
  const { id } = await store.transact(by, (tx) => createRecord(tx, books, patrols, program, { code: 'A', ...values }));
  const changed = Object.fromEntries(NAMES.map((name) => [name, `${name}改了`]));
  await store.transact(by, (tx) => changeRecord(tx, books, patrols, program, id, 1, changed));
  const db = store.read(TEST_DISTRICT);
  for (const name of NAMES) {
    const conditions = [where(name, 'is', `${name}改了`)];
    const sort = [{ field: name, isDescending: true }];
    expect((await listRecords(db, books, patrols, program, { conditions, sort })).data).toMatchObject([
      { values: changed },
    ]);
    expect(await groupRecords(db, books, patrols, program, { conditions }, name, [])).toMatchObject([{ count: 1 }]);
  }
  const [last, first] = await recordHistory(db, books, patrols, program, id);
  expect([last!.reason, first!.reason, last!.changes.length]).toEqual(['审计里的理由', '审计里的理由', NAMES.length]);
  expect(last!.changes[0]).toMatchObject({ beforeLabel: 'found的值', afterLabel: 'found改了' });
  await store.transact(by, (tx) => removeRecord(tx, books, patrols, program, id, 2));
  expect(await store.verifyChain()).toMatchObject({ ok: true });
  await store.close();
});
