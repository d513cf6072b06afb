import { Decimal, decimal, isDecimalText, parseDay, parseInstant, plain } from '@quantu/base';
import { parseGeometry } from '@quantu/geometry';
import { registerFault } from './faults.ts';
import type { DecimalField, Field, IntegerField, MoneyField, RatioField } from './fields.ts';
import type { Value } from './records.ts';
import type { Register } from './register.ts';
import { valueText } from './show.ts';

/** A value as it is kept, or one sentence about what is wrong with it. */
export type Parsed = { readonly value: Value } | { readonly problem: string };

const LONGEST_TEXT = 200;
const LONGEST_LONG_TEXT = 20_000;
/** 元 with 分; a province's yearly budget has 13 digits. */
const MOST_DIGITS = 24;
/** The id of a record, as text; ids that others gave may be of any version. */
export const isRecordId = (text: string): boolean => UUID.test(text);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A field's value from JSON or from the text of a cell. Whether a code is in use and a referred record is there is
 * asked of the database when it is written. Empty text is no value; that a required field has one is asked of the
 * whole record.
 */
export function parseValue(field: Field, raw: unknown): Parsed {
  if (raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '')) return { value: null };
  const parsed = parseKind(field, raw);
  return 'problem' in parsed ? { problem: `${field.label}${parsed.problem}` } : parsed;
}

/**
 * What came from a form or a call, field by field, as it is kept. Throws one fault with a sentence for each field that
 * is wrong or that the register does not have.
 */
export function parseValues(
  { label, fields }: Pick<Register, 'label' | 'fields'>,
  input: Readonly<Record<string, unknown>>,
): Record<string, Value> {
  const values: Record<string, Value> = {};
  const problems: string[] = [];
  for (const [name, raw] of Object.entries(input)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const parsed = field ? parseValue(field, raw) : { problem: `${label}没有“${name}”这个字段` };
    if ('problem' in parsed) problems.push(parsed.problem);
    else values[name] = parsed.value;
  }
  if (problems.length > 0) throw registerFault('record.invalid', { text: problems.join('；') });
  return values;
}

function parseKind(field: Field, raw: unknown): Parsed {
  switch (field.kind) {
    case 'text':
      return parseText(raw, field.maxLength ?? LONGEST_TEXT, field.pattern);
    case 'long-text':
      return parseText(raw, field.maxLength ?? LONGEST_LONG_TEXT);
    case 'code':
      return parseText(raw, LONGEST_TEXT);
    case 'integer':
      return parseInteger(field, raw);
    case 'decimal':
      return parseNumber(raw, field.places ?? null, field);
    case 'money':
      return parseNumber(raw, 2, field);
    case 'ratio':
      return parseRatio(raw, field);
    case 'day':
      return parseDayText(raw);
    case 'month':
      return parseMonth(raw);
    case 'instant':
      return parseInstantText(raw);
    case 'yes-no':
      return parseYesNo(raw);
    case 'reference':
      return typeof raw === 'string' && UUID.test(raw.toLowerCase())
        ? { value: raw.toLowerCase() }
        : { problem: `“${shown(raw)}”不是一条记录的编号` };
    case 'point':
    case 'line':
    case 'area':
      return parseShape(field.kind, raw);
    case 'computed':
      return { problem: '由系统计算，不能填写' };
    case 'attachments':
    case 'photos':
      return { problem: '是文件，请上传，不能填写' };
  }
}

function shown(raw: unknown): string {
  const text =
    typeof raw === 'string' ? raw : typeof raw === 'number' ? `${raw}` : (JSON.stringify(raw) ?? 'undefined');
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

// oxlint-disable-next-line no-control-regex -- that is what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

function parseText(raw: unknown, most: number, pattern?: { matches: string; says: string }): Parsed {
  if (typeof raw !== 'string' && typeof raw !== 'number') return { problem: `“${shown(raw)}”不是文字` };
  const text = String(raw).replace(/\r\n?/g, '\n').trim().normalize('NFC');
  if (/\p{Surrogate}/u.test(text) || CONTROL.test(text)) return { problem: '里有看不见的控制字符，请删去后再填' };
  // Characters are never more than code units, which are known at once.
  const length = text.length > most ? [...text].length : 0;
  if (length > most) return { problem: `有 ${length} 个字，最多 ${most} 个字` };
  if (pattern && !new RegExp(`^(?:${pattern.matches})$`, 'u').test(text)) {
    return { problem: `“${shown(text)}”不对：${pattern.says}` };
  }
  return { value: text };
}

/** Digits as people type them: full-width, with group marks. */
function numberText(raw: unknown): string | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? plain(new Decimal(raw)) : null;
  if (typeof raw !== 'string') return null;
  if (isDecimalText(raw)) return raw;
  const text = raw
    .normalize('NFKC')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll(/\s/g, '')
    .replace(/^[−－+]/, (sign) => (sign === '+' ? '' : '-'));
  return isDecimalText(text) ? text : null;
}

type NumberField = IntegerField | DecimalField | MoneyField | RatioField;

function rangeProblem(value: Decimal, field: NumberField): string | null {
  const max = field.kind === 'money' ? undefined : field.max;
  const { min } = field;
  const said = (number: Decimal | number) => valueText(field, plain(decimal(number)));
  if (min !== undefined && value.lt(min)) return `是 ${said(value)}，不能小于 ${said(min)}`;
  if (max !== undefined && value.gt(max)) return `是 ${said(value)}，不能大于 ${said(max)}`;
  return null;
}

function parseInteger(field: IntegerField, raw: unknown): Parsed {
  const text = numberText(raw);
  if (text === null) return { problem: `“${shown(raw)}”不是数字` };
  const value = decimal(text);
  if (!value.isInteger()) return { problem: `“${shown(raw)}”不是整数` };
  if (value.abs().gt(Number.MAX_SAFE_INTEGER)) return { problem: `“${shown(raw)}”太大，无法保存` };
  const problem = rangeProblem(value, field);
  return problem === null ? { value: value.toNumber() } : { problem };
}

/** Text is exact and kept exactly; a binary number is rounded to the digits it can have, not to those of the field. */
function parseNumber(raw: unknown, places: number | null, field: NumberField): Parsed {
  if (typeof raw === 'string' && isPlainNumber(raw, places, field)) return { value: raw };
  const text = numberText(raw);
  if (text === null) return { problem: `“${shown(raw)}”不是数字` };
  let value = decimal(text);
  if (typeof raw === 'number') value = value.toSignificantDigits(15);
  if (value.precision(true) > MOST_DIGITS + 16 || value.abs().gte(`1e${MOST_DIGITS}`)) {
    return { problem: `“${shown(raw)}”太大或太细，无法保存` };
  }
  if (places !== null && value.decimalPlaces() > places) {
    return { problem: `“${shown(raw)}”超过小数点后 ${places} 位` };
  }
  const problem = rangeProblem(value, field);
  return problem === null ? { value: plain(value) } : { problem };
}

/** `0.785`, or `78.5%` as cells have it. */
function parseRatio(raw: unknown, field: RatioField): Parsed {
  if (typeof raw !== 'string') return parseNumber(raw, null, field);
  const percent = /^(.*)%$/.exec(raw.normalize('NFKC').trim());
  const text = numberText(percent ? percent[1] : raw);
  if (text === null) return { problem: `“${shown(raw)}”不是比例` };
  return parseNumber(percent ? plain(decimal(text).div(100)) : text, null, field);
}

const pad = (digits: string | undefined): string => (digits ?? '').padStart(2, '0');

function parseDayText(raw: unknown): Parsed {
  const text = typeof raw === 'string' || typeof raw === 'number' ? String(raw).normalize('NFKC').trim() : '';
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? null;
  const day = match && parseDay(`${match[1]}-${pad(match[2])}-${pad(match[3])}`);
  if (!day) return { problem: `“${shown(raw)}”不是日期，请写成 2026-07-10 这样` };
  return isFarOff(day) ? { problem: `“${shown(raw)}”的年份不在 1900 至 2199 年之间` } : { value: day };
}

const isFarOff = (text: string): boolean => text < '1900' || text >= '2200';

function parseMonth(raw: unknown): Parsed {
  const text = typeof raw === 'string' || typeof raw === 'number' ? String(raw).normalize('NFKC').trim() : '';
  const match = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  const month = match ? `${match[1]}-${pad(match[2])}` : '';
  if (!parseDay(`${month}-01`)) return { problem: `“${shown(raw)}”不是月份，请写成 2026-07 这样` };
  return isFarOff(month) ? { problem: `“${shown(raw)}”的年份不在 1900 至 2199 年之间` } : { value: month };
}

/** Digits with nothing to spare, few enough for a double to tell any two of them apart. */
const SHORT_DECIMAL = /^(?:0|-?[1-9]\d{0,9})(?:\.(\d{0,4}[1-9]))?$/;

/** What the long way would give back as it is: most cells of most files, so they are spared it. */
function isPlainNumber(text: string, places: number | null, field: NumberField): boolean {
  const match = SHORT_DECIMAL.exec(text);
  if (!match || (places !== null && (match[1]?.length ?? 0) > places)) return false;
  const value = Number(text);
  const max = field.kind === 'money' ? undefined : field.max;
  const { min } = field;
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** With a zone, or a day and time as they are in China. */
function parseInstantText(raw: unknown): Parsed {
  const text = typeof raw === 'string' ? raw.trim() : '';
  const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)$/.exec(text);
  const value = parseInstant(local ? `${local[1]}T${local[2]}+08:00` : text);
  const day = parseDay(text.slice(0, 10));
  if (value === null || day === null) return { problem: `“${shown(raw)}”不是时间，请写成 2026-07-10 09:30 这样` };
  return isFarOff(value) ? { problem: `“${shown(raw)}”的年份不在 1900 至 2199 年之间` } : { value };
}

const YES = ['是', '有', '对', '√', '✓', 'true', '1', 'y', 'yes'];
const NO = ['否', '无', '没有', '不是', '×', '✗', 'false', '0', 'n', 'no'];

function parseYesNo(raw: unknown): Parsed {
  const text = String(raw).trim().toLowerCase();
  if (YES.includes(text)) return { value: true };
  return NO.includes(text) ? { value: false } : { problem: `“${shown(raw)}”不是“是”或“否”` };
}

function parseShape(kind: 'point' | 'line' | 'area', raw: unknown): Parsed {
  let json = raw;
  if (typeof raw === 'string') {
    try {
      json = JSON.parse(raw);
    } catch {
      return { problem: `“${shown(raw)}”不是 GeoJSON 图形` };
    }
  }
  const geometry = parseGeometry(json, kind);
  return 'problem' in geometry ? { problem: `：${geometry.problem}` } : { value: geometry };
}
