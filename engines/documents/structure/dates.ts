import { dayOf, type Day } from '@quantu/base';
import { chineseInteger } from './numerals.ts';

const ARABIC = /((?:19|20)\d{2})\s*[年.\-/．－]\s*(\d{1,2})\s*[月.\-/．－]\s*(\d{1,2})\s*日?/;
const CHINESE =
  /([〇○零OＯ一二三四五六七八九]{4})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十]{1,3})\s*日/;
/** Web copies that lost 年 and 月 between the digits: 2021915日. */
const RUN_TOGETHER = /((?:19|20)\d{2})(\d{2,4})(?:日|$)/;

/** A full date standing in a text: the day, and the characters it takes. */
export interface PrintedDay {
  day: Day;
  printed: string;
}

/** The first full date of a line in any of the spellings that reports and their web copies use. */
export function findDay(line: string): PrintedDay | null {
  const text = halfWidthDigits(line);
  return arabicDay(text) ?? chineseDay(text) ?? runTogetherDay(text);
}

/** The day a line says when it says nothing else, as the line over a signature does. */
export function onlyDay(line: string): Day | null {
  const text = halfWidthDigits(line)
    .replace(/\s+/g, '')
    .replace(/^[（(](.*)[）)]$/, '$1');
  const found = findDay(text);
  return found && found.printed === text ? found.day : null;
}

export function halfWidthDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function arabicDay(text: string): PrintedDay | null {
  const match = ARABIC.exec(text);
  const day = match && dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return match && day ? { day, printed: match[0] } : null;
}

function chineseDay(text: string): PrintedDay | null {
  const match = CHINESE.exec(text);
  if (!match) return null;
  const [year, month, date] = [match[1]!, match[2]!, match[3]!].map((part) => Number(chineseInteger(part) ?? 0n));
  const day = dayOf(year!, month!, date!);
  return day ? { day, printed: match[0] } : null;
}

/** Only when the digits can be divided in one way: 2021915日 is 15 September, 2021115日 is unknown. */
function runTogetherDay(text: string): PrintedDay | null {
  const match = RUN_TOGETHER.exec(text);
  if (!match) return null;
  const rest = match[2]!;
  const days = [1, 2]
    .filter((cut) => cut < rest.length && rest[0] !== '0' && rest[cut] !== '0' && rest.length - cut <= 2)
    .map((cut) => dayOf(Number(match[1]), Number(rest.slice(0, cut)), Number(rest.slice(cut))))
    .filter((day) => day !== null);
  return days.length === 1 ? { day: days[0]!, printed: match[0] } : null;
}
