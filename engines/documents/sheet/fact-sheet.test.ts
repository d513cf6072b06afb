import { extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { typesetFactSheet } from './fact-sheet.server.ts';
import type { FactSheet } from './fact-sheet.ts';

const sheet: FactSheet = {
  title: '学府路改造',
  subtitle: 'C-001',
  mark: '虚构示例',
  light: { colour: 'yellow', label: '黄灯', reason: '落后 19.0 个百分点' },
  facts: [{ label: '责任单位', text: '住建局' }],
  curve: { title: '投资进度', planned: Array.from({ length: 12 }, (_, at) => (at + 1) / 12), done: [0.1, 0.2, null] },
  place: {
    title: '用地范围',
    rings: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    ],
    dot: [0.5, 0.5],
  },
  table: { heads: ['月份', '累计'], rows: [['2026-01', '100']] },
  stages: [{ on: '2025-03-01', text: '开工' }],
  notes: ['征地滞后'],
  photos: [{ path: '/nowhere/gone.png', format: 'png', caption: '不在了' }],
  foot: '打印',
};

async function textOf(made: FactSheet) {
  const { text, totalPages } = await extractText(new Uint8Array(await typesetFactSheet(made)), { mergePages: true });
  return { text: text.replace(/\s/g, ''), totalPages };
}

test('everything of a sheet is on one page, and a picture that is gone is left out', async () => {
  const { text, totalPages } = await textOf(sheet);
  expect(totalPages).toBe(1);
  for (const words of [
    '学府路改造',
    '虚构示例',
    '落后19.0个百分点',
    '住建局',
    '2026-01',
    '2025-03-01开工',
    '征地滞后',
  ]) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain('不在了');
});

test('text is printed as it stands, whatever it looks like', async () => {
  const odd = '#import "x" $a$ *b* _c_ [d] // e <f> @g \\h';
  const { text } = await textOf({ ...sheet, title: odd, notes: [odd], facts: [{ label: odd, text: odd }] });
  expect(text).toContain(odd.replace(/\s/g, ''));
});

test('a sheet of a project that has nothing yet is still a sheet', async () => {
  const bare = {
    ...sheet,
    mark: null,
    facts: [],
    curve: null,
    place: null,
    table: { heads: [], rows: [] },
    stages: [],
    notes: [],
    photos: [],
  };
  expect((await textOf(bare)).text).toContain('学府路改造');
});
