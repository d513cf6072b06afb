import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AlignmentType, Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { expect, test } from 'vitest';
import type { Inline, OfficialDocument } from '../official/model.ts';
import { typesetPdf } from '../official/pdf.server.ts';
import { typesetDocx } from '../official/docx.server.ts';
import { decodeFile } from './decode.ts';

const sample = fileURLToPath(new URL('../../../../shared/samples/reports/00-quangang-2024-87.txt', import.meta.url));
const hasSample = existsSync(sample);
if (!hasSample) console.warn('the founding sample is not beside the repository: its round trips are not tested');

const text = (value: string): Inline => ({ kind: 'text', text: value });

test('a document of the docx library: list numbers, tables, runs', async () => {
  const list = (value: string, level: number) =>
    new Paragraph({ children: [new TextRun(value)], numbering: { reference: 'gongwen', level } });
  const levels = [
    { level: 0, format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '%1、', alignment: AlignmentType.LEFT },
    { level: 1, format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '（%2）', alignment: AlignmentType.LEFT },
  ];
  const row = (...cells: string[]) =>
    new TableRow({ children: cells.map((each) => new TableCell({ children: [new Paragraph(each)] })) });
  const document = new Document({
    numbering: { config: [{ reference: 'gongwen', levels }] },
    sections: [
      {
        children: [
          list('办理情况', 0),
          list('产城融合', 1),
          list('基础配套', 1),
          new Paragraph({ children: [new TextRun('签约项目'), new TextRun({ text: '17个', bold: true })] }),
          new Table({ rows: [row('指标', '数值'), row('签约', '17')] }),
          list('下一步', 0),
        ],
      },
    ],
  });
  const found = await decodeFile(await Packer.toBuffer(document), 'a.docx');
  expect(found.text.split('\n')).toEqual([
    '一、办理情况',
    '（一）产城融合',
    '（二）基础配套',
    '签约项目17个',
    '指标\t数值',
    '签约\t17',
    '二、下一步',
  ]);
  expect(found.tables).toHaveLength(1);
});

/** The founding report as a model, and the lines its paragraphs must come back as. */
function founding(): { document: OfficialDocument; lines: string[] } {
  const lines = readFileSync(sample, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const body = lines
    .slice(5, -4)
    .map((line): OfficialDocument['body'][number] =>
      /^[一二三]、/.test(line)
        ? { kind: 'heading', level: 1, inlines: [text(line)] }
        : { kind: 'paragraph', inlines: [text(line)] },
    );
  const document: OfficialDocument = {
    redHead: lines[0]!,
    number: lines[1]!,
    signers: [lines[2]!.replace('签发人：', '')],
    title: [lines[3]!],
    addressee: lines[4]!.replace('：', ''),
    body: body.slice(0, -1),
    signature: { issuers: ['泉州市泉港区人民政府'], dated: '2024-07-10' },
    note: '此件主动公开',
    colophon: { printer: '泉港区人民政府办公室', printedOn: '2024-07-10' },
    mark: '虚构示例',
  };
  return { document, lines };
}

/** A space that stood where a line was broken is not on the page. */
const squeezed = (value: string) =>
  value
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/ /g, ''));

test.skipIf(!hasSample)('the founding report comes back from our own PDF paragraph by paragraph', async () => {
  const { document, lines } = founding();
  const found = await decodeFile(await typesetPdf(document), 'a.pdf');
  expect(squeezed(found.text)).toEqual(lines.map((line) => line.replace(/ /g, '')));
  expect(found.pages).toHaveLength(7);
});

test.skipIf(!hasSample)('the founding report comes back from our own DOCX paragraph by paragraph', async () => {
  const { document, lines } = founding();
  const found = await decodeFile(await typesetDocx(document), 'a.docx');
  expect(squeezed(found.text)).toEqual(lines.map((line) => line.replace(/ /g, '')));
});

test('a figure keeps its id through DOCX', async () => {
  const document: OfficialDocument = {
    redHead: null,
    title: ['报告'],
    body: [
      { kind: 'paragraph', inlines: [text('签约项目'), { kind: 'figure', id: 'fig-1', text: '17个' }, text('。')] },
    ],
  };
  const { text: read, controls } = await decodeFile(await typesetDocx(document), 'a.docx');
  expect(controls.map(({ tag, start, end }) => [tag.includes('fig-1'), read.slice(start, end)])).toEqual([
    [true, '17个'],
  ]);
});
