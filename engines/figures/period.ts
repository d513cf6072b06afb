import { addDays, dayOf, type Day } from '@quantu/base';
import { where, type Condition } from '@quantu/registers';

/** Months of one year, ends included: a month, a quarter, a half, a year, or cumulative from January. */
export interface Period {
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

const two = (month: number): string => String(month).padStart(2, '0');
const isYear = (year: number): boolean => year >= 1900 && year <= 2200;

/** `2026`, `2026-H1`, `2026-Q3`, `2026-09`, `2026-01..09`; null when it is none of these. */
export function parsePeriod(text: string): Period | null {
  const match = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])(?:\.\.(0[1-9]|1[0-2]))?))?$/.exec(text);
  if (!match) return null;
  const [, y, half, quarter, first, last] = match;
  const year = Number(y);
  if (!isYear(year)) return null;
  if (half) return { year, from: Number(half) * 6 - 5, to: Number(half) * 6 };
  if (quarter) return { year, from: Number(quarter) * 3 - 2, to: Number(quarter) * 3 };
  if (first === undefined) return { year, from: 1, to: 12 };
  const to = Number(last ?? first);
  return Number(first) <= to ? { year, from: Number(first), to } : null;
}

export function periodText({ year, from, to }: Period): string {
  if (from === 1 && to === 12) return String(year);
  if (to - from === 5 && from % 6 === 1) return `${year}-H${to / 6}`;
  if (to - from === 2 && from % 3 === 1) return `${year}-Q${to / 3}`;
  return from === to ? `${year}-${two(from)}` : `${year}-${two(from)}..${two(to)}`;
}

/** As reports print it: 2026年, 2026年上半年, 2026年三季度, 2026年9月, 2026年1—9月. */
export function periodWords({ year, from, to }: Period): string {
  if (from === 1 && to === 12) return `${year}年`;
  if (to - from === 5 && from % 6 === 1) return `${year}年${from === 1 ? '上' : '下'}半年`;
  if (to - from === 2 && from % 3 === 1) return `${year}年${'一二三四'[to / 3 - 1]}季度`;
  return from === to ? `${year}年${from}月` : `${year}年${from}—${to}月`;
}

export function firstDay({ year, from }: Period): Day {
  return dayOf(year, from, 1)!;
}

export function lastDay({ year, to }: Period): Day {
  return addDays(to === 12 ? dayOf(year + 1, 1, 1)! : dayOf(year, to + 1, 1)!, -1);
}

/** The condition that puts records into the period by their day, month or year; a year has no parts. */
export function periodCondition(field: string, kind: 'day' | 'month' | 'instant' | 'year', period: Period): Condition {
  if (kind === 'year') return where(field, 'is', String(period.year));
  const ends = [firstDay(period), lastDay(period)] as const;
  if (kind === 'month') return where(field, 'between', ends[0].slice(0, 7), ends[1].slice(0, 7));
  return where(field, 'between', ...ends);
}

const MONTHS = /(\d{1,2})\s*(?:[-—–－~～至到])\s*(\d{1,2})月/;
const QUARTERS = { 一: 1, 二: 2, 三: 3, 四: 4, '1': 1, '2': 2, '3': 3, '4': 4 } as const;

/**
 * What a printed period means in a document of a day: 上半年, 1-9月, 截至9月底, 全年, 2025年, 去年. Cumulative forms
 * (截至, 今年以来, 1—9月) run from January. Null where it names no months of one year.
 */
export function readPeriod(printed: string, dated: Day | null): Period | null {
  const text = printed.normalize('NFKC').replaceAll(/\s/g, '');
  const year = yearOf(text, dated);
  if (year === null) return null;
  const rest = text.replace(/\d{4}年/, '');
  const months = MONTHS.exec(rest);
  if (months) return ordered(year, Number(months[1]), Number(months[2]));
  if (/上半年/.test(rest)) return { year, from: 1, to: 6 };
  if (/下半年/.test(rest)) return { year, from: 7, to: 12 };
  if (/前三季度/.test(rest)) return { year, from: 1, to: 9 };
  const quarter = /([一二三四1-4])季度/.exec(rest)?.[1];
  if (quarter !== undefined) {
    const number = QUARTERS[quarter as keyof typeof QUARTERS];
    return { year, from: number * 3 - 2, to: number * 3 };
  }
  const month = /(\d{1,2})月/.exec(rest)?.[1];
  if (month !== undefined) return ordered(year, /截至|截止|底|末|累计/.test(rest) ? 1 : Number(month), Number(month));
  if (/以来|至今|目前/.test(rest)) return dated ? ordered(year, 1, Number(dated.slice(5, 7))) : null;
  return /年|全年|今|去|上年|本年/.test(text) ? { year, from: 1, to: 12 } : null;
}

function yearOf(text: string, dated: Day | null): number | null {
  const named = /(\d{4})年/.exec(text)?.[1];
  if (named !== undefined) return isYear(Number(named)) ? Number(named) : null;
  if (dated === null) return null;
  return Number(dated.slice(0, 4)) - (/去年|上年/.test(text) ? 1 : 0);
}

function ordered(year: number, from: number, to: number): Period | null {
  return from >= 1 && from <= to && to <= 12 ? { year, from, to } : null;
}
