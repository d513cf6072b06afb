import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bomb,
  cellsXml,
  doctype,
  emptyFormatted,
  encrypted,
  htmlExport,
  noSheets,
  truncated,
  workbookOf,
  zipOf,
} from '../../../fixtures/workbooks/hostile.ts';
import { cellText, type Cell } from '../cells.ts';
import { dateOfSerial, parseFormat } from './formats.ts';
import { readWorkbook } from './open-table.ts';
import { XmlScanner } from './xml.ts';

const text = (words: string) => new TextEncoder().encode(words);
const firstSheet = async (bytes: Uint8Array, name = '表.xlsx') => (await readWorkbook(bytes, name)).sheets[0]!;
const cellsOf = async (bytes: Uint8Array): Promise<readonly (readonly Cell[])[]> =>
  (await firstSheet(bytes)).rows.map(({ cells }) => cells);

test('GeoJSON is a table: properties in the order in which they first come, the geometry behind them', async () => {
  const features = [
    {
      type: 'Feature',
      id: 7,
      properties: { 名称: '甲', 面积: 1.5 },
      geometry: { type: 'Point', coordinates: [118, 25] },
    },
    { type: 'Feature', properties: { 标签: ['老', '旧'], 名称: "'=1", 在建: true, 其他: { a: 1 } }, geometry: null },
    { type: 'Feature', properties: null },
  ];
  const bytes = text(`\ufeff\n${JSON.stringify({ features, crs: { properties: { name: 'OGC:CRS84' } } })}`);
  expect(await cellsOf(bytes)).toEqual([
    ['名称', '面积', '标签', '在建', '其他', '图形'],
    ['甲', 1.5, null, null, null, '{"type":"Point","coordinates":[118,25]}'],
    ["''=1", null, '老、旧', true, '{"a":1}', null],
    [null, null, null, null, null, null],
  ]);
});

test('a workbook that exceljs writes is read with its values, dates, merges, hidden columns and rows', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow([
    '甲',
    1.1 + 2.2,
    true,
    new Date(Date.UTC(2024, 2, 5, 8, 30)),
    { richText: [{ text: '富' }, { text: '文本' }] },
  ]);
  sheet.addRow([{ formula: 'A1', result: 7 }, { text: '链接', hyperlink: 'https://example.org' }, { error: '#REF!' }]);
  sheet.mergeCells('A2:A3');
  sheet.getColumn(2).hidden = true;
  sheet.getRow(2).hidden = true;
  book.addWorksheet('藏', { state: 'hidden' }).addRow(['x']);
  const { sheets } = await readWorkbook(new Uint8Array(await book.xlsx.writeBuffer()), '台账.xlsx');
  expect(sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
    ['台账', false],
    ['藏', true],
  ]);
  const [first] = sheets;
  expect(first!.rows[0]!.cells.map(cellText)).toEqual(['甲', '3.3', 'TRUE', '2024-03-05 08:30:00', '富文本']);
  expect(first!.rows[1]!.cells).toEqual([7, '链接', { is: 'error', text: '#REF!' }]);
  expect(first!.rows[1]!.isHidden).toBe(true);
  expect(first!.merges).toEqual([{ top: 2, left: 1, bottom: 3, right: 1 }]);
  expect(first!.hiddenColumns).toEqual([2]);
});

test('a formula is never computed: its kept result is taken, and a missing one is said', async () => {
  const rows = `<row r="1"><c r="A1"><f>1+1</f><v>5</v></c><c r="B1"><f>A1*2</f></c><c r="C1" t="str"><f>X()</f><v>文</v></c></row>`;
  expect(await cellsOf(workbookOf(cellsXml(rows)))).toEqual([[5, { is: 'formula', text: 'A1*2' }, '文']]);
});

test('cells without addresses, with prefixes, inline texts, escapes and phonetic readings are read', async () => {
  const rows = `<x:row><x:c t="inlineStr"><x:is><x:r><x:t>a&amp;&#x4e2d;</x:t></x:r><x:rPh><x:t>zhong</x:t></x:rPh></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row>`;
  const sheet = `<x:worksheet><x:sheetData>${rows}<x:row r="5"><x:c r="C5" t="str"><x:v>b_x000D_c</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
  const { rows: found } = await firstSheet(workbookOf(sheet));
  expect(found.map(({ row, cells }) => [row, cells])).toEqual([
    [1, ['a&中', 2]],
    [5, [null, null, 'b\nc']],
  ]);
});

test('dates before March 1900 and of the 1904 system are the days Excel shows', () => {
  const day = (serial: number, is1904 = false) => cellText(dateOfSerial(serial, is1904));
  expect([day(1), day(59), day(61), day(45_356), day(43_894, true)]).toEqual([
    '1900-01-01',
    '1900-02-28',
    '1900-03-01',
    '2024-03-05',
    '2024-03-05',
  ]);
  expect(dateOfSerial(60)).toBe(60); // 29 February 1900 never was
});

test.each([
  ['yyyy"年"m"月"d"日";@', { isDate: true }],
  ['[$-804]aaaa;@', {}],
  ['0.00%', { isPercent: true }],
  ['00000', { zeros: 5 }],
  ['#,##0.00"万元"', { unit: '万元' }],
  ['0.0亩', { unit: '亩' }],
  ['General', { isDate: false, unit: null, zeros: 0 }],
  ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', { isDate: false, unit: null }],
  ['[Red]#,##0', { isDate: false, unit: null }],
  ['h:mm:ss', { isDate: true }],
])('the number format %s is understood', (code, meant) => {
  expect(parseFormat(code)).toMatchObject(meant);
});

test('a csv of long sentences is cut at its commas, not at theirs', async () => {
  const line = '甲，乙，丙，丁；戊|己';
  expect(await cellsOf(text(`代码,说明\n1,"${line}"\n2,"${line}"\n3,"${line}\n${line}"\n`))).toEqual([
    ['代码', '说明'],
    ['1', line],
    ['2', line],
    ['3', `${line}\n${line}`],
  ]);
});

describe('files that are not what they say', () => {
  test('an xls that is a web page is read as the table it is', async () => {
    const gb = htmlExport();
    // GB 18030 of the few characters there, by what a decoder makes of them.
    const bytes = encodeGb(gb);
    const { sheets, notes } = await readWorkbook(bytes, '导出.xls');
    expect(sheets[0]!.rows.map(({ cells }) => cells)).toEqual([
      ['项目表'],
      ['编号', '名称', '金额(万元)'],
      ['001', '甲&乙', '1,200.50'],
      [null, '丙 丁', null],
    ]);
    expect(sheets[0]!.merges).toContainEqual({ top: 3, left: 1, bottom: 4, right: 1 });
    expect(notes).toHaveLength(1);
  });

  test('an xlsx that is a csv is read as csv, in every usual encoding and separator', async () => {
    const words = '编号;名称\n001;"甲;乙"\n';
    const wide = new Uint8Array(Buffer.from(`\ufeff${words}`, 'utf16le'));
    for (const bytes of [
      text(words),
      text(`\ufeff${words}`),
      encodeGb(words),
      wide,
      text(words.replaceAll(/;(?!乙)/g, '\t')),
    ]) {
      expect(await cellsOf(bytes)).toEqual([
        ['编号', '名称'],
        ['001', '甲;乙'],
      ]);
    }
  });

  test.each([
    ['an empty file', () => text(''), '文件“x.xlsx”是空的，请检查后重新上传'],
    ['a bomb', bomb, '文件“x.xlsx”解压后超过上限（压缩比 400），疑似压缩炸弹，已停止读取'],
    ['a DOCTYPE', doctype, '文件“x.xlsx”内含 DOCTYPE 声明（外部实体风险），已拒绝读取'],
    ['a password', encrypted, '文件“x.xlsx”设有打开密码，请取消密码另存后再导入'],
    ['no sheets', noSheets, '文件“x.xlsx”里没有任何内容，请检查是否选对了文件'],
    [
      'half a file',
      truncated,
      '文件“x.xlsx”已损坏或不完整（压缩包目录缺失，可能没有传完整），请用 Excel 或 WPS 打开后另存再导入',
    ],
    [
      'a Word file',
      () => zipOf({ 'word/document.xml': '<a/>' }),
      '文件“x.xlsx”是Word 文档，不能按表格读取，请另存为 .xlsx 或 .csv 再导入',
    ],
    [
      'a picture',
      () => text('\u0089PNG\u0000\u0001'),
      '文件“x.xlsx”是二进制文件，不能按表格读取，请上传 .xlsx、.xls 或 .csv',
    ],
    [
      'XML cut off',
      () => workbookOf('<worksheet><sheetData><row'),
      '文件“x.xlsx”已损坏或不完整（内容在中间断开），请用 Excel 或 WPS 打开后另存再导入',
    ],
    [
      'a flat OpenDocument file',
      () =>
        text('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'),
      '文件“x.xlsx”是OpenDocument 文件（.fods），不能按表格读取',
    ],
    [
      'half a GeoJSON',
      () => text('{"type":"FeatureCollection","features":[{'),
      '文件“x.xlsx”是 JSON，但不完整或已损坏，',
    ],
    [
      'GeoJSON nested deeper than can be written',
      () => text(`{"type":"Feature","properties":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`),
      '有一个要素嵌套得太深',
    ],
    ['JSON of another kind', () => text('[{"a":1}]'), '文件“x.xlsx”是 JSON，但不是 GeoJSON 要素集，请另存为 .geojson'],
    ['no features', () => text('{"type":"FeatureCollection","features":[]}'), '没有任何内容'],
    [
      'GeoJSON in metres',
      () => text('{"features":[{}],"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}}}'),
      '文件“x.xlsx”的坐标系是 EPSG:4549，台账只收经纬度（CGCS2000），请换算成 EPSG:4490 再导入',
    ],
    ['white space', () => text('\n\n , \n'), '文件“x.xlsx”里没有任何内容，请检查是否选对了文件'],
  ])('%s gives one sentence', async (_, make, sentence) => {
    const bytes = await make();
    await expect(readWorkbook(bytes, '../x.xlsx')).rejects.toThrow(sentence);
  });

  test('a number that lost a bit on its way is told, not read', async () => {
    const bytes = Buffer.from(
      await (async () => {
        const book = new ExcelJS.Workbook();
        book.addWorksheet('表').addRows([['编号'], [123_456]]);
        return book.xlsx.writeBuffer();
      })(),
    );
    const directory = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE((bytes.readUInt32LE(directory + 16) ^ 1) >>> 0, directory + 16);
    await expect(readWorkbook(bytes, 'x')).rejects.toThrow('内容与校验码不符');
  });

  test('parts are found by what refers to them, whatever they are called', async () => {
    const kind = (word: string) => `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${word}`;
    const rels = (word: string, target: string) =>
      `<Relationships><Relationship Id="r1" Type="${kind(word)}" Target="${target}"/></Relationships>`;
    const bytes = zipOf({
      '_rels/.rels': rels('officeDocument', '/EXCEL/Book.xml'),
      'EXCEL/Book.xml': '<workbook xmlns:r="r"><sheets><sheet name="台账" r:id="r1"/></sheets></workbook>',
      'EXCEL/_rels/Book.xml.rels': rels('worksheet', 'tabs/数据.xml'),
      'EXCEL/tabs/数据.xml': cellsXml('<row><c t="str"><v>编号</v></c></row>'),
    });
    expect(await cellsOf(bytes)).toEqual([['编号']]);
  });

  test('an xls whose formulas carry no result says so, as long as a number has to come of them', async () => {
    const library = await import('xlsx');
    const sheet = library.utils.aoa_to_sheet([['甲', '乙', '丙']]);
    for (const [at, f] of [
      ['A2', 'SUM(1,2)'],
      ['B2', '1+1'],
      ['C2', 'IF(1=1,"","x")'],
    ] as const) {
      sheet[at] = { t: 's', v: '', f };
    }
    sheet['!ref'] = 'A1:C2';
    const book = library.utils.book_new();
    library.utils.book_append_sheet(book, sheet, '表');
    const xml = library.write(book, { bookType: 'xlml', type: 'string' }) as string;
    const [, row] = await cellsOf(text(xml));
    expect(row).toEqual([
      { is: 'formula', text: 'SUM(1,2)' },
      { is: 'formula', text: '1+1' },
    ]);
  });

  test('a million rows that only have a format are no rows', async () => {
    expect((await firstSheet(emptyFormatted())).rows.map(({ row }) => row)).toEqual([1, 2]);
  });

  test('whatever bytes come, the answer is a workbook or a fault', async () => {
    const beginnings = [
      'PK\u0003\u0004',
      '\u00d0\u00cf\u0011\u00e0',
      '<table>',
      '',
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
        const bytes = Buffer.concat([Buffer.from(start, 'latin1'), rest]);
        const answer = await readWorkbook(bytes, 'x').catch((error: unknown) => error);
        expect(answer instanceof Error ? answer.name : 'Workbook').toMatch(/^(Fault|Workbook)$/);
      }),
      { numRuns: 150 },
    );
  });
});

test('XML is scanned the same wherever it is cut', () => {
  const xml = '<a b="x>y"><!-- <c> --><d>t&lt;<![CDATA[<e>]]></d><f/></a>';
  const scan = (pieces: readonly string[]) => {
    const heard: string[] = [];
    const scanner = new XmlScanner({
      open: (name, tag, isEmpty) => void heard.push(`+${name}|${tag}|${isEmpty}`),
      close: (name) => void heard.push(`-${name}`),
      text: (words) => void heard.push(words),
    });
    for (const piece of pieces) scanner.feed(piece);
    scanner.end();
    return heard;
  };
  const whole = scan([xml]);
  expect(whole).toEqual(['+a|a b="x>y"|false', '+d|d|false', 't<', '<e>', '-d', '+f|f|true', '-a']);
  for (let at = 1; at < xml.length; at++) expect(scan([xml.slice(0, at), xml.slice(at)])).toEqual(whole);
});

/** GB 18030 of what a test writes: found by asking the decoder about every pair of bytes. */
function encodeGb(words: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly [number, number]>();
  for (let a = 0xa1; a <= 0xf7; a++)
    for (let b = 0xa1; b <= 0xfe; b++) table.set(decoder.decode(new Uint8Array([a, b])), [a, b]);
  return new Uint8Array([...words].flatMap((letter) => table.get(letter) ?? [letter.charCodeAt(0)]));
}
