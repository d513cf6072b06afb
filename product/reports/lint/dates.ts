import { dayOf } from '@quantu/base';
import type { Slip } from './finding.ts';

const SOURCE = 'GB/T 15835-2011';
const YEAR = '(?:19|20)\\d{2}';
const MONTH = '0?[1-9]|1[0-2]';
const DAY = '0?[1-9]|[12]\\d|3[01]';
/** Behind 2026.1 one of these says that it was a number after all. */
const NOT_A_UNIT = '(?![\\d.%％]|[万亿千百]|元|米|吨|亩|平方|公里|公顷|个|倍)';

/** Dates that are written as numbers, with leading zeros, or that no calendar has. */
export function dateSlips(text: string): Slip[] {
  return [...pointed(text), ...padded(text), ...shortYears(text), ...impossible(text)];
}

/** 2026.1.5, 2026-01-05, 2026/1/5, 2026.1: 2026年1月5日 in running text. */
function pointed(text: string): Slip[] {
  const whole = new RegExp(`(?<![\\d.\\-/A-Za-z])(${YEAR})([.\\-/．])(${MONTH})\\2(${DAY})(?![\\d.\\-/])`, 'gu');
  const month = new RegExp(`(?<![\\d.\\-/A-Za-z])(${YEAR})[.．](${MONTH})${NOT_A_UNIT}`, 'gu');
  const days = [...text.matchAll(whole)].map((match) => {
    const fix = `${match[1]}年${Number(match[3])}月${Number(match[4])}日`;
    return dateSlip(match, `正文中的日期应写作“${fix}”`, fix);
  });
  const months = [...text.matchAll(month)]
    .filter(({ index }) => !days.some(({ from, to }) => from <= index && index < to))
    .map((match) => {
      const fix = `${match[1]}年${Number(match[2])}月`;
      return dateSlip(match, `“${match[0]}”如指年月，应写作“${fix}”`, fix);
    });
  return [...days, ...months];
}

/** 2026年01月05日 */
function padded(text: string): Slip[] {
  return [...text.matchAll(/(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?/gu)]
    .filter(([, , month, day]) => month!.startsWith('0') || (day ?? '').startsWith('0'))
    .map((match) => {
      const [, year, month, day] = match;
      const fix = `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`;
      return dateSlip(match, `月、日不编虚位，应写作“${fix}”`, fix);
    });
}

/** 24年3月, ’24年: a year has four digits. */
function shortYears(text: string): Slip[] {
  return [...text.matchAll(/(?<![\d.〇一二三四五六七八九十前近后历时满])[’']?([12]\d)年(?=(?:[1-9]|1[0-2])月)/gu)].map(
    (match) => {
      const fix = `20${match[1]}年`;
      return dateSlip(match, `年份应写四位数：“${match[0]}”应写作“${fix}”`, fix);
    },
  );
}

function impossible(text: string): Slip[] {
  return [...text.matchAll(/(?:((?:19|20)\d{2})年)?(?<![\d.—–～~-])(\d{1,2})月(\d{1,2})日/gu)].flatMap((match) => {
    const [printed, year, month, day] = match;
    // A leap year where none is said: 2月29日 may be right.
    if (dayOf(Number(year ?? 2000), Number(month), Number(day)) !== null) return [];
    return [
      {
        code: 'date-impossible' as const,
        severity: 'error' as const,
        from: match.index,
        to: match.index + printed.length,
        text: `没有“${printed}”这一天，请核对`,
      },
    ];
  });
}

const dateSlip = (match: RegExpExecArray, text: string, fix: string): Slip => ({
  code: 'date-form',
  severity: 'warn',
  from: match.index,
  to: match.index + match[0].length,
  text,
  source: SOURCE,
  fix,
});
