import { decimal, plain } from '@quantu/base';
import { chineseInteger, isChineseNumeral } from '../structure/index.ts';

/** A printed number without its multiplier and unit. */
export interface NumberToken {
  from: number;
  end: number;
  /** Decimal text, unsigned. */
  value: string;
  form: 'arabic' | 'chinese';
}

const DIGIT = /[0-9]/;
const LONGEST_NUMBER = 32;

export function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

export function startsNumber(char: string): boolean {
  return isDigit(char) || isChineseNumeral(char);
}

/** The end of everything at `at` that is written like a number or code: what is skipped when it is no figure. */
export function endOfRun(text: string, at: number): number {
  let end = at;
  if (isDigit(text[at])) while (end < text.length && /[0-9.]/.test(text[end]!)) end++;
  else while (end < text.length && isChineseNumeral(text[end]!)) end++;
  return Math.max(end, at + 1);
}

/** The number that begins at `at`; null for dotted codes (2.1.3), runs of spoken digits, and what is no number. */
export function numberAt(text: string, at: number): NumberToken | null {
  return isDigit(text[at]) ? arabicAt(text, at) : chineseAt(text, at);
}

function arabicAt(text: string, at: number): NumberToken | null {
  let end = digitsEnd(text, at);
  if (end - at > LONGEST_NUMBER) return null;
  let digits = text.slice(at, end);
  const groups = digits.length <= 3 && digits[0] !== '0' ? groupsEnd(text, end) : end;
  if (groups > end) {
    digits = text.slice(at, groups).replace(/[^0-9]/g, '');
    end = groups;
  }
  let fraction = '';
  if (/[.·点]/.test(text[end] ?? '') && isDigit(text[end + 1])) {
    const stop = digitsEnd(text, end + 1);
    fraction = text.slice(end + 1, stop);
    end = stop;
    if (fraction.length > LONGEST_NUMBER || (text[end] === '.' && isDigit(text[end + 1]))) return null;
  }
  const value = plain(decimal(fraction === '' ? digits : `${digits}.${fraction}`));
  return { from: at, end, value, form: 'arabic' };
}

function digitsEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && end - at <= LONGEST_NUMBER && DIGIT.test(text[end]!)) end++;
  return end;
}

/** `1,825` `1 825` `1，825.95`: groups of exactly three digits behind the same mark. */
function groupsEnd(text: string, at: number): number {
  const mark = text[at];
  if (mark !== ',' && mark !== '，' && mark !== ' ') return at;
  let end = at;
  while (text[end] === mark && end - at < LONGEST_NUMBER && isGroup(text, end + 1)) end += 4;
  if (end === at || mark === ',') return end;
  return isAmbiguous(text, at, end) ? at : end;
}

function isGroup(text: string, at: number): boolean {
  return isDigit(text[at]) && isDigit(text[at + 1]) && isDigit(text[at + 2]) && !isDigit(text[at + 3]);
}

/** A full-width comma or a blank parts a list more often than a number: only a decimal or one group before 万 元 … groups. */
function isAmbiguous(text: string, at: number, end: number): boolean {
  if (text[end] === '.' && isDigit(text[end + 1])) return false;
  if (text[at] === ' ' && (text[end] ?? '\t') === '\t') return false;
  if (/分别|依次/.test(text.slice(Math.max(0, at - 24), at))) return true;
  return end - at !== 4 || !/[万亿元人平吨亩公米立千个户%]/.test(text[end] ?? '');
}

function chineseAt(text: string, at: number): NumberToken | null {
  let end = at;
  while (end < text.length && end - at <= LONGEST_NUMBER && isChineseNumeral(text[end]!)) end++;
  const integer = wholeNumber(text, at, end);
  if (integer === null) return null;
  if (text[end] !== '点' || !isChineseNumeral(text[end + 1] ?? ''))
    return { from: at, end, value: integer.toString(), form: 'chinese' };
  let stop = end + 1;
  while (stop < text.length && stop - end <= 9 && /[〇○零一二三四五六七八九]/.test(text[stop]!)) stop++;
  const fraction = chineseInteger(text.slice(end + 1, stop));
  if (fraction === null) return { from: at, end, value: integer.toString(), form: 'chinese' };
  const value = plain(decimal(`${integer}.${fraction.toString().padStart(stop - end - 1, '0')}`));
  return { from: at, end: stop, value, form: 'chinese' };
}

const BARE_POWER = /^[百千万亿]/;
const BEFORE_POWER = /(?:近|上|超|超过|过|逾|破|突破|达|达到|约)$/;

/** 百余家, 近百个, 上千人: a power of ten by itself is a number only with such a word. */
function wholeNumber(text: string, at: number, end: number): bigint | null {
  const run = text.slice(at, end);
  if (BARE_POWER.test(run)) {
    const excused =
      /^(?:[余多]|元(?:以上|以下|以内))/.test(text.slice(end, end + 3)) ||
      BEFORE_POWER.test(text.slice(Math.max(0, at - 2), at));
    return excused ? chineseInteger(`一${run}`) : null;
  }
  const spokenDigits = run.length > 1 && /^[〇○零一二两三四五六七八九]+$/.test(run);
  return spokenDigits ? null : chineseInteger(run);
}
