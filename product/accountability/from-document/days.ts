import { addDays, dayOf, type Day } from '@quantu/base';
import { chineseInteger } from '@quantu/documents';
import { deadlineFrom, type Span } from '@quantu/workflow';
import type { StatedDay } from './paper.ts';

const YEAR = /(?:(20\d{2})\s*年|(今年|本年|明年))?\s*/.source;
const BEFORE = '(?:\\s*(?:之前|以前|前|内|完成))';
const RULES: readonly { pattern: RegExp; day: (match: RegExpExecArray, year: number) => Day | null }[] = [
  {
    pattern: new RegExp(`${YEAR}(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日${BEFORE}`),
    day: (match, year) => dayOf(yearOf(match, year), Number(match[3]), Number(match[4])),
  },
  {
    pattern: new RegExp(`${YEAR}(\\d{1,2})\\s*月\\s*(?:底|末|份)${BEFORE}?`),
    day: (match, year) => lastOfMonth(yearOf(match, year), Number(match[3])),
  },
  {
    pattern: /(?:(20\d{2})\s*年|(今年|本年|明年))\s*(?:年?底|年?末|内)(?:\s*(?:之前|以前|前))?/,
    day: (match, year) => dayOf(yearOf(match, year), 12, 31),
  },
  { pattern: /年[底末](?:前|之前)|年内/, day: (_, year) => dayOf(year, 12, 31) },
];

const yearOf = ([, year, word]: RegExpExecArray, base: number): number =>
  year !== undefined ? Number(year) : word === '明年' ? base + 1 : base;

const lastOfMonth = (year: number, month: number): Day | null => {
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return next === null ? null : addDays(next, -1);
};

const SPAN =
  /(?:收到|交办|印发|接到)[^。；]{0,16}?(?:之日起|之日|后|起)\s*([\d一二三四五六七八九十两]+)\s*(个?工作日|日|天|个?月)/;

/** The day by which something has to be done, as a text says it; a span is counted from the day it was dated. */
export function statedDay(text: string, dated: Day | null): StatedDay | null {
  const flat = text.replaceAll(/\s+/g, '');
  const found = RULES.flatMap(({ pattern, day }) => {
    const match = pattern.exec(flat);
    if (!match) return [];
    const year = dated === null ? NaN : Number(dated.slice(0, 4));
    return [{ at: match.index, words: match[0], on: day(match, year) }];
  }).toSorted((a, b) => a.at - b.at)[0];
  if (found) return { words: found.words, on: found.on };
  const span = SPAN.exec(flat);
  if (!span) return null;
  const amount = countOf(span[1]!);
  const on = dated === null || amount === null ? null : deadlineFrom(dated, spanOf(amount, span[2]!)).on;
  return { words: span[0], on };
}

const spanOf = (amount: number, unit: string): Span =>
  unit.endsWith('工作日') ? { workdays: amount } : unit.endsWith('月') ? { months: amount } : { days: amount };

function countOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const value = chineseInteger(text.replace('两', '二'));
  return value === null ? null : Number(value);
}

/** The first full day of a text, or a month and day of the year the document is of. */
export function dayIn(text: string, dated: Day | null): Day | null {
  const match = /(?:(20\d{2})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日/.exec(text);
  if (!match) return null;
  const year = match[1] ?? dated?.slice(0, 4);
  return year === undefined ? null : dayOf(Number(year), Number(match[2]), Number(match[3]));
}
