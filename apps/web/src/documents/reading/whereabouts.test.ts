import { expect, test } from 'vitest';
import { sectionWord, sentenceAround } from './whereabouts.ts';

test('a figure is cited with its innermost section', () => {
  const sections = [
    { id: 's1', path: ['一'], start: 10, end: 100, title: '办理情况' },
    { id: 's1.2', path: ['一', '（二）'], start: 40, end: 100, title: '功能完善' },
  ];
  expect(sectionWord(sections, 50)).toBe('一（二） 功能完善');
  expect(sectionWord(sections, 20)).toBe('一 办理情况');
  expect(sectionWord(sections, 5)).toBe('');
});

test('the sentence around a figure ends at its own marks, and a long one is cut and says so', () => {
  const text = '上一句。全年实施\n项目52个，其中道路14个；下一句。\n';
  const [start, line] = [text.indexOf('52个'), text.indexOf('\n')];
  const pieces = [
    [0, line],
    [line + 1, text.length - 1],
  ] as const;
  expect(sentenceAround(text, { pieces }, start, start + 3)).toEqual({
    before: '全年实施项目',
    after: '，其中道路14个；',
  });
  const long = `${'长'.repeat(300)}8个${'长'.repeat(300)}`;
  expect(sentenceAround(long, { pieces: [[0, long.length]] }, 300, 302)).toEqual({
    before: `…${'长'.repeat(120)}`,
    after: `${'长'.repeat(120)}…`,
  });
});
