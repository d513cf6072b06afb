import { expect, test } from 'vitest';

import { decodeFile } from '../input/decode.ts';
import { readText } from '../read.ts';
import { typesetDocx } from './docx.server.ts';
import { officialFromReading } from './from-reading.ts';
import { foundingReport, goldenDocument } from './golden.ts';
import { printMarkup } from './markup.ts';
import type { Inline, OfficialDocument } from './model.ts';
import { typesetPdf } from './pdf.server.ts';
import { keptCharacters } from './tidy-text.ts';

const founding = foundingReport();

const bodyInlines = (doc: OfficialDocument): Inline[] =>
  doc.body.flatMap((block) =>
    block.kind === 'heading'
      ? [...block.inlines, ...(block.runOn ?? [])]
      : block.kind === 'paragraph'
        ? block.inlines
        : [],
  );
const printedText = (doc: OfficialDocument): string =>
  bodyInlines(doc)
    .map((inline) => inline.text)
    .join('');

test.skipIf(founding === null)('the founding report comes back as the same official document', () => {
  const reading = readText(founding!);
  const doc = officialFromReading(reading);
  expect(doc).toMatchObject({
    redHead: '泉州市泉港区人民政府文件',
    number: '泉港政综〔2024〕87号',
    signers: ['杨凤翔'],
    addressee: '区人大常委会',
    signature: { issuers: ['泉州市泉港区人民政府'], dated: '2024年7月10日' },
    note: '此件主动公开',
    colophon: { printer: '泉港区人民政府办公室', printedOn: '2024年7月10日' },
  });
  const levels = doc.body.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  expect(levels).toEqual([1, 2, 2, 2, 2, 1, 2, 2, 2]);
  const atoms = bodyInlines(doc).filter((inline) => inline.kind === 'figure');
  expect(atoms).toHaveLength(reading.figures.length);
  expect(printedText(doc)).toContain('着眼于未来城市建设发展');
  expect(printedText(doc)).toContain('洽谈对接项目33个、总投资304.36亿元');
});

test.skipIf(founding === null).each(['docx', 'pdf'] as const)(
  'the founding report reads back from its own %s unchanged',
  async (format) => {
    const doc = officialFromReading(readText(founding!));
    const bytes = await (format === 'pdf' ? typesetPdf(doc) : typesetDocx(doc));
    const again = readText((await decodeFile(bytes, `report.${format}`)).text);
    expect(printMarkup(officialFromReading(again))).toBe(printMarkup(doc));
  },
);

test.each(['docx', 'pdf'] as const)(
  'the short made-up document reads back from its %s with head, body and foot',
  async (format) => {
    const doc = goldenDocument('short');
    const bytes = await (format === 'pdf' ? typesetPdf(doc) : typesetDocx(doc));
    const again = officialFromReading(readText((await decodeFile(bytes, `report.${format}`)).text));
    expect(again.number).toBe(doc.number);
    expect(again.title.join('')).toBe(doc.title.join(''));
    expect(again.redHead).toBe(doc.redHead);
    expect(again.signature).toEqual({ issuers: ['东屿区商务局'], dated: '2026年3月2日' });
    expect(again.colophon?.copyTo).toEqual(['区发展和改革局', '区市场监督管理局']);
    expect(printedText(again)).toBe(printedText(doc));
  },
);

test('ids of figures are the caller’s to choose', () => {
  const reading = readText('关于测试的报告\n\n区人大常委会：\n\n全区共有项目33个，总投资5亿元。\n');
  const doc = officialFromReading(reading, { figureId: (figure) => `at-${figure.start}` });
  const ids = bodyInlines(doc).flatMap((inline) => (inline.kind === 'figure' ? [inline.id] : []));
  expect(ids).toEqual(reading.figures.map((figure) => `at-${figure.start}`));
  expect(ids.length).toBeGreaterThan(0);
});

test.each([
  ['洽谈对接项目 33 个、总投资 304.36 亿元，', '洽谈对接项目33个、总投资304.36亿元，'],
  ['“提品质 聚人气 强城区” 工作', '“提品质 聚人气 强城区”工作'],
  ['使用 Word 2019 编写', '使用Word 2019编写'],
  ['（一） “紧扣 ” 办理', '（一）“紧扣”办理'],
])('blanks that do not belong are left out: %s', (text, printed) => {
  const kept = keptCharacters(text);
  expect([...text].filter((_, at) => kept[at]).join('')).toBe(printed);
});

test('text without any structure gives a document with paragraphs only', () => {
  const doc = officialFromReading(readText('今天天气不错。\n我们去公园。'));
  expect(doc.redHead).toBeNull();
  expect(doc.body.every((block) => block.kind === 'paragraph')).toBe(true);
  expect(officialFromReading(readText('')).body).toEqual([]);
});
