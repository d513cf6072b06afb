import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText } from '../cells.ts';
import { readWorkbook } from '../read/open-table.ts';
import { TOO_LONG, type OutCell } from './sheet-xml.ts';
import { writeWorkbook } from './workbook.ts';

async function* chunked(rows: readonly (readonly OutCell[])[]): AsyncGenerator<readonly (readonly OutCell[])[]> {
  for (const row of rows) yield [row];
}

function bytesOf(rows: readonly (readonly OutCell[])[], name = '表'): Promise<Buffer> {
  const widths = Array.from({ length: 6 }, () => 12);
  const sheet = { name, widths, heads: [['一', '二', '三', '四', '五', '六']], rows: chunked(rows) };
  return buffer(Readable.from(writeWorkbook(sheet), { objectMode: false }));
}

const ROWS: readonly (readonly OutCell[])[] = [
  ['甲 & <乙>', 1.5, { share: 0.785 }, { day: '2026-03-05' }, { day: '1900-02-28' }, '00123'],
  [null, -3, { share: -1 }, null, { day: '1900-03-01' }, '文'],
];

test('another program reads what was written: texts, numbers, shares and days', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await bytesOf(ROWS, '城建 & 项目')) as never);
  const [sheet] = book.worksheets;
  expect([sheet!.name, sheet!.views[0]?.state, sheet!.getCell('A1').font?.bold]).toEqual([
    '城建 & 项目',
    'frozen',
    true,
  ]);
  const values = [1, 2, 3, 4, 6].map((column) => sheet!.getCell(2, column).value);
  expect(values).toEqual(['甲 & <乙>', 1.5, 0.785, new Date('2026-03-05T00:00:00Z'), '00123']);
  expect([sheet!.getCell('C2').numFmt, sheet!.getCell('F2').numFmt]).toEqual(['0.00%', '@']);
});

test('equal rows give equal bytes, however long after one another', async () => {
  const first = await bytesOf(ROWS);
  expect(first.equals(await bytesOf(ROWS))).toBe(true);
  // Neither a clock nor a program is named in it: every entry has the first day that a zip can say.
  expect(first.readUInt32LE(10)).toBe(0x0021_0000);
});

test('another program reads several sheets, merged areas, hidden columns, drop-downs, notes and looks', async () => {
  const merges = [{ top: 1, left: 1, bottom: 1, right: 2 }];
  const notes = [{ row: 2, column: 1, text: '必填。如 <A1> & "B"' }];
  const choices = [{ column: 2, from: 3, until: 9, list: '可选值!$A$1:$A$2' }];
  const rows = [
    [{ value: 1.5, look: 'wrong', format: '0.00" 亩"' } as const, { value: true }],
    [{ value: 46_113.5, format: 'yyyy\\-mm\\-dd\\ hh:mm:ss' }, { value: null, look: 'wrong' } as const],
  ];
  const form = {
    name: '表',
    widths: [12, 20],
    hiddenColumns: [2],
    fixedColumns: 1,
    header: '甲&乙',
    merges,
    notes,
    choices,
  };
  const sheets = () => [
    { ...form, heads: [['标题'], ['甲', { value: '乙', look: 'required' } as const]], rows: chunked(rows) },
    { name: '可选值', isHidden: true, widths: [9], heads: [], rows: chunked([['是'], ['否']]) },
  ];
  const bytes = await buffer(Readable.from(writeWorkbook(sheets()), { objectMode: false }));
  expect(bytes.equals(await buffer(Readable.from(writeWorkbook(sheets()), { objectMode: false })))).toBe(true);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const [sheet, hidden] = book.worksheets;
  const at = (cell: string) => sheet!.getCell(cell);
  expect([hidden!.state, at('B1').isMerged, sheet!.getColumn(2).hidden]).toEqual(['hidden', true, true]);
  expect(sheet!.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 2, topLeftCell: 'B3' });
  expect(sheet!.headerFooter.oddHeader).toBe('&C甲&&乙');
  expect([at('A2').note, at('B5').dataValidation.formulae]).toEqual([notes[0]!.text, ['可选值!$A$1:$A$2']]);
  expect([at('A3').value, at('A3').numFmt, at('A3').fill.type, at('B2').font.color?.argb]).toEqual([
    1.5,
    '0.00" 亩"',
    'pattern',
    'FFC7000B',
  ]);
  expect([at('A4').value, at('B3').value]).toEqual([new Date('2026-04-01T12:00:00Z'), true]);
});

const hard = fc.constantFrom(
  '_x0041_',
  '_x005F_',
  '_',
  'x0041_',
  '&',
  '<',
  ']]>',
  '\r',
  '\n',
  '\t',
  '\u0001',
  '\uffff',
  "'",
);

test('whatever a text has in it, it is read back', async () => {
  const texts = fc.string({ unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), hard), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        texts.filter((text) => text.trim() !== ''),
        { minLength: 1 },
      ),
      async (column) => {
        const book = await readWorkbook(await bytesOf(column.map((text) => [text])), '表.xlsx');
        const read = book.sheets[0]!.rows.slice(1).map(({ cells }) => cellText(cells[0]));
        expect(read).toEqual(column.map((text) => text.replace(/\r\n?/g, '\n')));
      },
    ),
    { numRuns: 60 },
  );
});
test('what no cell can hold is said in its place', async () => {
  const book = await readWorkbook(await bytesOf([['字'.repeat(40_000)]]), '表.xlsx');
  expect(book.sheets[0]!.rows[1]!.cells).toEqual([TOO_LONG]);
});
