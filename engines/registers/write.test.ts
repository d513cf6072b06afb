import { Fault } from '@quantu/base';
import type { Store, WriteDb } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programViewer, type Viewer } from './index.ts';
import { organisationRegister, park, sampleBooks as books, sampleRegisters } from './sample.testing.ts';
import {
  changeRecord,
  createRecord,
  listRecords,
  migrationFor,
  moveRecord,
  recordById,
  recordHistory,
  removeRecord,
  writeMany,
} from './server.ts';
import { roomsFor } from './rooms.testing.ts';

let store: Store;
const program = programViewer('program');
const write = <T>(work: (tx: WriteDb) => Promise<T>, action = 'record.change'): Promise<T> =>
  store.transact({ district: TEST_DISTRICT, actor: '经办人一', action }, work);
const db = () => store.read(TEST_DISTRICT);

let lead: string;
let below: string;
let office: Viewer;
let clerk: Viewer;

beforeAll(async () => {
  store = await testStore(roomsFor(sampleRegisters));
  [lead, below] = await write(async (tx) => {
    const top = await createRecord(tx, books, organisationRegister, program, { name: '园林局' });
    const under = await createRecord(tx, books, organisationRegister, program, { name: '园林所', above: top.id });
    return [top.id, under.id] as const;
  });
  office = { account: '甲某', person: null, roles: ['office'], organisations: [] };
  clerk = { account: '乙某', person: null, roles: ['clerk'], organisations: [lead, below] };
});
afterAll(() => store.close());

let next = 0;
const newPark = (values: Record<string, unknown> = {}) => ({
  code: `P-${++next}`,
  name: `公园${next}`,
  lead,
  ...values,
});

const site = {
  type: 'Polygon',
  coordinates: [
    [
      [118.1, 25.1],
      [118.2, 25.1],
      [118.2, 25.2],
      [118.1, 25.1],
    ],
  ],
};

describe('the table', () => {
  test('a table made from a declaration needs no further migration', async () => {
    for (const register of books.registers.all) expect(await migrationFor(db(), register)).toBeNull();
  });
});

describe('records', () => {
  test('a record is read as it was written, with labels and computed values', async () => {
    const values = newPark({
      note: '临江，有口袋公园',
      kind: 'pocket',
      trees: '1,200',
      areaM2: '1234.50',
      plannedYuan: '3000000',
      doneYuan: '1000000',
      shade: '35%',
      startedOn: '2026/3/1',
      budgetMonth: '2026年2月',
      inspectedAt: '2026-07-10 09:30',
      isFree: '是',
      phone: '13805950000',
      gate: { type: 'Point', coordinates: [118.1, 25.1] },
      site,
    });
    const { id } = await write((tx) => createRecord(tx, books, park, program, values));
    const { data, can } = await recordById(db(), books, park, office, id);
    expect(data).toMatchObject({ version: 1, state: 'planned', createdBy: '经办人一' });
    expect(data.values).toMatchObject({
      trees: 1200,
      areaM2: '1234.5',
      plannedYuan: '3000000',
      doneShare: '0.3333333333',
      leftYuan: '2000000',
      shade: '0.35',
      startedOn: '2026-03-01',
      budgetMonth: '2026-02',
      inspectedAt: '2026-07-10T01:30:00.000Z',
      isFree: true,
      site,
      permit: 0,
    });
    expect(data.labels).toMatchObject({ kind: '口袋公园', lead: '园林局' });
    expect(can).toMatchObject({ write: true, remove: true, transitions: ['start'] });
    expect(can.fields).not.toContain('doneShare');
    expect(can.fields).not.toContain('light');
  });

  test('only what differs is written, and nothing when nothing does', async () => {
    const { id } = await write((tx) => createRecord(tx, books, park, program, newPark({ plannedYuan: '10.50', site })));
    const same = await write((tx) => changeRecord(tx, books, park, office, id, 1, { plannedYuan: '10.5', site }));
    expect(same).toEqual({ id, version: 1, isUnchanged: true });
    const other = await write((tx) => changeRecord(tx, books, park, office, id, 1, { plannedYuan: '11', note: '改' }));
    expect(other).toEqual({ id, version: 2, isUnchanged: false });
    const [change] = await recordHistory(db(), books, park, office, id);
    expect(change!.changes.map(({ field, beforeLabel, afterLabel }) => [field, beforeLabel, afterLabel])).toEqual([
      ['note', '', '改'],
      ['plannedYuan', '0.00105万元', '0.0011万元'],
    ]);
  });

  test('a second writer of the same version is told who was faster', async () => {
    const { id } = await write((tx) => createRecord(tx, books, park, program, newPark()));
    await write((tx) => changeRecord(tx, books, park, office, id, 1, { note: '一' }));
    const late = write((tx) => changeRecord(tx, books, park, office, id, 1, { note: '二' }));
    await expect(late).rejects.toMatchObject({ code: 'record.stale', status: 409 });
    await expect(late).rejects.toThrow(/经办人一/);
  });

  test('a list shows what was written, filtered, sorted and searched', async () => {
    await write((tx) =>
      writeMany(
        tx,
        books,
        park,
        program,
        ['滨江公园', '湖心公园'].map((name) => ({ values: newPark({ name }) })),
      ),
    );
    const page = await listRecords(db(), books, park, office, {
      conditions: [],
      text: '滨江',
      sort: [{ field: 'name', isDescending: true }],
    });
    expect(page.data.map(({ values }) => values['name'])).toEqual(['滨江公园']);
    expect(page.total).toBe(1);
  });

  test('steps ask for their evidence and their day', async () => {
    const { id } = await write((tx) => createRecord(tx, books, park, program, newPark({ areaM2: '50' })));
    const step = (version: number, transition: string, values = {}) =>
      write((tx) => moveRecord(tx, books, park, clerk, id, { version, transition, values }));
    await expect(step(1, 'start')).rejects.toThrow('“开工”前请先填好或上传：计划投资');
    await expect(step(1, 'start', { plannedYuan: '5' })).rejects.toThrow('面积不足 100 平方米');
    await write((tx) => changeRecord(tx, books, park, clerk, id, 1, { areaM2: '500' }));
    await step(2, 'start', { plannedYuan: '5' });
    const { data } = await recordById(db(), books, park, office, id);
    expect(data).toMatchObject({ state: 'building', version: 3 });
    expect(data.values['startedOn']).not.toBeNull();
    expect(data.stateDue).not.toBeNull();
    await expect(step(3, 'finish')).rejects.toMatchObject({ code: 'record.forbidden' });
  });

  test('a record that others refer to stays', async () => {
    const { id } = await write((tx) => createRecord(tx, books, park, program, newPark()));
    await write((tx) => createRecord(tx, books, park, program, newPark({ near: id })));
    await expect(write((tx) => removeRecord(tx, books, park, office, id, 1))).rejects.toThrow('还有 1 条公园台账引用');
  });

  test('what is wrong is said in one sentence each', async () => {
    const refused = await write((tx) =>
      createRecord(
        tx,
        books,
        park,
        program,
        newPark({ code: 'a b', trees: '一百', kind: 'zoo', openedOn: '2026-02-30' }),
      ),
    ).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Fault);
    expect((refused as Fault).message).toBe(
      '编号“a b”不对：只能用大写字母、数字和短横；树木“一百”不是数字；开放日期“2026-02-30”不是日期，请写成 2026-07-10 这样；类别“动物园”已停用，请改选现行的',
    );
  });
});
