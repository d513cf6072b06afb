import type { Day } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDay, lastDay, parsePeriod, periodCondition, periodText, periodWords, readPeriod } from './period.ts';

const dated = '2026-10-20' as Day;

test.each([
  ['2024年上半年', '2024-H1', '2024年上半年'],
  ['上半年', '2026-H1', '2026年上半年'],
  ['1-6月', '2026-H1', '2026年上半年'],
  ['1—9月', '2026-01..09', '2026年1—9月'],
  ['截至9月底', '2026-01..09', '2026年1—9月'],
  ['前三季度', '2026-01..09', '2026年1—9月'],
  ['三季度', '2026-Q3', '2026年三季度'],
  ['9月', '2026-09', '2026年9月'],
  ['全年', '2026', '2026年'],
  ['去年', '2025', '2025年'],
  ['今年以来', '2026-01..10', '2026年1—10月'],
  ['２０２４年', '2024', '2024年'],
])('%s in a document of October 2026 is %s', (printed, text, words) => {
  const period = readPeriod(printed, dated);
  expect(period && [periodText(period), periodWords(period)]).toEqual([text, words]);
});

test.each(['“十四五”期间', '13月', '近三年来', ''])('%s is no months of one year', (printed) => {
  expect(readPeriod(printed, null)).toBeNull();
});

test('a period is what its text says', () => {
  const period = fc
    .tuple(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, a, b]) => ({ year, from: Math.min(a, b), to: Math.max(a, b) }));
  fc.assert(
    fc.property(period, (one) => {
      expect(parsePeriod(periodText(one))).toEqual(one);
      expect(firstDay(one) <= lastDay(one)).toBe(true);
    }),
  );
});

test('a period selects days by its ends, months by their names and years whole', () => {
  const period = parsePeriod('2024-Q1')!;
  expect(periodCondition('signedOn', 'day', period).values).toEqual(['2024-01-01', '2024-03-31']);
  expect(periodCondition('month', 'month', period).values).toEqual(['2024-01', '2024-03']);
  expect(periodCondition('planYear', 'year', period)).toMatchObject({ op: 'is', values: ['2024'] });
});
