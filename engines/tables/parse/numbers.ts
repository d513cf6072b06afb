import { decimal, isDecimalText, type Decimal } from '@quantu/base';
import { numberText, type Cell } from '../cells.ts';
import { canonicalUnit } from '../understand/words.ts';

/** A number as a cell has it: with the unit or percent sign that stood beside it. */
export interface ReadNumber {
  readonly value: Decimal;
  readonly unit: string | null;
  /** It was a number in the file, so its last digits may be binary noise. */
  readonly isBinary: boolean;
}

const APPROXIMATE = /^(约|大约|约为|近|将近|预计|计划|共|合计|总计|其中)+:?/u;
const TAIL = /(左右|上下|余|多|整)$/u;
/** 100余户, 1200多万元, 3万余元. */
const LEAD = /^([百千万亿]*)(余|多|来)(?=\p{L})/u;
/** What is said of a number without changing it. */
const REMARK = /\((暂定|暂估|估算|匡算|概算|预算|预估|预计|初步|含税|人民币)\)$/u;
/** 12亿5000万元. */
const COMPOUND = /^(\d+)亿元?(\d{1,4}(?:\.\d+)?)万元?$/;
const NUMBER = /^([-+]?)(\d+(?:\.\d*)?|\.\d+)(?:e([-+]?\d{1,2}))?(.*)$/iu;
const CURRENCY = /^(人民币|rmb|cny|[¥￥])/i;
const FOREIGN = /^(万|亿|百万)?(美元|美金|港元|港币|欧元|日元|英镑|usd|hkd|eur)$/i;

/** Reads a number with everything offices write around it; a sentence when it is none. */
export function readNumber(cell: Exclude<Cell, null>): ReadNumber | { readonly problem: string } {
  if (typeof cell === 'number') return ofBinary(cell, null);
  if (typeof cell === 'boolean') return { problem: '是“是/否”，不是数字' };
  if (typeof cell === 'string') return readText(cell);
  if (cell.is === 'number') return ofBinary(cell.value, cell.unit ?? null);
  return { problem: cell.is === 'date' ? '是日期，不是数字' : '不是数字' };
}

function ofBinary(found: number, unit: string | null): ReadNumber | { problem: string } {
  const text = numberText(found);
  if (!isDecimalText(text)) return { problem: '太大，无法保存' };
  const value = unit === '%' ? decimal(text).times(100) : decimal(text);
  return { value, unit: unit === null ? null : canonicalUnit(unit), isBinary: true };
}

function readText(text: string): ReadNumber | { problem: string } {
  const problem = { problem: `“${text.trim().slice(0, 30)}”不是数字` };
  let rest = text
    .normalize('NFKC')
    .replace(/[\s\u200b]/g, '')
    .replace(/[−–—](?=\d)/g, '-')
    .replace(/^['‘’`]/, '')
    .replace(APPROXIMATE, '')
    .replace(CURRENCY, '')
    .replace(REMARK, '');
  const compound = COMPOUND.exec(rest);
  if (compound) return { value: decimal(compound[1]!).times(10_000).plus(compound[2]!), unit: '万元', isBinary: false };
  const isNegative = /^\(.*\d.*\)$/.test(rest);
  if (isNegative) rest = rest.slice(1, -1).replace(CURRENCY, '');
  const grouped = withoutGroups(rest);
  const match = grouped === null ? null : NUMBER.exec(grouped);
  if (!match) return problem;
  const [, sign = '', digits = '', exponent, tail = ''] = match;
  const unit = tail
    .replace(TAIL, '')
    .replace(LEAD, '$1')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/(?<=[万亿])人民币$/, '元');
  if (FOREIGN.test(unit)) return { problem: `“${text.trim()}”是外币，请折算成人民币` };
  if (!/^(?:[\p{L}%‰/]{0,8}|(?:万|[kh])?m[23])$/iu.test(unit)) return problem;
  const plain = digits.startsWith('.') ? `0${digits}` : digits.replace(/\.$/, '');
  let value = decimal(plain);
  if (exponent !== undefined) value = value.times(`1e${exponent}`);
  if (isNegative !== (sign === '-')) value = value.neg();
  return { value, unit: unit === '' ? null : canonicalUnit(unit), isBinary: false };
}

/** Without group marks, or null when the commas do not stand between groups of three (or of four, 万). */
function withoutGroups(text: string): string | null {
  const head = /^[-+]?[\d,.]*/.exec(text)![0];
  if (!head.includes(',')) return text;
  const isGrouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(head) || /^[-+]?\d{1,4}(,\d{4})+(\.\d*)?$/.test(head);
  return isGrouped ? head.replaceAll(',', '') + text.slice(head.length) : null;
}

/** Units by what they measure, in the smallest common one. 亩 is 2000/3 square metres (计量: 15 亩 = 1 公顷). */
const MEASURES: readonly Readonly<Record<string, readonly [number, number]>>[] = [
  { 元: [1, 1], 千元: [1e3, 1], 万元: [1e4, 1], 百万元: [1e6, 1], 千万元: [1e7, 1], 亿元: [1e8, 1] },
  { 平方米: [1, 1], 亩: [2000, 3], 公顷: [10_000, 1], 平方公里: [1e6, 1], 万平方米: [1e4, 1], 万亩: [2e7, 3] },
  { 米: [1, 1], 公里: [1e3, 1], 厘米: [1, 100], 毫米: [1, 1000], 里: [500, 1] },
  { 公斤: [1, 1], 吨: [1e3, 1], 万吨: [1e7, 1], 克: [1, 1000] },
  { 立方米: [1, 1], 方: [1, 1], 万立方米: [1e4, 1], 万方: [1e4, 1] },
  { 千瓦: [1, 1], 瓦: [1, 1000], 兆瓦: [1e3, 1], 万千瓦: [1e4, 1] },
  { 千瓦时: [1, 1], 度: [1, 1], 万千瓦时: [1e4, 1], 万度: [1e4, 1] },
  { 天: [1, 1], 日: [1, 1] },
];
const COUNTS = [
  '个',
  '户',
  '栋',
  '幢',
  '套',
  '处',
  '人',
  '家',
  '项',
  '件',
  '次',
  '条',
  '宗',
  '人次',
  '座',
  '盏',
  '株',
  '层',
];

/** What a number in one unit is in another: [numerator, denominator]; null when they measure different things. */
export function unitFactor(one: string, other: string): readonly [number, number] | null {
  const [from, to] = [canonicalUnit(one), canonicalUnit(other)];
  if (from === to) return [1, 1];
  const many = /^(万|亿|千|百)(.+)$/.exec(from);
  for (const measure of MEASURES) {
    const [a, b] = [measure[from], measure[to]];
    if (a && b) return [a[0] * b[1], a[1] * b[0]];
  }
  if (many && (many[2] === to || COUNTS.includes(many[2]!))) {
    return [{ 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 }[many[1]!]!, 1];
  }
  return COUNTS.includes(from) && (COUNTS.includes(to) || to === '') ? [1, 1] : null;
}
