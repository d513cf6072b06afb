import { expect, test } from 'vitest';
import { bundled, byMonth, byOrganisation, countOf, totalOf, typedShare, type BurdenRow } from './burden.ts';

const row = (name: string, month: string, typed: number, computed: number): BurdenRow => ({
  organisation: null,
  name,
  month,
  register: 'city-project-month',
  typed,
  prefilled: 1,
  imported: 0,
  computed,
});
const ROWS = [
  { ...row('住建局', '2026-08', 10, 20), organisation: 'a' },
  { ...row('住建局', '2026-09', 4, 20), organisation: 'a' },
  { ...row('交通局', '2026-09', 6, 10), organisation: 'b' },
];

test('cells add up by organisation and by month, and nothing is lost', () => {
  expect(bundled(ROWS, byOrganisation).map(({ label, typed, computed }) => [label, typed, computed])).toEqual([
    ['住建局', 14, 40],
    ['交通局', 6, 10],
  ]);
  expect(bundled(ROWS, byMonth).map(({ label, typed }) => [label, typed])).toEqual([
    ['2026-08', 10],
    ['2026-09', 10],
  ]);
  expect(countOf(totalOf(bundled(ROWS, byMonth)))).toBe(countOf(totalOf(ROWS)));
});

test('the share typed by hand is not told where there is nothing', () => {
  expect(typedShare({ typed: 1, prefilled: 1, imported: 1, computed: 1 })).toBe('25%');
  expect(typedShare({ typed: 0, prefilled: 0, imported: 0, computed: 0 })).toBe('—');
});
