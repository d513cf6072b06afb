import ExcelJS from 'exceljs';
import { createRecord } from '@quantu/registers/server';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { importAnswer, rowsAnswer } from './answer.server.ts';
import { dryRun } from './check.server.ts';
import { mapColumns } from './look.server.ts';
import type { Desk } from './runs.server.ts';
import { warningsOf } from './sheets.ts';
import { deskFor, openTrial, program, runOf, sheetBytes, tried, tryBooks, tryProjects } from './try.testing.ts';
import { writeImport } from './write.server.ts';
import { TableWorkers } from './worker/table-workers.server.ts';

let trial: Awaited<ReturnType<typeof openTrial>>;
let desk: Desk;
const workers = new TableWorkers();
beforeEach(async () => {
  trial = await openTrial(workers);
  desk = deskFor(trial);
});
afterEach(() => trial.store.close());
afterAll(() => workers.close());

/** Each row that was read: its number, what becomes of it, values as they will be kept, and sentences. */
async function read(bytes: Uint8Array, fileName?: string) {
  const run = await tried(desk, bytes, fileName);
  const { data } = await rowsAnswer(desk, run, { offset: 0, size: 50 });
  const rows = data.map(({ row, kind, cells, problem }) => {
    const told = Object.values(cells).flatMap((cell) => cell.problem ?? []);
    const value = (name: string) => cells[name]?.value ?? null;
    return {
      row,
      kind,
      code: value('code'),
      name: value('name'),
      total: value('totalYuan'),
      told: problem ? [problem, ...told] : told,
    };
  });
  return { run, rows, skipped: run.sheets.flatMap(({ skipped }) => skipped.map(({ row, why }) => `${row} ${why}`)) };
}
const taken = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ row, kind, code }) => [row, kind, code]);

test('a second table under the first is not read as its rows, whether it counts them or not', async () => {
  const head = ['项目代码', '项目名称', '责任单位', '备注'];
  const found = await read(
    await sheetBytes([
      head,
      ['A1', '甲', '住建局', '正常'],
      [],
      ['联系人情况'],
      ['单位', '联系人', '电话', '备注'],
      ['住建局', '张某', '22220001', '负责联络'],
      [],
      ['项目名称', '项目代码', '备注', '责任单位'],
      ['乙', 'A2', '正常', '住建局'],
    ]),
  );
  expect(taken(found)).toEqual([[2, 'new', 'A1']]);
  expect(found.skipped.filter((one) => one.endsWith('另一张表')).map((one) => Number.parseInt(one, 10))).toEqual([
    4, 5, 6, 8, 9,
  ]);
});

test('totals in the middle and at the end, and a title that comes again on each page, are no records', async () => {
  const head = ['项目代码', '项目名称', '责任单位', '总投资（万元）'];
  const found = await read(
    await sheetBytes([
      ['示例区项目表'],
      head,
      ['A1', '甲', '住建局', 10],
      ['小计2个项目', '', '', 10],
      ['示例区项目表'],
      head,
      ['A2', '乙', '住建局', 20],
      ['累计', '', '', 30],
      ['合计：2个', '', '', 30],
      ['注：以上含预备费'],
    ]),
  );
  expect(taken(found)).toEqual([
    [3, 'new', 'A1'],
    [7, 'new', 'A2'],
  ]);
});

test('a sum that several projects share in one merged cell is not given to each of them', async () => {
  const found = await read(
    await sheetBytes(
      [
        ['项目代码', '项目名称', '责任单位', '总投资（万元）'],
        ['A1', '甲', '住建局', 1000],
        ['A2', '乙', '', ''],
        ['A3', '丙', '住建局', 5],
      ],
      '表',
      ['C2:C3', 'D2:D3'],
    ),
  );
  const why = '总投资：第 2 至 3 行合并成一格，不知道每条各是多少，请拆开后分别填写';
  expect(found.rows.map(({ kind, told }) => [kind, told])).toEqual([
    ['rejected', [why]],
    ['rejected', [why]],
    ['new', []],
  ]);
});

test('a code that lost its zeros, or is written in full width, makes no second record', async () => {
  const change = { district: desk.district, actor: 'program', action: 'record.create' };
  await trial.store.transact(change, async (tx) => {
    await createRecord(tx, tryBooks, tryProjects, program, { code: '0012', name: '甲' });
    await createRecord(tx, tryBooks, tryProjects, program, { code: 'CJ01', name: '乙' });
  });
  const head = ['项目代码', '项目名称'];
  const found = await read(
    await sheetBytes([head, [12, '甲'], ['ＣＪ０１', '乙'], ['0012', '甲'], ['07', '丙'], [7, '丁']]),
  );
  expect(found.rows.map(({ kind, told }) => [kind, told.join().split('只是')[0]])).toEqual([
    ['rejected', '项目代码：“12”与已有的“0012”'],
    ['rejected', '项目代码：“ＣＪ０１”与已有的“CJ01”'],
    ['unchanged', ''],
    ['new', ''],
    ['rejected', '项目代码：“7”与“表”第 5 行的“07”'],
  ]);
});

test('a long number that a csv has rounded is said, not kept', async () => {
  const csv = '项目代码,项目名称,备注\nA1,甲,3.50521E+17\n1.23457E+11,乙,\n';
  const found = await read(new TextEncoder().encode(csv), '表.csv');
  expect(found.rows.map(({ kind, told }) => [kind, told[0]?.includes('科学计数法')])).toEqual([
    ['rejected', true],
    ['rejected', true],
  ]);
});

test('of two columns that both could be a field neither is taken, and rows that a filter hid are told', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('表');
  sheet.addRows([
    ['项目代码', '项目名称', '上年', '', '本年', ''],
    ['', '', '计划', '年度完成投资', '计划', '年度完成投资'],
    ['A1', '甲', 1, 2, 3, 4],
    ['A2', '乙', 5, 6, 7, 8],
  ]);
  for (const area of ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1']) sheet.mergeCells(area);
  sheet.getRow(4).hidden = true;
  const { run, rows } = await read(new Uint8Array(await book.xlsx.writeBuffer()));
  expect(rows).toHaveLength(2);
  expect(run.sheets[0]!.mapping.some(({ field }) => field === 'doneYuan')).toBe(false);
  expect(run.notes).toEqual(['表有 1 行是隐藏的（如筛选掉的），也已读取']);
});

test('sums without a unit and shares without a percent sign are read, and the dry run says as what', async () => {
  const rows = [
    ['项目代码', '项目名称', '总投资', '年度计划投资（万元）', '完成率'],
    ['A1', '甲', 3.2, 100, 0.5],
    ['A2', '乙', '4亿元', 200, '60%'],
    ['A3', '丙', 1.5, 300, null],
  ];
  const bytes = await sheetBytes(rows);
  const { run } = await read(bytes);
  expect(run.counts).toMatchObject({ new: 3, rejected: 0 });
  const told = [
    '“总投资”有 2 个数没有写单位，按亿元读入，如不对请改对应，给这一列选单位',
    '“完成率”有 1 个数没有百分号（如 0.5），按小数读入，0.5 即 50%，如不对请改对应，给这一列选单位“%”',
  ];
  expect(warningsOf(run.sheets)).toEqual(told);
  expect(importAnswer(run, '').note).toBe(told.join('；'));

  const [sheet] = run.sheets;
  const columns = sheet!.mapping.map(({ column, field, unit }) => ({
    column,
    field,
    unit: field === 'totalYuan' ? '万元' : unit,
  }));
  await mapColumns(desk, run, [{ name: sheet!.name, isUsed: true, headRows: sheet!.headRows, columns }]);
  await dryRun(desk, await runOf(desk, run.id));
  expect(warningsOf((await runOf(desk, run.id)).sheets)).toEqual(told.slice(1));
  // The next file of this layout is read as was said.
  expect(warningsOf((await read(bytes)).run.sheets)).toEqual([]);
});

test('同上 is the cell above, a unit row belongs to its heads, and who signs below is no record', async () => {
  const found = await read(
    await sheetBytes(
      [
        ['项目代码', '项目名称', '责任单位', '规模', '', '开工日期'],
        ['', '', '', '用地面积', '户数', ''],
        ['', '', '', '万平方米', '户', ''],
        ['A1', '甲', '住建局', 1, 30, '2026。3。5'],
        ['A2', '乙', '同上', 2, '120余户', '〃'],
        ['合计', '', '', 3, 150, ''],
        ['', '', '', '', '区住建局（盖章）', '2026年3月5日'],
      ],
      '表',
      ['A1:A3', 'B1:B3', 'C1:C3', 'D1:E1', 'F1:F3'],
    ),
  );
  const { data } = await rowsAnswer(desk, found.run, { offset: 0, size: 9 });
  const shown = data.map(({ cells }) =>
    ['code', 'lead', 'landMu', 'households', 'startedOn'].map((name) => cells[name]?.value),
  );
  expect(shown).toEqual([
    ['A1', '区住房和城乡建设局', '15亩', '30户', '2026-03-05'],
    ['A2', '区住房和城乡建设局', '30亩', '120户', '2026-03-05'],
  ]);
  expect(found.skipped).toEqual(['6 合计行', '7 附注或签名']);
});

test('a cell that names two units, or none of a short list, says what may stand there', async () => {
  const head = ['项目代码', '项目名称', '责任单位', '专项'];
  const found = await read(
    await sheetBytes([
      head,
      ['A1', '甲', '住建局、生态环境局', '交通'],
      ['A2', '乙', '区住房城乡建设局', '交通通达'],
      ['A3', '丙', '住建局', '城市更新'],
    ]),
  );
  expect(found.rows.map(({ told }) => told)).toEqual([
    [
      '专项：“交通”不在编码表里，可以填：交通通达专项、水环境治理专项',
      '责任单位：“住建局、生态环境局”写了 2 个，这里只能填一个',
    ],
    [],
    ['专项：“城市更新”不在编码表里，可以填：交通通达专项、水环境治理专项'],
  ]);
});

test('where one sheet is called after its unit, the others are, and a company need not be called one', async () => {
  const book = new ExcelJS.Workbook();
  for (const name of ['区住房和城乡建设局', '生态环境']) {
    book.addWorksheet(name).addRows([
      ['项目代码', '项目名称'],
      [`A${name.length}`, '甲'],
    ]);
  }
  const keeping: Desk = { ...desk, register: { ...tryProjects, keeper: 'lead' } };
  const { sheets } = await tried(keeping, new Uint8Array(await book.xlsx.writeBuffer()));
  const fields = sheets.map(({ mapping }) => mapping.map(({ field }) => field));
  expect(fields).toEqual([
    ['code', 'name', 'lead'],
    ['code', 'name', 'lead'],
  ]);
});

test('a new record under an abolished organisation is written and told; one that had it before is not', async () => {
  const change = { district: desk.district, actor: 'program', action: 'record.create' };
  const organisations = tryBooks.registers.get('organisation')!;
  await trial.store.transact(change, async (tx) => {
    await createRecord(tx, tryBooks, organisations, program, { name: '区园林局', until: '2025-01-01' });
  });
  const head = ['项目代码', '项目名称', '责任单位'];
  const first = await read(await sheetBytes([head, ['A1', '甲', '区园林局'], ['A2', '乙', '住建局']]));
  const told = '“责任单位”有 1 行写的是已撤销的“区园林局”，如果已由别的单位接手，请改写后再导入';
  expect([first.run.counts.new, warningsOf(first.run.sheets)]).toEqual([2, [told]]);
  await writeImport(desk, first.run);
  const again = await read(await sheetBytes([head, ['A1', '甲改', '区园林局']]));
  expect([again.run.counts.changed, warningsOf(again.run.sheets)]).toEqual([1, []]);
});

test('of two imports of one file written at the same moment one writes, the other lists its rows with who was first', async () => {
  const rows = Array.from({ length: 1500 }, (_, i) => [`A${i}`, `第${i}号`]);
  const bytes = await sheetBytes([['项目代码', '项目名称'], ...rows]);
  const [one, other] = [await tried(desk, bytes), await tried(desk, bytes)];
  await Promise.all([writeImport(desk, one), writeImport(desk, other)]);
  const counts = [await runOf(desk, one.id), await runOf(desk, other.id)].map(({ counts }) => [
    counts.new,
    counts.rejected,
  ]);
  expect(counts.toSorted((a, b) => a[0]! - b[0]!)).toEqual([
    [0, 1500],
    [1500, 0],
  ]);
});

test('two tables side by side are not guessed at: the sentence says which heads come twice', async () => {
  const head = ['项目代码', '项目名称'];
  const bytes = await sheetBytes([
    [...head, '', ...head],
    ['A1', '甲', '', 'A2', '乙'],
  ]);
  const why = '表头“项目代码、项目名称”出现不止一次，不知道该用哪一列';
  await expect(tried(desk, bytes)).rejects.toThrow(why);
});
