import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';

import { typesetDocx } from './docx.server.ts';
import { goldenDocument } from './golden.ts';
import type { Inline, OfficialDocument } from './model.ts';

const partsOf = async (doc: OfficialDocument): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await typesetDocx(doc))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

test('a page is A4 with 22 lines between its margins', async () => {
  const { 'word/document.xml': xml = '' } = await partsOf(goldenDocument('short'));
  expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
  const margin = (side: string): number => Number(new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`).exec(xml)?.[1]);
  expect(margin('top')).toBe(2098);
  expect(margin('left')).toBe(1587);
  expect(margin('right')).toBe(1474);
  const area = 16838 - margin('top') - margin('bottom');
  expect(Math.floor(area / 580)).toBe(22);
  expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="580"/>');
});

test('every figure is a content control with its id and its text, in reading order', async () => {
  const doc = goldenDocument('long');
  const inlines = (block: OfficialDocument['body'][number]): Inline[] =>
    block.kind === 'table'
      ? block.rows.flat(2)
      : block.kind === 'list'
        ? block.items.flat()
        : block.kind === 'pageBreak'
          ? []
          : block.kind === 'heading'
            ? [...block.inlines, ...(block.runOn ?? [])]
            : block.inlines;
  const expected = doc.body
    .flatMap(inlines)
    .flatMap((inline) => (inline.kind === 'figure' ? [`${inline.id}=${inline.text}`] : []));
  const { 'word/document.xml': xml = '' } = await partsOf(doc);
  const controls = [...xml.matchAll(/<w:sdt>.*?<w:tag w:val="([^"]+)"\/>.*?<w:t[^>]*>([^<]*)<\/w:t>.*?<\/w:sdt>/g)];
  expect(controls.map((match) => `${match[1]}=${match[2]}`)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(15);
});

test('headings have styles with outline levels, and the faces are named as offices name them', async () => {
  const {
    'word/document.xml': xml = '',
    'word/styles.xml': styles = '',
    'word/fontTable.xml': fonts = '',
  } = await partsOf(goldenDocument('long'));
  for (const [level, face] of [
    [1, '黑体'],
    [2, '楷体_GB2312'],
    [3, '仿宋_GB2312'],
  ] as const) {
    const style = new RegExp(`w:styleId="Heading${level}">.*?</w:style>`).exec(styles)?.[0] ?? '';
    expect(style).toContain(`<w:outlineLvl w:val="${level - 1}"/>`);
    expect(style).toContain(`w:eastAsia="${face}"`);
  }
  expect(xml).toContain('<w:pStyle w:val="Heading1"/>');
  for (const face of ['仿宋_GB2312', '方正小标宋简体', '黑体', '楷体_GB2312'])
    expect(fonts).toContain(`w:name="${face}"`);
});

test('no style hangs punctuation, spaces out digits or controls widows, so that the grid holds', async () => {
  const { 'word/styles.xml': styles = '', 'word/settings.xml': settings = '' } = await partsOf(goldenDocument('short'));
  for (const style of styles.match(/<w:style w:type="paragraph".*?<\/w:style>/g) ?? []) {
    for (const off of ['overflowPunct', 'autoSpaceDE', 'autoSpaceDN', 'widowControl', 'snapToGrid'])
      expect(style).toContain(`<w:${off} w:val="0"/>`);
  }
  expect(settings).toContain('<w:characterSpacingControl w:val="doNotCompress"/>');
  expect(settings).toContain('w:noLineBreaksBefore w:lang="zh-CN"');
});

test('table heads repeat, rows hold together, and a wide table turns its page', async () => {
  const { 'word/document.xml': xml = '' } = await partsOf(goldenDocument('long'));
  expect(xml.match(/<w:tblHeader\/>/g)?.length).toBe(3);
  expect(xml).toContain('w:orient="landscape"');
  expect(xml).toContain('<w:cantSplit/>');
});

test('odd and even pages number at their outer edge', async () => {
  const parts = await partsOf(goldenDocument('short'));
  expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders/>');
  const footers = Object.entries(parts)
    .filter(([name]) => /footer\d\.xml$/.test(name))
    .map(([, xml]) => xml);
  expect(footers.filter((xml) => xml.includes('w:jc w:val="right"') && xml.includes('PAGE'))).toHaveLength(1);
  expect(footers.filter((xml) => xml.includes('w:jc w:val="left"') && xml.includes('PAGE'))).toHaveLength(1);
});

test('every part has a content type and every relationship a target', async () => {
  const parts = await partsOf(goldenDocument('long'));
  const types = parts['[Content_Types].xml']!;
  const unknown = Object.keys(parts).filter(
    (name) => !types.includes(`PartName="/${name}"`) && !types.includes(`Extension="${name.split('.').at(-1)}"`),
  );
  expect(unknown).toEqual([]);
  for (const match of parts['word/_rels/document.xml.rels']!.matchAll(/Target="([^"]+)"/g))
    expect(Object.keys(parts)).toContain(`word/${match[1]}`.replace(/^word\/\//, ''));
});

test('the same document gives the same bytes', async () => {
  expect(await typesetDocx(goldenDocument('short'))).toEqual(await typesetDocx(goldenDocument('short')));
});
