import { describe, expect, test } from 'vitest';
import { level, list, listed, paragraph, readDocx } from '../testing/docx-builder.ts';

const outline = list(
  level(0, 'chineseCountingThousand', '%1、', '<w:suff w:val="nothing"/>'),
  level(1, 'chineseCountingThousand', '（%2）', '<w:suff w:val="nothing"/>'),
  level(2, 'decimal', '%3.'),
  level(3, 'decimal', '（%4）'),
);
const items = (...levels: number[]) => levels.map((each) => paragraph('甲', listed(1, each))).join('');
const lines = async (numbering: string, body: string, styles?: string) =>
  (await readDocx({ numbering, body, ...(styles === undefined ? {} : { styles }) })).text.split('\n');

describe('the numbers Word generates stand in the text', () => {
  test('the four levels of an official document, restarting below each', async () => {
    expect(await lines(outline, items(0, 1, 1, 2, 2, 3, 1, 2, 0, 1))).toEqual([
      '一、甲',
      '（一）甲',
      '（二）甲',
      '1. 甲',
      '2. 甲',
      '（1）甲',
      '（三）甲',
      '1. 甲',
      '二、甲',
      '（一）甲',
    ]);
  });

  test('a tab behind a number keeps it from the next digit; full-width marks need no space', async () => {
    const numbering = list(
      level(0, 'decimal', '%1.'),
      level(1, 'decimal', '%2、'),
      level(2, 'decimal', '%3', '<w:suff w:val="space"/>'),
    );
    expect(await lines(numbering, items(0, 1, 2))).toEqual(['1. 甲', '1、甲', '1 甲']);
  });

  test('an item names the levels above it, with start values where those were not used', async () => {
    const numbering = list(
      level(0, 'chineseCounting', '第%1章', '<w:suff w:val="space"/>'),
      level(1, 'decimal', '%1.%2', '<w:suff w:val="space"/>'),
      level(2, 'decimal', '%1.%2.%3', '<w:isLgl/><w:suff w:val="space"/>'),
    );
    expect(await lines(numbering, items(0, 1, 2))).toEqual(['第一章 甲', '一.1 甲', '1.1.1 甲']);
    expect(await lines(numbering, items(1, 0, 1))).toEqual(['一.1 甲', '第一章 甲', '一.1 甲']);
  });

  test('two lists of one definition count on; a start override starts again, once', async () => {
    const numbering =
      list(level(0, 'decimal', '%1、')) +
      '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
    const body = [1, 1, 2, 3, 3, 1].map((numId) => paragraph('甲', listed(numId))).join('');
    expect(await lines(numbering, body)).toEqual(['1、甲', '2、甲', '3、甲', '5、甲', '6、甲', '7、甲']);
  });

  test('a list may replace a level of its definition', async () => {
    const numbering =
      list(level(0, 'decimal', '%1、')) +
      `<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">${level(0, 'upperLetter', '%1．')}</w:lvlOverride></w:num>`;
    expect(await lines(numbering, paragraph('甲', listed(2)))).toEqual(['A．甲']);
  });

  test('lvlRestart 0 never restarts; 1 restarts after the first level only', async () => {
    const never = list(level(0, 'decimal', '%1、'), level(1, 'decimal', '（%2）', '<w:lvlRestart w:val="0"/>'));
    expect(await lines(never, items(0, 1, 0, 1))).toEqual(['1、甲', '（1）甲', '2、甲', '（2）甲']);
    const first = list(
      level(0, 'decimal', '%1、'),
      level(1, 'decimal', '（%2）'),
      level(2, 'lowerLetter', '%3）', '<w:lvlRestart w:val="1"/>'),
    );
    expect(await lines(first, items(0, 1, 2, 1, 2, 0, 2))).toEqual([
      '1、甲',
      '（1）甲',
      'a）甲',
      '（2）甲',
      'b）甲',
      '2、甲',
      'a）甲',
    ]);
  });

  test('a style brings the list and its level', async () => {
    const numbering = list(
      level(0, 'chineseCountingThousand', '%1、', '<w:pStyle w:val="H1"/>'),
      level(1, 'chineseCountingThousand', '（%2）', '<w:pStyle w:val="H2"/>'),
    );
    const style = (id: string, base: string, properties: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}">${base === '' ? '' : `<w:basedOn w:val="${base}"/>`}<w:pPr>${properties}</w:pPr></w:style>`;
    const inList = '<w:numPr><w:numId w:val="1"/></w:numPr>';
    const styles = style('H1', '', inList) + style('H2', '', inList) + style('H2b', 'H2', '') + style('No', 'H1', '');
    const body =
      paragraph('甲', '<w:pStyle w:val="H1"/>') +
      paragraph('乙', '<w:pStyle w:val="H2"/>') +
      paragraph('丙', '<w:pStyle w:val="H2b"/>') +
      paragraph('丁', '<w:pStyle w:val="No"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
      paragraph('戊', '<w:pStyle w:val="H1"/>');
    expect(await lines(numbering, body, styles)).toEqual(['一、甲', '（一）乙', '（二）丙', '丁', '二、戊']);
  });

  test('a numbering style stands in for a definition', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="L"/>${level(0, 'decimal', '%1）')}</w:abstractNum>
      <w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`;
    const styles =
      '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    expect(await lines(numbering, paragraph('甲', listed(2)), styles)).toEqual(['1）甲']);
  });

  test('bullets of symbol fonts become signs a person would type', async () => {
    const bullet = (font: string, character: string) =>
      `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="${character}"/><w:rPr><w:rFonts w:ascii="${font}"/></w:rPr></w:lvl>`;
    const of = async (font: string, character: string) =>
      (await lines(list(bullet(font, character)), paragraph('甲', listed(1))))[0];
    expect(await of('Symbol', '\uf0b7')).toBe('• 甲');
    expect(await of('Wingdings', '\uf06c')).toBe('● 甲');
    expect(await of('Wingdings', '\uf0d8')).toBe('➢ 甲');
    expect(await of('宋体', '—')).toBe('— 甲');
    expect(await of('Odd', '\uf123')).toBe('• 甲');
  });

  test('lists that are not there, levels beyond nine and circles of links give no number and no failure', async () => {
    expect(await lines(outline, paragraph('甲', listed(9)) + paragraph('乙', listed(1, 12)))).toEqual(['甲', '乙']);
    const circle = `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
    const styles =
      '<w:style w:type="numbering" w:styleId="L"><w:basedOn w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    expect(await lines(circle, paragraph('甲', listed(1)), styles)).toEqual(['甲']);
  });

  test('a list part that is referred to and missing is said', async () => {
    const { text, notes } = await readDocx({
      body: paragraph('甲', listed(1)),
      numbering: outline,
      parts: { 'word/numbering.xml': null },
    });
    expect(text).toBe('甲');
    expect(notes).toContain('文件缺少部件 word/numbering.xml，自动编号可能未还原');
  });
});
