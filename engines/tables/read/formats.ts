import type { Cell, DateCell } from '../cells.ts';

/** What a number format makes of a number. */
export interface Format {
  readonly isDate: boolean;
  readonly isPercent: boolean;
  /** Digits filled up with zeros in front: 00123 has 5. */
  readonly zeros: number;
  readonly unit: string | null;
}

const PLAIN: Format = { isDate: false, isPercent: false, zeros: 0, unit: null };
const DATE: Format = { ...PLAIN, isDate: true };
const PERCENT: Format = { ...PLAIN, isPercent: true };

/** Formats that have a number only, no text (ECMA-376-1, 18.8.30, with the East Asian ones). */
export function builtInFormat(id: number): Format | null {
  if (id === 9 || id === 10) return PERCENT;
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  if (isDate) return DATE;
  return id < 164 ? PLAIN : null;
}

/** Reads a format code: `yyyy"年"m"月"`, `0.00%`, `00000`, `#,##0.00"万元"`, `[$-804]e年m月d日`. */
export function parseFormat(code: string): Format {
  const positive = code.split(';')[0] ?? '';
  const literal = /"([^"]*)"|\\(.)/g;
  const bare = positive
    .replace(literal, ' ')
    .replace(/\[(?:\$[^\]]*|Red|Blue|Green|Black|White|Cyan|Magenta|Yellow|Color\s?\d+|DBNum\d|[<>=][^\]]*)\]/gi, '')
    .replace(/[_*]./g, '');
  if (/general/i.test(bare) || bare.trim() === '@') return PLAIN;
  if (/[ymdhse]/i.test(bare) && !/[0#]/.test(bare.replace(/\.0+/g, ''))) return DATE;
  if (bare.includes('%')) return PERCENT;
  const zeros = /^\s*(0{2,})\s*$/.exec(bare)?.[1]?.length ?? 0;
  const tail = positive.replace(/\[[^\]]*\]|[_*]./g, '').replace(/^.*[0#?]/s, '');
  const unit = tail.replace(/"|\\/g, '').trim();
  return { isDate: false, isPercent: false, zeros, unit: /^[\p{L}㎡²³/]+$/u.test(unit) ? unit : null };
}

/** A number as its cell means it. */
export function formatted(value: number, format: Format, is1904: boolean): Cell {
  if (format === PLAIN) return value;
  if (format.isDate) return dateOfSerial(value, is1904);
  if (format.isPercent) return { is: 'number', value, unit: '%' };
  if (format.zeros > 0 && Number.isInteger(value) && value >= 0) {
    return { is: 'number', value, shown: String(value).padStart(format.zeros, '0') };
  }
  return format.unit === null ? value : { is: 'number', value, unit: format.unit };
}

const DAY_MS = 86_400_000;
/** 1899-12-30: day 0 of the 1900 system as it runs from March 1900 on. */
const ZERO_1900 = Date.UTC(1899, 11, 30);
const ZERO_1904 = Date.UTC(1904, 0, 1);
const LAST_SERIAL = 2_958_465;

/**
 * The date of a serial number. The 1900 system has a 29 February 1900 that never was: serials before it are a day
 * further. Serials below 1 are times of day without a date.
 */
export function dateOfSerial(serial: number, is1904 = false): DateCell | number {
  if (serial < 0 || serial > LAST_SERIAL) return serial;
  if (is1904 || !Number.isInteger(serial)) return dateOf(serial, is1904);
  const known = wholeDays.get(serial) ?? dateOf(serial, false);
  if (wholeDays.size < MOST_DAYS) wholeDays.set(serial, known);
  return known;
}

/** A column of a hundred thousand days has a few hundred different ones: each is one object. */
const wholeDays = new Map<number, DateCell | number>();
const MOST_DAYS = 20_000;

function dateOf(serial: number, is1904: boolean): DateCell | number {
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const time = rest === 0 ? null : new Date(rest * 1000).toISOString().slice(11, 19);
  if (!is1904 && days === 0) return { is: 'date', day: null, time: time ?? '00:00:00', serial };
  if (!is1904 && days === 60) return serial;
  const ms = is1904 ? ZERO_1904 + days * DAY_MS : ZERO_1900 + (days < 60 ? days + 1 : days) * DAY_MS;
  return { is: 'date', day: new Date(ms).toISOString().slice(0, 10), time, serial };
}
