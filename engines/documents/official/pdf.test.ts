import { beforeAll, describe, expect, test } from 'vitest';
import { getDocumentProxy } from 'unpdf';

import { goldenDocument } from './golden.ts';
import type { OfficialBlock, OfficialDocument } from './model.ts';
import { typesetPdf } from './pdf.server.ts';
import { printedPages, type PrintedLine } from './printed.ts';

const LEFT = 28;
const RIGHT = 184;
const TOP = 37;
const BOTTOM = 262;
const PITCH = 225 / 22;

const paragraph = (text: string): OfficialBlock => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] });
const plain = (...texts: string[]): OfficialDocument => ({ redHead: null, title: [], body: texts.map(paragraph) });
const inTypeArea = (page: PrintedLine[]): PrintedLine[] => page.filter((line) => line.y > TOP && line.y < BOTTOM);
const setPages = async (doc: OfficialDocument) => printedPages(await typesetPdf(doc));

describe('a page of plain text', () => {
  let pages: PrintedLine[][];
  beforeAll(async () => {
    pages = await setPages(plain('汉'.repeat(28 * 70), `${'汉'.repeat(20)}，1234.5%“汉”。`.repeat(20)));
  });

  test('has 22 lines 10.227 mm apart', () => {
    for (const page of pages.slice(0, 3)) {
      const lines = inTypeArea(page);
      expect(lines).toHaveLength(22);
      const steps = lines.slice(1).map((line, index) => line.y - lines[index]!.y);
      for (const step of steps) expect(Math.abs(step - PITCH)).toBeLessThan(0.05);
    }
  });

  test('has 28 characters in a full line and 26 in a first one, from edge to edge', () => {
    const [first, second] = inTypeArea(pages[0]!);
    expect([...first!.text]).toHaveLength(26);
    expect(first!.left).toBeCloseTo(LEFT + 2 * 5.644, 1);
    expect([...second!.text]).toHaveLength(28);
    expect(Math.abs(second!.left - LEFT)).toBeLessThan(0.1);
    expect(Math.abs(second!.right - RIGHT)).toBeLessThan(0.15);
  });

  test('stays inside the type area, whatever ends a line', () => {
    for (const line of pages.flatMap(inTypeArea)) {
      expect(line.left).toBeGreaterThan(LEFT - 0.1);
      expect(line.right).toBeLessThan(RIGHT + 0.15);
      expect(line.text).not.toMatch(/^[，。、；：！？”’）》]/);
      expect(line.text).not.toMatch(/[“‘（《]$/);
    }
  });

  test('begins within a millimetre of the upper edge and ends above the lower one', () => {
    const lines = inTypeArea(pages[0]!);
    const faceTop = lines[0]!.y - 0.88 * 5.644;
    expect(Math.abs(faceTop - TOP)).toBeLessThan(1);
    expect(lines.at(-1)!.y + 0.12 * 5.644).toBeLessThan(BOTTOM);
  });
});

test('punctuation marks keep their full square side by side and at the ends of lines', async () => {
  const [page] = await setPages(plain('“汉”，（汉）。《汉》、“‘汉’”。'.repeat(30)));
  for (const line of inTypeArea(page!).slice(1, 12)) expect([...line.text].length).toBeLessThanOrEqual(28);
});

test('page numbers stand 7 mm below the type area, odd ones on the right and even ones on the left', async () => {
  const pages = await setPages(plain('汉'.repeat(28 * 50)));
  expect(pages).toHaveLength(3);
  for (const [index, page] of pages.entries()) {
    const number = page.at(-1)!;
    expect(number.text.replace(/\s/g, '')).toBe(`—${index + 1}—`);
    expect(number.size).toBeCloseTo(14, 1);
    expect(Math.abs(number.y - BOTTOM - 7 - 1.5)).toBeLessThan(0.5);
    const edge = index % 2 === 0 ? RIGHT - number.right : number.left - LEFT;
    expect(edge).toBeCloseTo(4.94, 1);
  }
});

describe('the red head', () => {
  const headed = (redHead: string, more: Partial<OfficialDocument> = {}) =>
    setPages({
      ...plain('汉'),
      redHead,
      number: '东屿政综〔2026〕18号',
      title: ['东屿区人民政府关于测试的报告'],
      ...more,
    });

  test('begins 35 mm below the type area’s edge, on one line with 文件', async () => {
    const [page] = await headed('泉州市泉港区人民政府文件');
    const head = page!.find((line) => line.text.includes('文件'))!;
    expect(head.text).toBe('泉州市泉港区人民政府文件');
    expect(Math.abs(head.y - 0.88 * ((head.size * 25.4) / 72) - TOP - 35)).toBeLessThan(1.5);
    expect(head.left).toBeGreaterThan(LEFT);
    expect(head.right).toBeLessThan(RIGHT);
  });

  test.each([
    '东屿区人民政府文件',
    '中共东屿区委全面深化改革委员会办公室文件',
    '东屿区城市建设与管理工作领导小组暨智慧城市建设联席会议办公室文件',
    '东屿区推进海峡西岸经济区城乡融合发展与新型城镇化综合改革试点工作领导小组办公室（东屿区城乡融合发展中心）文件',
  ])('never breaks in 文件 and stays wider than high: %s', async (name) => {
    const [page] = await headed(name);
    const lines = page!.filter((line) => line.y > 72 && line.size > 25);
    expect(lines.map((line) => line.text).join('')).toBe(name);
    expect(lines.at(-1)!.text.endsWith('文件')).toBe(true);
    for (const line of lines) expect(line.right - line.left).toBeLessThan(156);
  });

  test('has the number in the middle, and on the left when there are signers', async () => {
    const [centred] = await headed('东屿区人民政府文件');
    const number = centred!.find((line) => line.text.includes('〔2026〕'))!;
    expect((number.left + number.right) / 2).toBeCloseTo((LEFT + RIGHT) / 2, 0);
    const [signed] = await headed('东屿区人民政府文件', { signers: ['甲某某', '乙某', '丙丁某某'] });
    const last = signed!.find((line) => line.text.includes('〔2026〕'))!;
    expect(last.left).toBeCloseTo(LEFT + 5.644, 1);
    expect(last.text).toContain('丙丁某某');
    expect(signed!.find((line) => line.text.includes('签发人'))!.right).toBeCloseTo(RIGHT - 5.644, 0);
  });
});

test('版记 ends at the foot of the last page', async () => {
  for (const name of ['short', 'long'] as const) {
    const pages = await setPages(goldenDocument(name));
    const printed = pages.at(-1)!.find((line) => line.text.includes('印发') && line.text.includes('办公室'))!;
    expect(printed.y).toBeGreaterThan(BOTTOM - PITCH);
    expect(printed.y).toBeLessThan(BOTTOM);
  }
});

test('the head of a long table is printed again on each of its pages', async () => {
  const pages = await setPages(goldenDocument('long'));
  const withHead = pages.filter((page) =>
    page.some((line) => line.text.includes('序号') || line.text.includes('项目名称')),
  );
  expect(withHead.length).toBeGreaterThanOrEqual(4);
});

test('the mark is printed on every page, outside the type area', async () => {
  for (const page of await setPages(goldenDocument('long'))) {
    const mark = page.find((line) => line.text.includes('虚构示例'))!;
    expect(mark.y).toBeLessThan(28);
  }
});

test('a rare character is embedded from the fallback font, every font is a subset, and the properties are set', async () => {
  const pdf = await typesetPdf(goldenDocument('long'));
  const raw = new TextDecoder('latin1').decode(pdf);
  expect(raw).toContain('pdfaid');
  const file = await getDocumentProxy(new Uint8Array(pdf));
  const { info } = await file.getMetadata();
  expect(info).toMatchObject({
    Title: '东屿区人民政府关于区人大常委会城市建设管理工作审议意见办理情况的报告',
    Author: '东屿区人民政府',
  });
  const text = (await printedPages(pdf))
    .flat()
    .map((line) => line.text)
    .join('');
  expect(text).toContain('墘');
  expect(text).not.toContain('□');
});

test('the same document gives the same bytes', async () => {
  expect(await typesetPdf(goldenDocument('short'))).toEqual(await typesetPdf(goldenDocument('short')));
});
