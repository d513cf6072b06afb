import { expect, test } from 'vitest';
import { countsText, isRunning, stepOf } from './states.tsx';

test('an import goes forward only, and what ended stands at the last step', () => {
  const way = ['reading', 'mapping', 'checking', 'checked', 'writing', 'written'] as const;
  expect(way.map((state) => stepOf(state, 4))).toEqual([0, 1, 2, 2, 3, 3]);
  expect(way.map((state) => stepOf(state, 5))).toEqual([0, 1, 2, 2, 3, 4]);
  expect((['undone', 'failed', 'cancelled'] as const).map((state) => stepOf(state, 5))).toEqual([4, 4, 4]);
});

test('an import that waits for a person is not looked at again and again', () => {
  expect((['reading', 'mapping', 'checked', 'undoing'] as const).map((state) => isRunning({ state }))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test('nothing is said of what is none', () => {
  expect(
    countsText([
      [12, '新增'],
      [0, '修改'],
      [2, '被拒'],
    ]),
  ).toBe('新增 12 · 被拒 2');
});
