import { dayInChina, dayOf, parseDay, parseInstant, type Day } from '@quantu/base';
import { numberText, type Cell } from '../cells.ts';
import { dateOfSerial } from '../read/formats.ts';

export interface ReadDate {
  readonly year: number;
  readonly month: number;
  /** Null when only the month was given. */
  readonly day: Day | null;
  readonly time: string | null;
}
type Read = ReadDate | { readonly problem: string };

/** Serial numbers taken for dates when a column is one of dates: 1954 to 2119. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];

/** Reads a date in any of the forms offices write: 2024年3月5日, 2024.3.5, 20240305, 45000, 2024-3-5 0:00. */
export function readDate(cell: Exclude<Cell, null>): Read {
  if (typeof cell === 'string') return readDateText(cell);
  if (typeof cell === 'number') return readDateNumber(cell);
  if (typeof cell === 'boolean') return { problem: '是“是/否”，不是日期' };
  if (cell.is === 'number') return readDateNumber(cell.value);
  if (cell.is !== 'date') return { problem: '不是日期' };
  return cell.day === null ? { problem: `“${cell.time}”只有时刻，没有日期` } : whole(cell.day, cell.time);
}

function whole(text: string, time: string | null): Read {
  const day = parseDay(text);
  if (day === null) return { problem: `“${text}”不是存在的日期` };
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day, time };
}

function readDateNumber(value: number): Read {
  const text = numberText(value);
  if (/^(19|20|21)\d{6}$/.test(text)) return readDateText(text);
  if (value >= FIRST_SERIAL && value <= LAST_SERIAL) {
    const date = dateOfSerial(value);
    if (typeof date === 'object' && date.day !== null) return whole(date.day, date.time);
  }
  if (/^(19|20|21)\d{2}(0[1-9]|1[0-2])$/.test(text)) return readDateText(text);
  const month = /^((?:19|20|21)\d{2})\.(\d{1,2})$/.exec(text);
  if (!month) return { problem: `“${text}”不是日期` };
  // 2024.10 kept as a number has become 2024.1.
  if (month[2] === '1')
    return {
      problem: `“${text}”可能是 1 月，也可能是被 Excel 去掉了 0 的 10 月，请写成 ${month[1]}-01 或 ${month[1]}-10`,
    };
  return readDateText(text);
}

/** One mark twice: 2026.3-5 is rather from March to May. */
const DATE = /^(\d{4}|\d{2})([-/.])(\d{1,2})\2(\d{1,2})[日号]?$/;
const CHINESE = /^(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]?$/;
const MONTH = /^(\d{4}|\d{2}(?=年))[-/.年](\d{1,2})月?份?$/;
const AMERICAN = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/;
const ENGLISH = /^(?:(\d{1,2})[- ]?([a-z]{3})[a-z]*|([a-z]{3})[a-z]* ?(\d{1,2}))[-, ]+(\d{4}|\d{2})$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const COMPACT = /^((?:19|20|21)\d{2})(\d{2})(\d{2})?$/;
const ENDED = /(底|末|初|上旬|中旬|下旬|前|左右|起)$/;
const CLOCK =
  /^(.*?\d[日号]?)(?:[T ]+|(?<=[日号]))(?:(上午|下午))?(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|\+08:?00)?$/;

function readDateText(raw: string): Read {
  const bad: Read = { problem: `“${raw.trim().slice(0, 30)}”不是日期，请写成 2024-03-05 这样` };
  let text = raw
    .normalize('NFKC')
    .trim()
    .replace(/^['‘’`]/, '')
    .replace(/(?<=\d)\s*[\\、,。·—–−~_]+\s*(?=\d)/g, '-')
    .replace(/\s*([-/.年月日号])\s*/g, '$1')
    .replace(/\(?(?:星期.|周[一二三四五六日])\)?$|[.。]$/, '')
    .trim();
  let time: string | null = null;
  const clock = CLOCK.exec(text);
  if (clock) {
    const [, date = '', half, hour, minute, second = '00', part = '', zone] = clock;
    if (zone === 'Z') return ofUniversal(text) ?? bad;
    const hours = Number(hour) + (half === '下午' && Number(hour) < 12 ? 12 : 0);
    if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return bad;
    time = `${String(hours).padStart(2, '0')}:${minute}:${second}${part.replace(/\.?0+$/, '')}`;
    if (time === '00:00:00') time = null;
    text = date;
  }
  text = withDigits(text);
  if (/^\d{5}$/.test(text)) return readDateNumber(Number(text));
  if (ENDED.test(text)) return { problem: `“${raw.trim()}”不是确切的日期，请写成 2024-03-05 这样` };
  if (AMERICAN.test(text)) {
    return { problem: `“${raw.trim()}”分不清哪个是月、哪个是日，请写成 2024-03-05 这样` };
  }
  const parts = partsOf(text, time !== null);
  if (parts === null) return bad;
  const year = parts[0].length === 2 ? 2000 + Number(parts[0]) : Number(parts[0]);
  const month = Number(parts[1]);
  if (parts[2] === undefined) return dayOf(year, month, 1) ? { year, month, day: null, time: null } : bad;
  const day = dayOf(year, month, Number(parts[2]));
  return day === null ? { problem: `“${raw.trim()}”不是存在的日期` } : { year, month, day, time };
}

/** Year, month and day, or year and month where no time follows. */
function partsOf(text: string, isTimed: boolean): readonly [string, string, string?] | null {
  const [, plainYear, , plainMonth, plainDay] = DATE.exec(text) ?? [];
  if (plainYear !== undefined) return [plainYear, plainMonth!, plainDay!];
  const match = CHINESE.exec(text) ?? (isTimed ? null : MONTH.exec(text)) ?? COMPACT.exec(text);
  if (match) return match[3] === undefined ? [match[1]!, match[2]!] : [match[1]!, match[2]!, match[3]];
  const [, first, before, after, second, year] = ENGLISH.exec(text) ?? [];
  const month = MONTHS.indexOf((before ?? after ?? '').toLowerCase()) + 1;
  return month === 0 ? null : [year!, String(month), (first ?? second)!];
}

const NUMERALS = '〇一二三四五六七八九';

/** 二〇二六年三月十五日 → 2026年3月15日. */
function withDigits(text: string): string {
  if (!/^[〇零○一二三四五六七八九]{4}年/.test(text)) return text;
  return text
    .replace(/[零○]/g, '〇')
    .replace(/([一二三])?十([一二三四五六七八九])?/g, (_, tens = '一', ones = '〇') => `${tens}${ones}`)
    .replace(/[〇一二三四五六七八九]/g, (numeral) => String(NUMERALS.indexOf(numeral)));
}

/** `2024-03-04T16:00:00.000Z`, as programs write an instant: it is the 5th in China. */
function ofUniversal(text: string): Read | null {
  const instant = parseInstant(text.replace(' ', 'T'));
  if (instant === null) return null;
  const clock = new Date(Date.parse(instant) + 8 * 3_600_000)
    .toISOString()
    .slice(11, 23)
    .replace(/\.000$/, '');
  return whole(dayInChina(instant), clock === '00:00:00' ? null : clock);
}
