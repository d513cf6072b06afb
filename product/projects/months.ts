import { addDays, dayOf, type Day } from '@quantu/base';
import { workdayOfMonth, type Due } from '@quantu/workflow';

/** `2026-10` → `2026-11`, or any number of months on or back. */
export function monthAfter(month: string, months = 1): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export const monthOf = (day: Day): string => day.slice(0, 7);
export const yearOfMonth = (month: string): number => Number(month.slice(0, 4));

/** 2026年9月 */
export function monthText(month: string): string {
  return `${yearOfMonth(month)}年${Number(month.slice(5))}月`;
}

export function lastDayOf(month: string): Day {
  const next = monthAfter(month);
  const first = dayOf(yearOfMonth(next), Number(next.slice(5)), 1);
  if (!first) throw new RangeError(`no month ${month}`);
  return addDays(first, -1);
}

/** The report of a month is due on the n-th working day of the month after it. */
export function reportDue(month: string, dueWorkday: number): Due {
  const key = `${month} ${dueWorkday}`;
  const due = dues.get(key) ?? workdayOfMonth(monthAfter(month), dueWorkday);
  dues.set(key, due);
  return due;
}

/** Every row of a sheet asks for the same. */
const dues = new Map<string, Due>();

/** The last month whose report should be there: its due day has passed. */
export function lastDueMonth(today: Day, dueWorkday: number): string {
  const before = monthAfter(monthOf(today), -1);
  return reportDue(before, dueWorkday).on < today ? before : monthAfter(before, -1);
}
