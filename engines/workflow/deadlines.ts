import { addDays, dayOf, type Day } from '@quantu/base';
import { isPublished, isWorkday, orNextWorkday, yearOf } from './calendar.ts';

/** A day somebody is held to. */
export interface Due {
  readonly on: Day;
  /** It was counted through a year whose holidays are not published yet: by weekends only, and it may move. */
  readonly isProvisional: boolean;
}

/** How long a step may take: calendar days, working days or months. */
export type Span = { readonly days: number } | { readonly workdays: number } | { readonly months: number };

/**
 * The day by which something is done that began on `day`. The first day is not counted (民法典 201); a last day that
 * is a rest day moves to the next working day (203). A month ends on the same day of the month, or on its last.
 */
export function deadlineFrom(day: Day, span: Span): Due {
  if ('workdays' in span) return addWorkdays(day, span.workdays);
  const end = 'days' in span ? addDays(day, span.days) : addMonths(day, span.months);
  return due(end, orNextWorkday(end));
}

/**
 * The n-th working day after `day`; before it when n is negative. Zero is the day itself, or the next working day.
 * Every day on the way counts for `isProvisional`.
 */
export function addWorkdays(day: Day, n: number): Due {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
  if (n === 0) return due(day, orNextWorkday(day));
  const step = n > 0 ? 1 : -1;
  let at = day;
  for (let left = Math.abs(n); left > 0;) {
    at = addDays(at, step);
    if (isWorkday(at)) left--;
  }
  return due(day, at);
}

/** Working days after `from` up to and with `to`; negative when `to` lies before: what is left, or overdue. */
export function workdaysBetween(from: Day, to: Day): number {
  if (to < from) return 0 - workdaysBetween(to, from); // and not −0
  let count = 0;
  for (let at = from; at < to;) {
    at = addDays(at, 1);
    if (isWorkday(at)) count++;
  }
  return count;
}

/** The n-th working day of a month `2026-10`: the day by which monthly reports are due. */
export function workdayOfMonth(month: string, n: number): Due {
  const first = dayOf(Number(month.slice(0, 4)), Number(month.slice(5)), 1);
  if (!first || n < 1) throw new RangeError(`no working day ${n} of ${month}`);
  return addWorkdays(addDays(first, -1), n);
}

/** The same day some months on, or the last of that month: 31 August and three months is 30 November. */
export function addMonths(day: Day, months: number): Day {
  const index = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  for (let wanted = Number(day.slice(8)); wanted > 27; wanted--) {
    const found = dayOf(year, month, wanted);
    if (found) return found;
  }
  const found = dayOf(year, month, Number(day.slice(8)));
  if (!found) throw new RangeError(`no day ${months} months from ${day}`);
  return found;
}

function due(from: Day, on: Day): Due {
  const [first, last] = [yearOf(from), yearOf(on)].toSorted((a, b) => a - b);
  let isProvisional = false;
  for (let year = first!; year <= last!; year++) isProvisional ||= !isPublished(year);
  return { on, isProvisional };
}
