import { expect, test } from 'vitest';
import { difference, lead, monthAfter, monthWord, percent, shortDay, signed, wan, yi } from './words.ts';

test('money stands in 万元 and 亿元 columns with two places at most', () => {
  expect(wan('123456789')).toBe('12,345.68');
  expect(wan('50000')).toBe('5');
  expect(yi('8052000000')).toBe('80.52');
});

test('what is not known is a dash, never zero', () => {
  expect([wan(null), yi(null), percent(null), lead(null)]).toEqual(['—', '—', '—', '—']);
  expect(wan('0')).toBe('0');
  expect(difference('1', null)).toBeNull();
});

test('progress is said against the plan', () => {
  expect(percent('0.5814')).toBe('58.1%');
  expect(lead('-19.04')).toBe('落后 19.0');
  expect(lead('8.14')).toBe('领先 8.1');
  expect(lead('0.0')).toBe('持平');
  expect([signed(3), signed('-2'), signed('0'), signed('0.0')]).toEqual(['+3', '-2', '0', '0.0']);
  expect(difference('100.5', '0.6')).toBe('99.9');
});

test('months and days are said as the office says them', () => {
  expect(monthWord('2026-09')).toBe('2026年9月');
  expect(shortDay('2026-10-16', '2026')).toBe('10月16日');
  expect(shortDay('2027-01-08', '2026')).toBe('2027年1月8日');
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-01', -13)]).toEqual([
    '2027-01',
    '2025-12',
    '2024-12',
  ]);
});
