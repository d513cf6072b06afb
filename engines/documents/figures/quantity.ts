import { Decimal, decimal, fixed, plain } from '@quantu/base';
import type { Approx, FigureKind } from '../reading.ts';
import { chineseDigit, chineseInteger } from '../structure/index.ts';
import { approxBehind, approxInFront } from './approx.ts';
import { isDigit, numberAt } from './numbers.ts';
import { unitAt } from './unit-matcher.ts';
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

interface Scaled {
  from: number;
  numberEnd: number;
  end: number;
  number: Decimal;
  power: number;
  approx: Approx;
  form: 'arabic' | 'chinese';
}

const MIDDLE: Record<string, Approx> = { 多: '多', 余: '余', 来: '多', 几: '多' };
const MULTIPLIER = /万亿|[十百千]?[万亿]|[百千](?![克米瓦伏卡帕焦乏分佳强])/y;
const POWERS: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };
const MUCH_MORE = /^(?:倍|年|比例)$/;
const RANGE = /-{1,2}|—{1,2}|~{1,2}|至|到/y;

/** The quantity that begins at `at`; its unit is null when none is printed. Null when there is no number. */
export function quantityAt(text: string, at: number): Quantity | null {
  return fractionAt(text, at) ?? plainQuantityAt(text, at);
}

function plainQuantityAt(text: string, at: number): Quantity | null {
  const first = scaledAt(text, at);
  if (first === null) return pairAt(text, at);
  const special = discountAt(text, first) ?? shareAt(text, first) ?? foldAt(text, first) ?? ratioAt(text, first);
  if (special) return special;
  const unit = unitAt(text, first.end);
  return rangeFrom(text, first, unit) ?? assemble(text, first, unit, null);
}

/** Number, 多/余/来, multiplier, 多/余/来: 200多, 20余万, 1万余, 3.5千万. */
function scaledAt(text: string, at: number): Scaled | null {
  const number = numberAt(text, at);
  if (number === null) return null;
  let end = number.end;
  let approx: Approx = 'exact';
  const middle = (): void => {
    const word = MIDDLE[text[end] ?? ''];
    if (word === undefined || approx !== 'exact' || !leadsToUnit(text, end + 1)) return;
    approx = word;
    end++;
  };
  middle();
  let power = 0;
  MULTIPLIER.lastIndex = end;
  const match = MULTIPLIER.exec(text);
  if (match) {
    power = Array.from(match[0]).reduce((sum, char) => sum + (POWERS[char] ?? 0), 0);
    end += match[0].length;
    middle();
  }
  return { from: at, numberEnd: number.end, end, number: decimal(number.value), power, approx, form: number.form };
}

function leadsToUnit(text: string, at: number): boolean {
  MULTIPLIER.lastIndex = at;
  return MULTIPLIER.test(text) || unitAt(text, at) !== null;
}

/** 三五个, 两三天, 三四百元: two neighbouring spoken digits are a range. */
function pairAt(text: string, at: number): Quantity | null {
  const [a, b] = [chineseDigit(text[at] ?? ''), chineseDigit(text[at + 1] ?? '')];
  if (a === null || b === null || a === 0 || chineseDigit(text[at + 2] ?? '') !== null) return null;
  if (b !== a + 1 && !(a === 3 && b === 5)) return null;
  SPOKEN_POWER.lastIndex = at + 2;
  const printed = SPOKEN_POWER.exec(text)?.[0] ?? '';
  const power = Array.from(printed).reduce((sum, char) => sum + (POWERS[char] ?? 0), 0);
  const end = at + 2 + printed.length;
  const base = { from: at, numberEnd: end, end, power, approx: 'exact', form: 'chinese' } as const;
  const unit = unitAt(text, end);
  return unit && assemble(text, { ...base, number: decimal(a) }, unit, { ...base, number: decimal(b) });
}

const SPOKEN_POWER = /[十百千]?[万亿]?/y;

type UnitHere = ReturnType<typeof unitAt>;

function rangeFrom(text: string, first: Scaled, unit: UnitHere): Quantity | null {
  const stop = unit?.end ?? first.end;
  RANGE.lastIndex = stop;
  const mark = RANGE.exec(text);
  if (!mark || (unit !== null && /[至到]/.test(mark[0]) && /[由从自]/.test(clauseBefore(text, first.from))))
    return null;
  if (unit === null && /[至到]/.test(mark[0]) && /[由从]$/.test(clauseBefore(text, first.from))) return null;
  const second = scaledAt(text, stop + mark[0].length);
  if (second === null || second.form !== first.form) return null;
  const unit2 = unitAt(text, second.end);
  if (unit2 === null || (unit !== null && unit.unit !== unit2.unit)) return null;
  const shared = unit === null && first.power === 0 ? { ...first, power: second.power } : first;
  return assemble(text, shared, unit2, second);
}

function clauseBefore(text: string, at: number): string {
  return text.slice(Math.max(0, at - 16), at).replace(/^.*[，。；：、]/s, '');
}

function assemble(text: string, first: Scaled, unit: UnitHere, second: Scaled | null): Quantity {
  const unitEnd = unit?.end ?? second?.end ?? first.end;
  const mayBeMuch = text[unitEnd - 1] === '成' || (unit !== null && MUCH_MORE.test(unit.unit));
  const behind = unit === null && first.power < 4 ? null : approxBehind(text, unitEnd, mayBeMuch);
  const front = approxInFront(text, first.from, first.form === 'chinese');
  const within = /[多余]/.exec(text.slice(first.end, unitEnd))?.[0] === undefined ? 'exact' : '多';
  const inner = first.approx !== 'exact' ? first.approx : (second?.approx ?? within);
  const approx = inner !== 'exact' ? inner : (behind?.approx ?? front?.approx ?? 'exact');
  const signed = signAt(text, first.from, front?.from ?? first.from);
  const value = scale(first).times(signed.sign);
  return {
    from: signed.from,
    lead: Math.min(signed.from, front?.from ?? first.from),
    numberEnd: (second ?? first).numberEnd,
    unitEnd,
    end: behind?.end ?? unitEnd,
    value,
    value2: second && scale(second),
    power: (second ?? first).power,
    unit: unit && perTime(text, front?.from ?? first.from, unit.unit),
    kind: second ? 'range' : (unit?.kind ?? 'count'),
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

/** 百分之八点五, 千分之三, 三分之二, 3/4 */
function fractionAt(text: string, at: number): Quantity | null {
  const mark = text.slice(at, at + 8).indexOf('分之');
  return mark > 0 ? spokenFraction(text, at, at + mark) : strokeFraction(text, at);
}

function spokenFraction(text: string, at: number, mark: number): Quantity | null {
  const printed = text.slice(at, mark);
  const whole = isDigit(printed[0])
    ? /^\d+$/.test(printed)
      ? BigInt(printed)
      : null
    : chineseInteger(printed.replace(/^(?=[百千万])/, '一'));
  const part = numberAt(text, mark + 2) ?? (text[mark + 2] === '百' ? { end: mark + 3, value: '100' } : null);
  if (whole === null || whole === 0n || part === null) return null;
  const unit = whole === 100n ? '%' : whole === 1000n ? '‰' : '比例';
  const value = unit === '比例' ? ratioOf(decimal(part.value), decimal(whole.toString())) : decimal(part.value);
  const number: Scaled = {
    from: at,
    numberEnd: part.end,
    end: part.end,
    number: value,
    power: 0,
    approx: 'exact',
    form: 'chinese',
  };
  return assemble(text, number, { unit, kind: unit === '比例' ? 'ratio' : 'rate', end: part.end }, null);
}

function ratioOf(part: Decimal, whole: Decimal): Decimal {
  return decimal(plain(decimal(fixed(part.div(whole), 4))));
}

/** 2/3以上 only where a share is meant: A3/O and 24/7 are names. */
function strokeFraction(text: string, at: number): Quantity | null {
  const match = /^(\d{1,2})\/(\d{1,2})(?![\d/.])/.exec(text.slice(at, at + 6));
  if (
    !match ||
    !(
      /[占约近的超]/.test(text[at - 1] ?? '') ||
      /^(?:的|以上|左右|以内|强)/.test(text.slice(at + match[0].length, at + match[0].length + 2))
    ) ||
    Number(match[1]) >= Number(match[2])
  )
    return null;
  const end = at + match[0].length;
  const value = ratioOf(decimal(match[1]!), decimal(match[2]!));
  const number: Scaled = { from: at, numberEnd: end, end, number: value, power: 0, approx: 'exact', form: 'arabic' };
  return assemble(text, number, { unit: '比例', kind: 'ratio', end }, null);
}

/** 6折 is 0.6 of the price. */
function discountAt(text: string, first: Scaled): Quantity | null {
  if (text[first.end] !== '折' || /[合算旧叠射腾扣]/.test(text[first.end + 1] ?? '') || first.power > 0) return null;
  const number = first.number.gte(10) ? first.number.div(100) : first.number.div(10);
  return assemble(text, { ...first, number }, { unit: '折扣率', kind: 'discount', end: first.end + 1 }, null);
}

/** 近八成 is 80 %, 七成五 75 %. */
function shareAt(text: string, first: Scaled): Quantity | null {
  if (text[first.end] !== '成' || first.power > 0 || first.number.gt(10)) return null;
  if (/[立效果功员本为都品交长熟就套体片年人了]/.test(text[first.end + 1] ?? '')) return null;
  const part = chineseDigit(text[first.end + 1] ?? '') ?? 0;
  const number = first.number.times(10).plus(part);
  const end = first.end + (part > 0 ? 2 : 1);
  return assemble(text, { ...first, number }, { unit: '%', kind: 'rate', end }, null);
}

/** 翻一番 doubles, 翻两番 makes four times. */
function foldAt(text: string, first: Scaled): Quantity | null {
  if (
    text[first.end] !== '番' ||
    !/翻了?$/.test(text.slice(Math.max(0, first.from - 2), first.from)) ||
    first.number.gt(10)
  )
    return null;
  return assemble(
    text,
    { ...first, number: new Decimal(2).pow(first.number) },
    { unit: '倍', kind: 'ratio', end: first.end + 1 },
    null,
  );
}

/** 3:1; a time of day has been read before. */
function ratioAt(text: string, first: Scaled): Quantity | null {
  if (first.form !== 'arabic' || text[first.end] !== '：' || !isDigit(text[first.end + 1])) return null;
  const second = scaledAt(text, first.end + 1);
  if (second === null || text[second.end] === '：' || unitAt(text, second.end) !== null) return null;
  const quantity = assemble(text, first, { unit: '比', kind: 'ratio', end: second.end }, second);
  return { ...quantity, kind: 'ratio' };
}
