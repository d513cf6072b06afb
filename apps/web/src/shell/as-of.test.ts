import { parseDay, type Day } from '@quantu/base';
import { expect, test } from 'vitest';
import { asOfIn, isTimeless, onDay, usualDays } from './as-of.ts';

function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed) throw new Error(`no day: ${text}`);
  return parsed;
}

const TODAY = day('2026-11-23');

test.each([
  ['asOf=2026-06-30', '2026-06-30'],
  ['asOf=2026-11-22', '2026-11-22'],
  ['asOf=2026-11-23', null],
  ['asOf=2027-01-01', null],
  ['asOf=2026-02-30', null],
  ['asOf=yesterday', null],
  ['', null],
])('an address with %s shows %s', (search, expected) => {
  expect(asOfIn(new URLSearchParams(search), TODAY)).toBe(expected);
});

test('an address to another page takes the day along, and keeps the rest of its state', () => {
  const past = day('2026-06-30');
  expect(onDay('/d/demo/figures', past)).toBe('/d/demo/figures?asOf=2026-06-30');
  expect(onDay('/d/demo/registers/park?sort=-name#top', past)).toBe(
    '/d/demo/registers/park?sort=-name&asOf=2026-06-30#top',
  );
  expect(onDay('/d/demo/figures?asOf=2025-12-31', past)).toBe('/d/demo/figures?asOf=2025-12-31');
  expect(onDay('/d/demo/figures', null)).toBe('/d/demo/figures');
});

test('a change of filters and the way out are left as they are', () => {
  const past = day('2026-06-30');
  expect(onDay('?page=2', past)).toBe('?page=2');
  expect(onDay('/sign-in', past)).toBe('/sign-in');
});

test('pages of what is read in and set now say so, all others show the day', () => {
  const now = ['burden', 'codes', 'documents/01a'];
  const then = [
    'desk',
    'projects',
    'projects/01a',
    'projects/rules',
    'monthly',
    'monthly/approval',
    'registers',
    'registers/city-project',
    'indicators',
    'organisations',
  ];
  const shown = [...now, 'registers/city-project/imports', ...then].filter((path) => isTimeless(`/d/350505/${path}`));
  expect(shown).toEqual([...now, 'registers/city-project/imports']);
});

test('the usual days are the ends of what is over', () => {
  expect(usualDays(TODAY).map(({ day }) => day)).toEqual(['2026-10-31', '2026-09-30', '2025-12-31']);
  expect(usualDays(day('2026-01-05')).map(({ day }) => day)).toEqual(['2025-12-31', '2025-12-31', '2025-12-31']);
});
