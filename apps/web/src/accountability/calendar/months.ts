import { addDays, dayOf, type Day } from '@quantu/base';
import { todayInChina } from '../../shell/as-of.ts';

export const monthOf = (day: string | null): string => (day ?? todayInChina()).slice(0, 7);

export function monthShift(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** 0 Monday to 6 Sunday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** The weeks a month lies in: from a Monday to a Sunday. A month that is none is taken for this one. */
export function sheetOf(month: string): { from: Day; until: Day } {
  const known = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : monthOf(null);
  const first = dayOf(Number(known.slice(0, 4)), Number(known.slice(5)), 1)!;
  const after = monthShift(known, 1);
  const last = addDays(dayOf(Number(after.slice(0, 4)), Number(after.slice(5)), 1)!, -1);
  return { from: addDays(first, -weekdayOf(first)), until: addDays(last, 6 - weekdayOf(last)) };
}
