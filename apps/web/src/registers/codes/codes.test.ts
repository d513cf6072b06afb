import { expect, test } from 'vitest';
import { draftsOf, emptyDraft, problemOf, rowsOf } from './codes.ts';

const held = {
  version: '2024',
  label: '专项',
  source: '示例',
  from: null,
  standing: 'holds' as const,
  codes: [
    { code: 'green', label: '绿色人文', until: '2027-03-01' as const },
    { code: 'parks', label: '公园', parent: 'green' },
  ],
};

test('a version that nobody changed is sent as it was, without rows in which nothing was typed', () => {
  expect(rowsOf([...draftsOf(held), emptyDraft('a')])).toEqual(held.codes);
  expect(problemOf(draftsOf(held))).toBeNull();
});

test.each([
  [{ code: '', label: '道路' }, '“道路”还没有代码'],
  [{ code: 'road', label: ' ' }, '代码“road”还没有名称'],
  [{ code: '道路', label: '道路' }, '代码“道路”只能用字母、数字和 . _ -，最多 40 个'],
])('a row that cannot be sent is named: %o', (row, sentence) => {
  expect(problemOf([...draftsOf(held), { ...emptyDraft('a'), ...row }])).toBe(sentence);
});

test('a version without a code is none', () => {
  expect(problemOf([emptyDraft('a')])).toBe('请至少写一个代码');
});
