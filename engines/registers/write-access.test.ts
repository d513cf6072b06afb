import type { Store, WriteDb } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { sql, type Kysely, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadDb } from '@quantu/store';
import { programViewer, type Viewer } from './index.ts';
import { organisationRegister, park, sampleBooks as books } from './sample.testing.ts';
import { sampleDistrict, type SampleDistrict } from './sample-district.testing.ts';
import {
  changeRecord,
  checkMany,
  codeBook,
  createRecord,
  listRecords,
  moveRecord,
  recordById,
  removeRecord,
  writeMany,
} from './server.ts';

let district: SampleDistrict;
let store: Store;
beforeAll(async () => {
  district = await sampleDistrict();
  store = district.store;
});
afterAll(() => store.close());

const program = programViewer('program');
const write = <T>(work: (tx: WriteDb) => Promise<T>): Promise<T> =>
  store.transact({ district: TEST_DISTRICT, actor: '经办人一', action: 'record.change' }, work);
const db = () => store.read(TEST_DISTRICT);
const clerk = (): Viewer => ({
  account: '乙某',
  person: null,
  roles: ['clerk'],
  organisations: [district.organisations[1]!],
});
const office: Viewer = { account: '甲某', person: null, roles: ['office'], organisations: [] };

let next = 0;
const make = (values: Record<string, unknown> = {}, state?: string) =>
  write(async (tx) => {
    const row = { values: { code: `W-${++next}`, name: `新园${next}`, lead: district.organisations[1], ...values } };
    const [made] = await writeMany(tx, books, park, program, [state === undefined ? row : { ...row, state }]);
    return made!.id;
  });
const change = (viewer: Viewer, id: string, values: Record<string, unknown>, version = 1) =>
  write((tx) => changeRecord(tx, books, park, viewer, id, version, values));

describe('a writer', () => {
  test('makes and changes records of their own organisation only', async () => {
    const foreign = district.organisations[3];
    const values = { code: 'W-A', name: '外园', lead: foreign };
    await expect(write((tx) => createRecord(tx, books, park, clerk(), values))).rejects.toThrow(
      '您不能在“公园台账”里新增',
    );
    await expect(change(clerk(), await make({ lead: foreign }), { note: '改' })).rejects.toMatchObject({
      code: 'record.unknown',
    });
    await expect(change(clerk(), await make(), { lead: foreign })).rejects.toThrow('改后这条记录就不归您填写了');
    expect(await change(clerk(), await make(), { note: '改' })).toMatchObject({ version: 2 });
  });

  test('learns nothing of a field they may not see by guessing its value', async () => {
    const id = await make({ offerYuan: '77' });
    for (const offerYuan of ['77', '78']) {
      await expect(change(clerk(), id, { offerYuan })).rejects.toThrow('您不能填写“报价”');
    }
    const masked = await make({ phone: '13805950009', lead: district.organisations[3], keeper: district.persons[0] });
    const keeper: Viewer = { account: '丙某', person: district.persons[0]!, roles: [], organisations: [] };
    for (const phone of ['13805950009', '138****0009']) {
      await expect(change(keeper, masked, { phone })).rejects.toThrow('您不能填写“联系电话”');
    }
  });

  test('writes no field that the program writes or computes', async () => {
    const id = await make();
    await expect(change(office, id, { light: 'red' })).rejects.toThrow('“灯”由系统填写');
    await expect(change(office, id, { doneShare: '1' })).rejects.toThrow('完成率由系统计算');
    expect(await change(program, id, { light: 'red' })).toMatchObject({ version: 2 });
  });

  test('changes and removes nothing in a final state, and corrects it with a reason', async () => {
    const id = await make({}, 'open');
    await expect(change(office, id, { note: '改' })).rejects.toThrow('记录已是“开放”，不能再修改');
    await expect(write((tx) => removeRecord(tx, books, park, office, id, 1))).rejects.toMatchObject({
      code: 'record.final',
    });
    const correct = (reason?: string) =>
      write((tx) => moveRecord(tx, books, park, office, id, { version: 1, transition: 'correct', reason }));
    await expect(correct()).rejects.toThrow('“更正”要写明理由');
    expect(await correct('面积写错')).toMatchObject({ version: 2 });
  });

  test('cannot step around the steps', async () => {
    const id = await make();
    const rows = [{ id, state: 'building', values: {} }];
    await expect(write((tx) => writeMany(tx, books, park, clerk(), rows))).rejects.toThrow('状态不能这样直接改');
    const step = write((tx) => moveRecord(tx, books, park, office, id, { version: 1, transition: 'finish' }));
    await expect(step).rejects.toThrow('记录现在是“谋划”，不能“开放”');
  });

  test('finishes with the evidence that is asked for', async () => {
    const id = await make({}, 'building');
    const finish = () =>
      write((tx) =>
        moveRecord(tx, books, park, office, id, { version: 1, transition: 'finish', values: { note: '验收' } }),
      );
    await expect(finish()).rejects.toThrow('“开放”前请先填好或上传：验收文件');
    await write((tx) =>
      sql`insert into record_attachment (id, register, record, field, file, name, type, size, added_at, added_by, is_picture)
        values (${id}, 'city-park', ${id}, 'permit', 'f', 'a.pdf', 'application/pdf', 1, ${tx.at}, 'x', false)`.execute(
        tx,
      ),
    );
    expect(await finish()).toMatchObject({ version: 2 });
    const { data } = await recordById(db(), books, park, office, id);
    expect(data).toMatchObject({ state: 'open', stateDue: null });
    expect(data.values).toMatchObject({ permit: 1, note: '验收' });
  });
});

describe('what is written together', () => {
  test('has no key twice, also not among itself', async () => {
    const row = (code: string) => ({ values: { code, name: '园', lead: district.organisations[1] } });
    await make({ code: 'TWICE' });
    const writing = (...codes: string[]) => write((tx) => writeMany(tx, books, park, program, codes.map(row)));
    await expect(writing('ONE', 'TWICE')).rejects.toThrow('第 2 条：编号“TWICE”已有一条记录，不能重复');
    await expect(writing('SAME', 'OTHER', 'SAME')).rejects.toThrow('第 3 条：编号“SAME”已有一条记录，不能重复');
  });

  test('is checked row by row without being written', async () => {
    const id = await make({ trees: 3 });
    const rows = [
      { id, values: { trees: 4 } },
      { id: await make(), values: {} },
      { values: { code: 'lower', name: '' } },
    ];
    const planned = await checkMany(db(), books, park, program, rows, {
      codes: await codeBook(db(), books, '2026-11-23' as never),
    });
    expect(planned.map(({ changed, before }) => [before !== null, changed])).toEqual([
      [true, ['trees']],
      [true, []],
      [false, ['name']],
    ]);
    expect(new Set(planned[2]!.problems.map(({ field }) => field))).toEqual(new Set(['code', 'lead', 'name']));
    const { data } = await recordById(db(), books, park, program, id);
    expect(data.values['trees']).toBe(3);
  });

  test('makes no circle in a tree', async () => {
    const [top, garden, under] = district.organisations;
    const rows = [{ id: top!, values: { above: under } }];
    const circle = write((tx) => writeMany(tx, books, organisationRegister, program, rows));
    await expect(circle).rejects.toThrow('上级不能是这条记录自己或它的下级');
    const self = write((tx) => changeRecord(tx, books, organisationRegister, program, garden!, 1, { above: garden }));
    await expect(self).rejects.toThrow('上级不能是这条记录自己或它的下级');
  });

  test('refers to records that are there', async () => {
    const gone = '0198c5f2-0000-7000-8000-000000000001';
    await expect(make({ near: gone })).rejects.toThrow('相邻公园所指的公园台账记录不存在');
    // A person whom the writer may not see is not there for them.
    const id = await make();
    await expect(change(clerk(), id, { keeper: district.persons[1] })).rejects.toThrow('管理员所指的人员记录不存在');
  });
});

/** Statements that go through a handle. */
function counted(db: ReadDb): { readonly db: ReadDb; count: () => number } {
  let count = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count++;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- what it reads does not matter here
  return { db: (db as unknown as Kysely<any>).withPlugin(plugin), count: () => count };
}

test('a page of a list takes as many statements however many records it has', async () => {
  const statements = async (size: number, page = 1): Promise<number> => {
    const handle = counted(db());
    await listRecords(handle.db, books, park, office, { conditions: [], size, page });
    return handle.count();
  };
  const few = await statements(2);
  expect(few).toBeLessThanOrEqual(6);
  expect(await statements(60)).toBe(few);
  expect(await statements(20, 2)).toBe(few);
});
