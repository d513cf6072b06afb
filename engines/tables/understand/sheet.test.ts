import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { officeBooks } from '../../../fixtures/workbooks/office.ts';
import { cellText, type Cell, type Sheet } from '../cells.ts';
import { readWorkbook } from '../read/open-table.ts';
import { SECTION_COLUMN, SHEET_COLUMN, understandSheet } from './sheet.ts';
import { isTotalLabel, unitOfHead, unitsOfRemark } from './words.ts';

const sheetOf = (rows: readonly (readonly Cell[])[], merges: Sheet['merges'] = []): Sheet => ({
  name: '',
  isHidden: false,
  merges,
  hiddenColumns: [],
  widths: new Map(),
  rows: rows.map((cells, i) => ({ row: i + 1, isHidden: false, cells })).filter(({ cells }) => cells.length > 0),
});

test.each(
  officeBooks.flatMap((book) =>
    book.expected.map((expected) => [`${book.name} ${expected.sheet}`, book, expected] as const),
  ),
)('%s is understood: head, data, unit, headings', async (_, book, expected) => {
  const { sheets } = await readWorkbook(await book.make(), book.name);
  const understood = understandSheet(sheets.find(({ name }) => name === expected.sheet)!);
  expect(understood.headRows).toEqual(expected.headRows);
  const own = understood.columns.filter(({ column }) => column < SHEET_COLUMN);
  expect(own.map(({ head }) => head)).toEqual(expected.heads);
  expect(understood.data.map(({ row }) => row)).toEqual(expected.data);
  expect(understood.unit).toBe(expected.unit);
  expect([...understood.sections.keys()]).toEqual(expected.sections ?? []);
});

test('every row of a sheet is data, head, or skipped with a reason', async () => {
  for (const book of officeBooks) {
    const { sheets } = await readWorkbook(await book.make(), book.name);
    for (const sheet of sheets) {
      const { data, skipped, headRows } = understandSheet(sheet);
      const all = [...data, ...skipped].map(({ row }) => row).concat(headRows);
      expect([...new Set(all)].sort((a, b) => a - b)).toEqual(sheet.rows.map(({ row }) => row));
    }
  }
});

test('a cell merged downwards speaks for each of its rows, and a heading for the rows under it', () => {
  const merges = [{ top: 3, left: 1, bottom: 4, right: 1 }];
  const rows = [['单位', '项目', '金额'], ['一、重点项目'], ['住建局', '甲', 1], [null, '乙', 2], ['城管局', '丙', 3]];
  const { data, columns } = understandSheet(sheetOf(rows, merges));
  expect(data.map(({ cells, section }) => [cellText(cells[0]), section])).toEqual([
    ['住建局', '重点项目'],
    ['住建局', '重点项目'],
    ['城管局', '重点项目'],
  ]);
  expect(columns.map(({ column }) => column)).toEqual([1, 2, 3, SECTION_COLUMN]);
});

test('a project whose name speaks of a total is a project', () => {
  const rows = [
    ['名称', '地点', '单位', '金额'],
    ['合计行政楼改造', '锦绣路', '住建局', 1],
    ['合计', '', '', 1],
  ];
  const { data, skipped } = understandSheet(sheetOf(rows));
  expect(data.map(({ row }) => row)).toEqual([2]);
  expect(skipped).toEqual([{ row: 3, why: '合计行' }]);
});

test('a total is known where every cell is text, as in a csv', () => {
  const rows = [
    ['序号', '名称', '一季度', '二季度', '三季度'],
    ['1', '甲', '1.5', '2', '3'],
    ['', '合计', '1,000.5', '20%', '3'],
  ];
  expect(understandSheet(sheetOf(rows)).data.map(({ row }) => row)).toEqual([2]);
});

test('a row that has its key is data, whatever else it looks like', () => {
  const rows = [
    ['代码', '名称', '单位', '金额', '备注'],
    ['A1', '合计', '', 1, ''],
    ['A2', '', '', '', ''],
    ['', '小计', '', 1, ''],
  ];
  const { data } = understandSheet(sheetOf(rows), { keys: [1] });
  expect(data.map(({ row }) => row)).toEqual([2, 3]);
});

test('一 above rows that are counted 1, 2 is a heading though it stands in the column of the codes', () => {
  const head = ['序号', '项目代码', '项目名称', '用地面积', '备注'];
  const group = [head, ['一', '交通类'], [1, 'A1', '甲', 3], ['二', '水利类'], [2, 'A2', '乙', 4], [3, 'A3']];
  const { data, skipped } = understandSheet(sheetOf(group), { keys: [2] });
  expect(data.map(({ row, section }) => [row, section])).toEqual([
    [3, '交通类'],
    [5, '水利类'],
    [6, '水利类'],
  ]);
  expect(skipped.map(({ row }) => row)).toEqual([2, 4]);
  const counted = [head, ['一', 'A1'], ['二', 'A2', '乙', 4]];
  expect(understandSheet(sheetOf(counted), { keys: [2] }).data.map(({ row }) => row)).toEqual([2, 3]);
});

test('a person says where the head is, and is followed', () => {
  const rows = [
    ['甲', '乙'],
    ['丙', '丁'],
    ['编号', '名称'],
    ['1', '戊'],
  ];
  const { columns, data } = understandSheet(sheetOf(rows), { headRows: [3] });
  expect([columns.map(({ head }) => head), data.map(({ row }) => row)]).toEqual([['编号', '名称'], [4]]);
});

test('a head that the register knows wins over one that only looks like it', () => {
  const rows = [
    ['说明', '本表', '由各单位', '填写'],
    ['代码', '名称', '', ''],
    ['A1', '甲', 'x', 'y'],
  ];
  const known = (text: string) => (['代码', '名称'].includes(text) ? 1 : 0);
  expect(understandSheet(sheetOf(rows), { known }).headRows).toEqual([2]);
});

test('a sheet without a head has none, and loses no row', () => {
  const { headRows, data, skipped } = understandSheet(
    sheetOf([
      [1, 2],
      [3, 4],
    ]),
  );
  expect([headRows, data, skipped.length]).toEqual([[], [], 2]);
});

test.each([
  ['总投资（万元）', '万元'],
  ['用地面积(㎡)', '平方米'],
  ['年度计划，亿元', '亿元'],
  ['完成率/%', '%'],
  ['投资额[单位：亿元]', '亿元'],
  ['项目名称（全称）', null],
])('the unit of the head %s is %s', (head, unit) => {
  expect(unitOfHead(head)).toBe(unit);
});

test('填报单位 is no unit, 单位：万元 is one', () => {
  expect(unitsOfRemark('填报单位：区住建局　　单位：万元')).toEqual(['万元']);
  expect(unitsOfRemark('填报单位：元亨公司')).toEqual([]);
});

test.each(['合 计', '总计：', '交通专项小计', '合计（12个）'])('%s labels a total', (text) => {
  expect(isTotalLabel(text)).toBe(true);
});

test('workbooks of several programs are read alike', async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('表').addRows([
    ['编号', '名称'],
    ['1', '甲'],
  ]);
  const { sheets } = await readWorkbook(new Uint8Array(await book.xlsx.writeBuffer()), 'a.xlsx');
  expect(understandSheet(sheets[0]!).data).toHaveLength(1);
});

test('a column may be called 资金合计, and a row of sums is no head for all that', () => {
  const heads = ['小区代码', '小区名称', '合计', '中央补助'];
  const found = understandSheet(
    sheetOf([['资金表'], heads, ['合计', '—', 9, 9], ['X1', '甲', 4, 4], ['X2', '乙', 5, 5]]),
  );
  expect(found.headRows).toEqual([2]);
  expect(found.data.map(({ row }) => row)).toEqual([4, 5]);
});

test('feet of printed pages and a second table under the first are not read as its rows', () => {
  const heads = ['序号', '项目代码', '项目名称', '投资'];
  const first = [heads, [1, 'A1', '甲', 3], ['第 1 页 共 2 页'], heads, [2, 'A2', '乙', 4]];
  const second = [['存在问题'], ['序号', '问题', '责任人', '时限'], [1, '征迁滞后', '王某', '3月底']];
  const found = understandSheet(sheetOf([...first, ...second]));
  expect(found.data.map(({ row }) => row)).toEqual([2, 5]);
  expect(found.skipped.map(({ why }) => why)).toEqual(['页码', '重复的表头', '另一张表', '另一张表', '另一张表']);
});
