import { addDays, parseDay, type Day } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkday } from './calendar.ts';
import { addMonths, addWorkdays, deadlineFrom, workdayOfMonth, workdaysBetween, type Span } from './deadlines.ts';

const day = (text: string): Day => parseDay(text)!;
const anyDay = fc.integer({ min: 0, max: 2400 }).map((n) => addDays(day('2020-01-01'), n));

test.each<[string, Span, string]>([
  ['2026-09-24', { workdays: 5 }, '2026-10-09'], // over Mid-Autumn and the National Day
  ['2026-02-13', { workdays: 1 }, '2026-02-14'], // a Saturday that is worked
  ['2026-04-03', { days: 3 }, '2026-04-07'], // ends in Qingming
  ['2026-05-06', { days: 3 }, '2026-05-09'], // ends on a Saturday that is worked
  ['2026-07-01', { months: 3 }, '2026-10-08'], // ends on 1 October
  ['2025-11-30', { months: 3 }, '2026-02-28'], // no 30 February
  ['2026-08-31', { months: 3 }, '2026-11-30'],
  ['2024-12-20', { months: 12 }, '2025-12-22'], // a Saturday
])('from %s, %j ends on %s', (from, span, on) => {
  expect(deadlineFrom(day(from), span)).toEqual({ on, isProvisional: false });
});

test('a deadline that reaches into an unpublished year is marked', () => {
  expect(deadlineFrom(day('2098-12-30'), { workdays: 3 })).toEqual({ on: '2099-01-02', isProvisional: true });
  expect(deadlineFrom(day('2026-12-20'), { days: 5 }).isProvisional).toBe(false);
});

test('the fifth working day of a month', () => {
  expect(workdayOfMonth('2026-10', 5).on).toBe('2026-10-13'); // 8, 9, 10 (worked), 12, 13
  expect(workdayOfMonth('2026-06', 1).on).toBe('2026-06-01');
});

test('working days that are added can be counted again', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 260 }), (from, n) => {
      const { on } = addWorkdays(from, n);
      expect(isWorkday(on)).toBe(true);
      expect(workdaysBetween(from, on)).toBe(n);
      expect(workdaysBetween(on, from)).toBe(-n);
    }),
  );
});

test('backwards and forwards meet on a working day', () => {
  fc.assert(
    fc.property(anyDay.filter(isWorkday), fc.integer({ min: 1, max: 200 }), (from, n) => {
      expect(addWorkdays(addWorkdays(from, n).on, -n).on).toBe(from);
    }),
  );
});

test('counts add up over any day between', () => {
  fc.assert(
    fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
      expect(workdaysBetween(a, b) + workdaysBetween(b, c)).toBe(workdaysBetween(a, c));
    }),
    { numRuns: 30 },
  );
});

test('every deadline ends on a working day, not before its calendar end', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 200 }), (from, n) => {
      const { on } = deadlineFrom(from, { days: n });
      expect(isWorkday(on)).toBe(true);
      expect(on >= addDays(from, n)).toBe(true);
    }),
  );
});

test('months keep the day of the month where there is one', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -24, max: 24 }), (from, n) => {
      const to = addMonths(from, n);
      const [fromMonth, toMonth] = [from, to].map((d) => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7)));
      expect(toMonth! - fromMonth!).toBe(n);
      const isKept = to.slice(8) === from.slice(8);
      expect(isKept || addDays(to, 1).endsWith('-01')).toBe(true);
    }),
  );
});
