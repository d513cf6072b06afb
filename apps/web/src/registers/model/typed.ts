import { dayOf, decimal, isDecimalText, parseDay, plain } from '@quantu/base';
import type { Value } from '@quantu/registers';
import { numberKind, type Field } from './fields.ts';
import { powerOf } from './show.ts';

/** What was typed, understood; or the sentence that says why not. */
export type Typed =
  | { readonly value: Value; readonly problem: null }
  | { readonly value: null; readonly problem: string };

const understood = (value: Value): Typed => ({ value, problem: null });
const refused = (problem: string): Typed => ({ value: null, problem });

/** Full-width digits and signs, as input methods write them, become plain ones. */
export function plainDigits(text: string): string {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[　\u00a0]/g, ' ')
    .replace(/[−－–—]/g, '-')
    .replace(/。(?=\d)/g, '.')
    .trim();
}

/** Typed or pasted text of a field that is not chosen from a list. Empty text empties the field. */
export function readTyped(field: Field, raw: string): Typed {
  const text = raw.trim();
  if (text === '') return understood(null);
  const number = numberKind(field);
  if (number !== null) return readNumber(field, number, text);
  const read = READERS[field.kind];
  if (read) return read(text);
  const most = field.maxLength;
  if (most === null || text.length <= most) return understood(text);
  return refused(`最多 ${most} 个字，现在有 ${text.length} 个`);
}

const MONEY_UNITS: readonly [string, number][] = [
  ['亿元', 8],
  ['亿', 8],
  ['万元', 4],
  ['万', 4],
  ['元', 0],
];

function readNumber(field: Field, kind: 'integer' | 'decimal' | 'money' | 'ratio', raw: string): Typed {
  let text = plainDigits(raw)
    .replace(/[,，\s]/g, '')
    .replace(/^[￥¥]/, '');
  let power = kind === 'money' ? powerOf(field) : 0;
  const said = kind === 'ratio' ? undefined : MONEY_UNITS.find(([word]) => text.endsWith(word));
  if (kind === 'ratio') {
    power = -2;
    if (text.endsWith('%')) text = text.slice(0, -1);
  } else if (said && (kind === 'money' || !said[0].endsWith('元'))) {
    text = text.slice(0, -said[0].length);
    power = said[1];
  } else if (field.unit && text.endsWith(field.unit)) {
    text = text.slice(0, -field.unit.length);
  }
  text = text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  if (!isDecimalText(text)) return refused(`“${raw}”不是数`);
  const value = decimal(text).times(decimal(10).pow(power));
  if (kind !== 'integer') return understood(plain(value));
  if (!value.isInteger()) return refused(`“${raw}”不是整数`);
  return value.abs().gt(Number.MAX_SAFE_INTEGER) ? refused(`“${raw}”太大`) : understood(value.toNumber());
}

function readDay(raw: string): Typed {
  const text = plainDigits(raw).replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, '');
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? undefined;
  const day = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : parseDay(text);
  return day === null ? refused(`“${raw}”不是日期，请写成 2026-07-01`) : understood(day);
}

function readMonth(raw: string): Typed {
  const match = /^(\d{4})(?:[-/.年]?)(\d{1,2})月?$/.exec(plainDigits(raw));
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return refused(`“${raw}”不是月份，请写成 2026-07`);
  return understood(`${match[1]}-${String(month).padStart(2, '0')}`);
}

/** A day, or a day with a time of China. */
function readInstant(raw: string): Typed {
  const text = plainDigits(raw);
  const [, date = text, hour = '0', minute = '0'] = /^(.*?)[\sT]+(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  const day = readDay(date);
  if (typeof day.value !== 'string' || Number(hour) > 23 || Number(minute) > 59) {
    return refused(`“${raw}”不是时间，请写成 2026-07-01 09:30`);
  }
  return understood(new Date(`${day.value}T${hour.padStart(2, '0')}:${minute}:00+08:00`).toISOString());
}

function readYesNo(raw: string): Typed {
  if (/^(是|有|对|√|✓|y|yes|true|1)$/i.test(raw)) return understood(true);
  if (/^(否|无|没有|×|✗|n|no|false|0)$/i.test(raw)) return understood(false);
  return refused(`“${raw}”看不出是或否`);
}

/** What stands in the editor of a value: money in its shown unit, a ratio in per cent, nothing rounded. */
export function editText(field: Field, value: Value): string {
  if (value === null || typeof value === 'object') return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  const number = numberKind(field);
  if (number !== null && isDecimalText(text)) {
    if (number === 'ratio') return plain(decimal(text).times(100));
    return number === 'money' ? plain(decimal(text).div(decimal(10).pow(powerOf(field)))) : text;
  }
  if (field.kind === 'instant') return chinaTime(text);
  return text;
}

/** `2026-07-01 09:30` in China's time. */
function chinaTime(instant: string): string {
  const at = new Date(Date.parse(instant) + 8 * 3_600_000);
  return Number.isNaN(at.getTime()) ? instant : at.toISOString().slice(0, 16).replace('T', ' ');
}

const READERS: Partial<Record<Field['kind'], (raw: string) => Typed>> = {
  day: readDay,
  month: readMonth,
  instant: readInstant,
  'yes-no': readYesNo,
};
