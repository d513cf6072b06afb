import { createRecord } from '@quantu/registers/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsAnswer } from './answer.server.ts';
import type { Desk } from './runs.server.ts';
import { deskFor, openTrial, program, sheetBytes, tried, tryBooks, tryProjects, tryVisits } from './try.testing.ts';
import { TableWorkers } from './worker/table-workers.server.ts';
import { refuseReferred, undoImport } from './undo.server.ts';
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

const visitRows = async (rows: readonly (readonly string[])[]) => {
  const bytes = await sheetBytes([['巡查编号', '上次巡查'], ...rows]);
  const run = await tried(desk, bytes);
  const { data } = await rowsAnswer(desk, run, { offset: 0, size: 10 });
  return { bytes, run, data, told: data.map(({ kind, cells }) => [kind, cells['before']!.problem]) };
};

test('rows that refer to one another come in together, child before parent too; again nothing changes, undone all is gone', async () => {
  const { bytes, run, data } = await visitRows([
    ['W3', 'W2'],
    ['W2', 'W1'],
    ['W1', ''],
    ['V1', 'W3'],
  ]);
  expect(data.map(({ kind }) => kind)).toEqual(['new', 'new', 'new', 'changed']);
  expect(data[0]!.cells['before']).toMatchObject({ value: 'W2', isChanged: true });
  const counts = await writeImport(desk, run);
  expect(counts).toMatchObject({ new: 3, changed: 1, rejected: 0 });
  const again = await tried(desk, bytes);
  expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 4, rejected: 0 });
  const { data: after } = await rowsAnswer(desk, again, { offset: 0, size: 10 });
  expect(after.map(({ cells }) => cells['before']!.value)).toEqual(['W2', 'W1', null, 'W3']);
  await refuseReferred(desk.store.read(desk.district), desk, run.id);
  await undoImport(desk, { ...run, counts });
  expect((await tried(desk, bytes)).counts).toMatchObject({ new: 3, changed: 1, rejected: 0 });
});

test('what refers to a refused row of the file is refused with it; a circle is told, what stands beside it comes in', async () => {
  const { run, told } = await visitRows([
    ['X1', '没有的巡查'],
    ['X2', 'X1'],
    ['X3', 'X2'],
    ['Y1', 'Y2'],
    ['Y2', 'Y1'],
    ['Y3', 'Y3'],
    ['Y4', 'Y1'],
    ['Z1', ''],
    ['Z2', 'Z1'],
  ]);
  const circle = '上次巡查：顺着往上找会绕成一圈，请核对';
  expect(told).toEqual([
    ['rejected', expect.stringMatching(/^上次巡查：“没有的巡查”不在试验巡查里，可以填：.*X1/)],
    ['rejected', '上次巡查：“X1”是这份文件“表”第 2 行，那一行不能写入'],
    ['rejected', '上次巡查：“X2”是这份文件“表”第 3 行，那一行不能写入'],
    ['rejected', circle],
    ['rejected', circle],
    ['rejected', circle],
    ['rejected', circle],
    ['new', null],
    ['new', null],
  ]);
  expect(run.counts).toMatchObject({ new: 2, rejected: 7 });
  expect(await writeImport(desk, run)).toMatchObject({ new: 2, rejected: 7 });
});

test('a parent that somebody made after the dry run takes its children with it', async () => {
  const { run } = await visitRows([
    ['Q2', 'Q1'],
    ['Q1', ''],
  ]);
  const change = { district: desk.district, actor: 'program', action: 'record.create' };
  await desk.store.transact(change, (tx) => createRecord(tx, tryBooks, tryVisits, program, { code: 'Q1' }));
  expect(await writeImport(desk, run)).toMatchObject({ new: 0, rejected: 2 });
  const { data } = await rowsAnswer(desk, run, { offset: 0, size: 10 });
  expect(data.map(({ problem }) => problem)).toEqual([
    '试运行以后有变化：上次巡查所指的试验巡查记录不存在，可能已被删除',
    expect.stringMatching(/^试运行以后已被.+新增$/),
  ]);
});
