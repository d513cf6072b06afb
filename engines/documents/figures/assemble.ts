import { Decimal } from '@quantu/base';
import type { Approx, FigureKind } from '../reading.ts';
import { approxBehind, approxInFront } from './approx.ts';
import type { Scaled } from './scaled.ts';
import type { Unit } from './unit-matcher.ts';
import { PER } from './units.ts';

/** A number with everything printed around it that belongs to it. Positions are in the folded text. */
export interface Quantity {
  from: number;
  /** End of the number proper, before multiplier and unit. */
  numberEnd: number;
  /** End of the unit, before 以上, 左右 …; what stands behind it may be counted. */
  unitEnd: number;
  end: number;
  /** Where the approximation word in front begins, or `from`. */
  lead: number;
  value: Decimal;
  value2: Decimal | null;
  /** Powers of ten printed as 万, 亿; already in `value`. */
  power: number;
  unit: string | null;
  kind: FigureKind;
  approx: Approx;
  form: 'arabic' | 'chinese';
}

const MUCH_MORE = /^(?:倍|年|比例)$/;

/** The quantity of a number, its unit and the words around them. */
export function assemble(text: string, first: Scaled, unit: Unit | null, second: Scaled | null): Quantity {
  const unitEnd = unit?.end ?? second?.end ?? first.end;
  const mayBeMuch = text[unitEnd - 1] === '成' || (unit !== null && MUCH_MORE.test(unit.unit));
  const behind = unit === null && first.power < 4 ? null : approxBehind(text, unitEnd, mayBeMuch);
  const front = approxInFront(text, first.from, first.form === 'chinese');
  const within = /[多余]/.exec(text.slice(first.end, unitEnd))?.[0] === undefined ? 'exact' : '多';
  const inner = first.approx !== 'exact' ? first.approx : (second?.approx ?? within);
  const approx = inner !== 'exact' ? inner : (behind?.approx ?? front?.approx ?? 'exact');
  const signed = signAt(text, first.from, front?.from ?? first.from);
  const value = scale(first).times(signed.sign);
  const printed = unit && perTime(text, first.from, unit.unit);
  return {
    from: signed.from,
    lead: Math.min(signed.from, front?.from ?? first.from),
    numberEnd: (second ?? first).numberEnd,
    unitEnd,
    end: behind?.end ?? unitEnd,
    value,
    value2: second && scale(second),
    power: (second ?? first).power,
    unit: printed,
    kind: second ? 'range' : printed?.endsWith('/日') && unit?.kind === 'weight' ? 'capacity' : (unit?.kind ?? 'count'),
    approx,
    form: first.form,
  };
}

const TENS = Array.from({ length: 20 }, (_, power) => new Decimal(10).pow(power));

function tens(power: number): Decimal {
  return TENS[power] ?? new Decimal(10).pow(power);
}

function scale({ number, power }: Scaled): Decimal {
  return power === 0 ? number : number.times(tens(power));
}

/** A minus between a word and a number is a sign; between two numbers or behind a letter it joins a range or code. */
function signAt(text: string, from: number, lead: number): { from: number; sign: number } {
  if (lead !== from || text[from - 1] !== '-') return { from, sign: 1 };
  const before = text[from - 2] ?? '';
  return before === '' || /[\u4e00-\u9fa5（，、：\t]/.test(before) ? { from: from - 1, sign: -1 } : { from, sign: 1 };
}

/** 每日200吨 and 日处理200吨 are 吨/日, 每人每月500元 is 元/人/月. */
function perTime(text: string, lead: number, unit: string): string {
  if (unit.includes('/') || unit === '%') return unit;
  const before = text.slice(Math.max(0, lead - 12), lead);
  if (DAILY.test(before)) return `${unit}/日`;
  const chain = PER_CHAIN.exec(before);
  return chain ? unit + chain[0].replaceAll('每', '/') : unit;
}

const DAILY = /(?:每日|每天|日)(?:处理|供水|供气|处置|消纳|焚烧|供热|供应)(?:能力|规模|量)?(?:达到?|为)?$/;
const PER_CHAIN = new RegExp(
  `(?:每(?:${PER.toSorted((a, b) => b.length - a.length)
    .map((per) => per.replace(/[.·/]/g, '\\$&'))
    .join('|')}))+$`,
);
