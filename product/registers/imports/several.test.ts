import { createRecord } from '@quantu/registers/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsAnswer } from './answer.server.ts';
import type { Desk } from './runs.server.ts';
import { deskFor, openTrial, program, sheetBytes, tried, tryBooks, tryProjects, tryVisits } from './try.testing.ts';
import { TableWorkers } from './worker/table-workers.server.ts';
import { writeImport } from './write.server.ts';

let trial: Awaited<ReturnType<typeof openTrial>>;
let desk: Desk;
const workers = new TableWorkers();
beforeAll(async () => {
  trial = await openTrial(workers);
  desk = { ...deskFor(trial), register: tryVisits };
  const change = { district: desk.district, actor: 'program', action: 'record.create' };
  await trial.store.transact(change, async (tx) => {
    await createRecord(tx, tryBooks, tryProjects, program, { code: 'A1', name: '锦绣路改造' });
    const second = await createRecord(tx, tryBooks, tryProjects, program, { code: 'A2', name: '锦绣路改造' });
    await createRecord(tx, tryBooks, tryVisits, program, { code: 'V1', project: second.id });
  });
});
afterAll(async () => {
  await trial.store.close();
  await workers.close();
});

const tellingRows = async (rows: readonly (readonly string[])[]) => {
  const run = await tried(desk, await sheetBytes([['巡查编号', '项目'], ...rows]));
  const { data } = await rowsAnswer(desk, run, { offset: 0, size: 10 });
  return { run, rows: data.map(({ kind, cells }) => [kind, cells['project']?.problem ?? null]) };
};

test('a name that two records share leaves a record as it is, and is told with both where there is none yet', async () => {
  const { rows } = await tellingRows([
    ['V1', '锦绣路改造'],
    ['V2', '锦绣路改造'],
    ['V3', '（无权查看）'],
  ]);
  const why = '项目：“锦绣路改造”在试验项目里有 2 个，无法确定是哪一个：锦绣路改造（A1）、锦绣路改造（A2），请照此写明';
  expect(rows).toEqual([
    ['unchanged', null],
    ['rejected', expect.stringMatching(/^项目：“锦绣路改造”在试验项目里有 2 个/)],
    ['rejected', '项目：“（无权查看）”不是名称，新增的记录请写明项目'],
  ]);
  expect([why, why.replace('（A1）、锦绣路改造（A2）', '（A2）、锦绣路改造（A1）')]).toContain(rows[1]![1]);
});

test('written as it was told it is found, and the same file again changes nothing', async () => {
  const lines = [
    ['V1', '锦绣路改造（A2）'],
    ['V2', '锦绣路改造（A1）'],
    ['V3', '锦绣路改造(a2)'],
  ];
  const { run, rows } = await tellingRows(lines);
  expect(rows).toEqual([
    ['unchanged', null],
    ['new', null],
    ['new', null],
  ]);
  await writeImport(desk, run);
  const again = await tellingRows(lines.map(([code]) => [code!, '锦绣路改造']));
  expect(again.rows.map(([kind]) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

test('a row that refers to another of its file is told what to do, and done so it comes in', async () => {
  const bytes = await sheetBytes([
    ['巡查编号', '上次巡查'],
    ['W1', ''],
    ['W2', 'W1'],
  ]);
  const first = await tried(desk, bytes);
  const { data } = await rowsAnswer(desk, first, { offset: 0, size: 10 });
  expect(data.map(({ kind }) => kind)).toEqual(['new', 'rejected']);
  expect(data[1]!.cells['before']!.problem).toMatch(/^上次巡查：“W1”不在试验巡查里.*再导一次$/);
  await writeImport(desk, first);
  const second = await tried(desk, bytes);
  expect(second.counts).toMatchObject({ new: 1, unchanged: 1, rejected: 0 });
});
