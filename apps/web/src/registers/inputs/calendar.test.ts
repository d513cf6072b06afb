import { parseDay } from '@quantu/base';
import { expect, test } from 'vitest';
import { moveDay, moveMonth, weeksOf } from './calendar.ts';

test('a month begins on its Monday and shows six weeks', () => {
  const weeks = weeksOf(2026, 11);
  expect([weeks.length, weeks[0]![0], weeks[5]![6]]).toEqual([6, '2026-10-26', '2026-12-06']);
  expect(weeksOf(2026, 6)[0]![0]).toBe('2026-06-01');
});

test('months go over the end of the year', () => {
  expect(moveMonth(2026, 12, 1)).toEqual({ year: 2027, month: 1 });
  expect(moveMonth(2026, 1, -1)).toEqual({ year: 2025, month: 12 });
});

test('a page down from the 31st stays inside the next month', () => {
  expect(moveDay(parseDay('2026-01-31')!, 'PageDown')).toBe('2026-02-28');
  expect(moveDay(parseDay('2026-01-31')!, 'ArrowDown')).toBe('2026-02-07');
  expect(moveDay(parseDay('2026-01-31')!, 'Enter')).toBe(null);
});
