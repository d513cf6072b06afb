import { expect, test } from 'vitest';
import { cell, paragraph, readDocx, row, run, table } from '../testing/docx-builder.ts';

const read = (body: string) => readDocx({ body });

test('rows are lines, cells are parted by tabs, and each cell has its range', async () => {
  const { text, tables } = await read(
    paragraph('前') +
      table(row(cell('指标'), cell('数值')), row(cell('签约'), cell('17\t个'.replace('\t', ' ')))) +
      paragraph('后'),
  );
  expect(text).toBe('前\n指标\t数值\n签约\t17 个\n后');
  expect(tables).toHaveLength(1);
  const [found] = tables;
  expect(text.slice(found!.start, found!.end)).toBe('指标\t数值\n签约\t17 个');
  expect(found!.rows.map((cells) => cells.map(([start, end]) => text.slice(start, end)))).toEqual([
    ['指标', '数值'],
    ['签约', '17 个'],
  ]);
});

test('a cell over columns or rows is printed once and stands at every place it covers', async () => {
  const { text, tables } = await read(
    table(
      row(cell('标题', '<w:gridSpan w:val="3"/>')),
      row(cell('大类', '<w:vMerge w:val="restart"/>'), cell('甲'), cell('1')),
      row(cell('', '<w:vMerge/>').replace('<w:p></w:p>', paragraph('')), cell('乙'), cell('2')),
    ),
  );
  expect(text.split('\n').map((line) => line.split('\t').length)).toEqual([3, 3, 3]);
  expect(tables[0]!.rows.map((cells) => cells.map(([start, end]) => text.slice(start, end)))).toEqual([
    ['标题', '标题', '标题'],
    ['大类', '甲', '1'],
    ['大类', '乙', '2'],
  ]);
});

test('paragraphs and tabs within a cell do not break its row', async () => {
  const { text } = await read(
    table(
      row(
        cell(paragraph('甲') + paragraph('<w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>')),
        cell('戊'),
      ),
    ),
  );
  expect(text).toBe('甲 乙 丙 丁\t戊');
});

test('a nested table has its own ranges inside its cell', async () => {
  const inner = table(row(cell('子一'), cell('子二')));
  const { text, tables } = await read(table(row(cell(paragraph('外') + inner + paragraph('')), cell('右'))));
  expect(text).toBe('外 子一 子二 \t右');
  expect(tables.map(({ start, end }) => text.slice(start, end))).toEqual([text, '子一 子二']);
});

test('a table of one column is layout: its paragraphs stay lines', async () => {
  const { text } = await read(table(row(cell(paragraph('一、标题') + paragraph('正文')))));
  expect(text).toBe('一、标题\n正文');
});

test('deleted rows and cells are gone, indented rows keep their columns', async () => {
  const deleted = row(cell('走'), cell('走')).replace('<w:tr>', '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>');
  const indented = row(cell('乙')).replace('<w:tr>', '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>');
  const { text, tables } = await read(table(row(cell('甲'), cell('1')), deleted, indented));
  expect(text).toBe('甲\t1\n\t乙');
  expect(tables[0]!.rows).toHaveLength(2);
});

test('a content control around a whole cell or row leaves the table as it is', async () => {
  const sdt = (content: string) =>
    `<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const { text } = await read(table(sdt(row(sdt(cell('甲')), cell(paragraph(sdt(run('乙'))))))));
  expect(text).toBe('甲\t乙');
});

test('a span that claims a million columns is held to what Word allows', async () => {
  const { text } = await read(table(row(cell('甲', '<w:gridSpan w:val="1000000"/>'), cell('乙'))));
  expect(text.split('\t')).toHaveLength(64);
});
