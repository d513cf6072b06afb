import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { cleanText } from './clean.ts';
import { loadFonts } from './fonts.server.ts';
import { brokenLines } from './lines.ts';
import { lineEnds, mayBreak, NO_LINE_END, NO_LINE_START } from './kinsoku.ts';
import { typesetPdf } from './pdf.server.ts';
import { redHeadShape } from './red-head.ts';
import { titleLines } from './title.ts';

const characters = fc.array(fc.constantFrom(...'汉字，。“”（）《》、…—19.%aZ -/'), { maxLength: 120 });

describe('breaking lines', () => {
  test('uses every character once, in order, and never more room than there is', () => {
    fc.assert(
      fc.property(characters, fc.integer({ min: 2, max: 30 }), (chars, room) => {
        const widths = chars.map((char) => (/[ -~]/.test(char) ? 0.5 : 1));
        const ends = lineEnds(chars, widths, room);
        expect(ends.at(-1) ?? 0).toBe(chars.length);
        for (const [index, end] of ends.entries()) {
          const from = ends[index - 1] ?? 0;
          expect(end).toBeGreaterThan(from);
          const line = chars.slice(from, end).join('').trimEnd();
          expect([...line].reduce((sum, char) => sum + (/[ -~]/.test(char) ? 0.5 : 1), 0)).toBeLessThanOrEqual(room);
        }
      }),
    );
  });

  test('breaks only where a line may break, unless nothing else is possible', () => {
    fc.assert(
      fc.property(characters, (chars) => {
        const ends = lineEnds(
          chars,
          chars.map(() => 1),
          28,
        );
        const wrong = ends.slice(0, -1).filter((end, index) => {
          const from = ends[index - 1] ?? 0;
          const possible = chars.slice(from + 1, end + 1).some((char, at) => mayBreak(chars[from + at]!, char));
          return possible && !mayBreak(chars[end - 1]!, chars[end]!);
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  test('no mark stands where it may not', () => {
    for (const mark of NO_LINE_START) expect(mayBreak('汉', mark)).toBe(false);
    for (const mark of NO_LINE_END) expect(mayBreak(mark, '汉')).toBe(false);
    expect(mayBreak('—', '—')).toBe(false);
    expect(mayBreak('3', '4')).toBe(false);
    expect(mayBreak('个', '3')).toBe(true);
  });
});

test('a title is cut between words into lines of about one length', () => {
  const lines = titleLines([
    '泉州市泉港区人民政府关于泉港区人大常委会“提品质 聚人气 强城区”工作开展情况报告审议意见办理情况的报告',
  ]);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(20);
  expect(lines.join('')).toContain('“提品质 聚人气 强城区”');
  expect(titleLines(['短标题', '第二行'])).toEqual(['短标题', '第二行']);
});

test('no text is lost from a title or a red head, however long', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'东屿区人民政府关于工作的报告文件“”'), { minLength: 1, maxLength: 120 }),
      (chars) => {
        const text = chars.join('');
        expect(titleLines([text]).join('')).toBe(text);
        const shape = redHeadShape(`${text}文件`);
        expect(shape.lines.join('')).toBe(`${text}文件`);
        expect(shape.lines.at(-1)!.endsWith('文件')).toBe(true);
      },
    ),
  );
});

test('cleaned text has nothing that XML forbids or no page shows', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(new TextDecoder().decode(new TextEncoder().encode(clean))).toBe(clean);
      // oxlint-disable-next-line no-control-regex -- that they are gone is the claim
      expect(clean).not.toMatch(/[\u0000-\u001f\ufffe\uffff\u202e]/);
    }),
  );
  expect(cleanText('甲\t乙\r\n丙\u{20000}\ud800')).toBe('甲 乙 丙\u{20000}');
});

test('fonts know what they have: 墘 only in the fallback, digits as wide as in Times', () => {
  const fonts = loadFonts();
  expect(fonts.advance('汉', 'fang')).toBe(1);
  expect(fonts.advance('墘', 'fang')).toBe(1);
  expect(fonts.advance('8', 'fang')).toBe(0.5);
  expect(fonts.advance('﷽', 'fang')).toBe(0);
  expect(fonts.families.fang).toEqual(['FandolFang R', 'Noto Serif SC']);
});

test('an office folder goes before the shipped fonts, a broken file is told, a missing folder is a fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quantu-fonts-'));
  try {
    await copyFile(new URL('../fonts/FandolKai-Regular.otf', import.meta.url), join(folder, '方正小标宋_GBK.otf'));
    await writeFile(join(folder, '仿宋_GB2312.ttf'), 'not a font');
    const fonts = loadFonts(folder);
    expect(fonts.families.title).toEqual(['FandolKai', 'Noto Serif SC', 'Noto Serif SC']);
    expect(fonts.families.fang[0]).toBe('FandolFang R');
    expect(fonts.notes.join()).toContain('仿宋_GB2312.ttf 不能读取');
    const pdf = await typesetPdf({ redHead: '甲局文件', title: ['标题'], body: [] }, { fontsDir: folder });
    expect(new TextDecoder('latin1').decode(pdf)).toMatch(/FandolKai/);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(() => loadFonts('没有的目录')).toThrow('字体目录“没有的目录”不存在');
});

test('a space behind a full line is left out: printed, it would make an empty line of its own', () => {
  const chars = [...'一二三四五 六七'].map((char): [string, 'fang'] => [char, 'fang']);
  const lines = brokenLines(chars, () => 1, { size: 10, tracking: 0, room: 50 });
  expect(lines.map((line) => line.map(([text]) => text).join(''))).toEqual(['一二三四五', '六七']);
});
