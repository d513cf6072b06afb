import { addDays, type Day } from '@quantu/base';
// The package answers from the yearly notices of the State Council's general office.
import chineseDays from 'chinese-days';
import { workflowFault } from './faults.ts';

/** The first year of which the notice is known. */
const FIRST_YEAR = 2004;

/**
 * Whether offices work on a day: weekdays and the weekend days a holiday is exchanged for (调休). Of a year whose
 * holidays are not published yet, only weekends are known: see `isPublished`.
 */
export function isWorkday(day: Day): boolean {
  const known = answers.get(day);
  if (known !== undefined) return known;
  const answer = isPublished(yearOf(day)) ? chineseDays.isWorkday(day) : !isWeekend(day);
  answers.set(day, answer);
  return answer;
}

/** The package parses the day at every question; the days of a century are few. */
const answers = new Map<Day, boolean>();

/** Whether the holidays of a year are known. They are published in the autumn before it. */
export function isPublished(year: number): boolean {
  // 1 January is a holiday of every notice, and no lone weekend.
  return year >= FIRST_YEAR && chineseDays.getDayDetail(`${year}-01-01`).name.includes('元旦');
}

/** The holiday a day belongs to: its rest days, and the weekend days that are worked for it. Null on any other day. */
export function holidayOf(day: Day): string | null {
  if (!isPublished(yearOf(day))) return null;
  // `National Day,国庆节,3`; of an ordinary day the name of the weekday.
  return chineseDays.getDayDetail(day).name.split(',')[1] ?? null;
}

/** Throws the sentence that says that working days of this year are not certain yet. */
export function checkPublished(year: number): void {
  if (!isPublished(year)) throw workflowFault('calendar.unpublished', { year });
}

/** The day itself when offices work on it, else the next one on which they do. */
export function orNextWorkday(day: Day): Day {
  let at = day;
  while (!isWorkday(at)) at = addDays(at, 1);
  return at;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

function isWeekend(day: Day): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
