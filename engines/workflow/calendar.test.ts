import { addDays, Fault, parseDay, type Day } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPublished, holidayOf, isPublished, isWorkday } from './calendar.ts';
import { addWorkdays, deadlineFrom, workdaysBetween } from './deadlines.ts';

/**
 * The notices of the State Council's general office on the holidays of each year, written down from the notices and
 * not from the package: rest days as ranges, then the weekend days on which offices work.
 */
const NOTICES: Readonly<Record<number, readonly [rest: string, work: string]>> = {
  // 2020 with the prolonged Spring Festival (国办发明电〔2020〕1号).
  2020: [
    '01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08',
    '01-19 04-26 05-09 06-28 09-27 10-10',
  ],
  2021: [
    '01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07',
    '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  ],
  2022: [
    '01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31',
    '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  ],
  2023: [
    '01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06',
    '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  ],
  2024: [
    '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ],
  2025: ['01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08', '01-26 02-08 04-27 09-28 10-11'],
  2026: [
    '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ],
};

const dayIn = (year: number, text: string): Day => parseDay(`${year}-${text}`)!;

function daysOf(year: number, ranges: string): Set<Day> {
  const days = new Set<Day>();
  for (const range of ranges.split(' ')) {
    const [from, to = from] = range.split('..');
    for (let day = dayIn(year, from!); day <= dayIn(year, to!); day = addDays(day, 1)) days.add(day);
  }
  return days;
}

test.each(Object.keys(NOTICES).map(Number))('every day of %i is as the notice of that year says', (year) => {
  const [rest, work] = NOTICES[year]!.map((ranges) => daysOf(year, ranges));
  let weekday = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  for (let day = dayIn(year, '01-01'); day.startsWith(String(year)); day = addDays(day, 1)) {
    const expected = work!.has(day) || (!rest!.has(day) && weekday !== 0 && weekday !== 6);
    expect([day, isWorkday(day)]).toEqual([day, expected]);
    weekday = (weekday + 1) % 7;
  }
});

test('10,000 deadlines from 2020 to 2026 fall on the days that the notices give', () => {
  const years = Object.keys(NOTICES).map(Number);
  const all = years.flatMap((year) => [...daysOf(year, '01-01..12-31')]);
  const [rest, work] = [0, 1].map((at) => new Set(years.flatMap((year) => [...daysOf(year, NOTICES[year]![at]!)])));
  const isWork = (day: Day): boolean =>
    work!.has(day) || (!rest!.has(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  const workdays = all.filter(isWork);
  // How many working days have come by the end of each day: the calendar of the oracle, by counting alone.
  const counted = new Map<Day, number>();
  for (const day of all) counted.set(day, (counted.get(addDays(day, -1)) ?? 0) + Number(isWork(day)));
  fc.assert(
    fc.property(fc.nat({ max: all.length - 1 }), fc.integer({ min: 1, max: 130 }), (at, n) => {
      const from = all[at]!;
      const expected = workdays[counted.get(from)! + n - 1];
      if (expected === undefined) return;
      expect([from, n, addWorkdays(from, n).on]).toEqual([from, n, expected]);
      expect(workdaysBetween(from, expected)).toBe(n);
      const later = all[at + n];
      const rolled = later === undefined ? undefined : all.slice(at + n).find(isWork);
      if (rolled !== undefined) expect(deadlineFrom(from, { days: n }).on).toBe(rolled);
    }),
    { numRuns: 10_000 },
  );
});

test('a year whose holidays are not published falls back to weekends, and says so when asked', () => {
  expect([2003, 2004, 2026, 2099].map(isPublished)).toEqual([false, true, true, false]);
  expect(isWorkday(dayIn(2099, '10-01'))).toBe(true); // a Thursday
  expect(isWorkday(dayIn(2099, '10-03'))).toBe(false); // a Saturday
  expect(() => checkPublished(2026)).not.toThrow();
  expect(() => checkPublished(2099)).toThrow(Fault);
  expect(() => checkPublished(2099)).toThrow('2099 年的放假安排尚未公布');
});

test('a holiday has its name on the days of rest and on those worked for it', () => {
  const names = (['2026-10-01', '2026-10-10', '2026-11-23', '2026-11-22', '2099-10-01'] as const).map((text) =>
    holidayOf(parseDay(text)!),
  );
  expect(names).toEqual(['国庆节', '国庆节', null, null, null]);
});
