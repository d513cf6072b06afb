import { Decimal, decimal, decimalsOf, plain } from '@quantu/base';
import type { FigureKind, ReadFigure } from '../reading.ts';

/** A figure as arithmetic sees it: the value, and how far the true value may lie from what is printed. */
export interface Printed {
  figure: ReadFigure;
  value: Decimal;
  /** Half a unit of the last printed digit; zero for what is counted one by one. */
  half: Decimal;
}

const MULTIPLIERS: readonly [word: string, factor: string][] = [
  ['万亿', '1000000000000'],
  ['千亿', '100000000000'],
  ['百亿', '10000000000'],
  ['十亿', '1000000000'],
  ['亿', '100000000'],
  ['千万', '10000000'],
  ['百万', '1000000'],
  ['十万', '100000'],
  ['万', '10000'],
];

const MEASURED: ReadonlySet<FigureKind> = new Set([
  'amount',
  'rate',
  'growth',
  'pp_diff',
  'area',
  'length',
  'capacity',
  'weight',
  'concentration',
  'ratio',
]);
const NUMBER = /^[-−－]?[\d０-９,，.．\s]*[\d０-９]/u;

/** The figure for arithmetic, or null when it is no exact single value: 200多, 近2000, a range. */
export function printed(figure: ReadFigure): Printed | null {
  if (figure.approx !== 'exact' || figure.value2 !== null) return null;
  return { figure, value: decimal(figure.value), half: halfStepOf(figure) };
}

/** Half a unit of the last digit that is printed: how far rounding may have moved it; 0 for what is counted one by one. */
export function halfStepOf({ surface, kind, unit }: Pick<ReadFigure, 'surface' | 'kind' | 'unit'>): Decimal {
  const digits = numberIn(surface);
  const factor = factorOf(surface);
  const isCounted = !MEASURED.has(kind) && !digits.includes('.') && factor.eq(1);
  if (digits === '') return decimal(unit === '%' ? '0.5' : '0');
  if (isCounted) return decimal(0);
  return new Decimal(10).pow(-decimalsOf(digits)).times(factor).div(2);
}

function numberIn(surface: string): string {
  return (NUMBER.exec(surface)?.[0] ?? '').normalize('NFKC').replaceAll(/[,\s]/gu, '');
}

function factorOf(surface: string): Decimal {
  const rest = surface
    .replace(NUMBER, '')
    .replace(/^[\s多余来餘]+/u, '')
    .replaceAll('萬', '万')
    .replaceAll('億', '亿');
  const word = MULTIPLIERS.find(([name]) => rest.startsWith(name));
  return decimal(word ? word[1] : '1');
}

/** `value` written the way `like` is printed: in 亿元 when it says 亿元. At most `places` digits after the point. */
export function written(value: Decimal, like: Pick<ReadFigure, 'surface' | 'unit'>, places = 4): string {
  const digits = numberIn(like.surface);
  const tail = digits === '' ? like.unit : like.surface.replace(NUMBER, '').replaceAll(/\s/gu, '');
  const scaled = digits === '' ? value : value.div(factorOf(like.surface));
  return plain(scaled.toDecimalPlaces(places)) + tail;
}

/** What is printed, without the typesetter's spaces. */
export function surfaceOf(figure: ReadFigure): string {
  return figure.surface.replaceAll(/\s/gu, '');
}

export function sumOf(values: readonly Printed[]): { value: Decimal; half: Decimal } {
  return values.reduce((sum, next) => ({ value: sum.value.plus(next.value), half: sum.half.plus(next.half) }), {
    value: decimal(0),
    half: decimal(0),
  });
}

/** Can both be true at once, given how they are rounded? */
export function agree(a: { value: Decimal; half: Decimal }, b: { value: Decimal; half: Decimal }): boolean {
  return a.value.minus(b.value).abs().lte(a.half.plus(b.half));
}

/** `part / whole` in percent against a printed percentage; less than one unit of its last digit is granted (cut or rounded). */
export function shareAgrees(part: Printed, whole: { value: Decimal; half: Decimal }, percent: Printed): boolean {
  const least = whole.value.minus(whole.half);
  if (least.lte(0)) return true;
  const low = part.value.minus(part.half).div(whole.value.plus(whole.half)).times(100);
  const high = part.value.plus(part.half).div(least).times(100);
  const slack = percent.half.times(2);
  return percent.value.gt(low.minus(slack)) && percent.value.lt(high.plus(slack));
}
