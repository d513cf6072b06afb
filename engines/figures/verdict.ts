import { Decimal, decimal, plain } from '@quantu/base';
import { halfStepOf, type ReadFigure } from '@quantu/documents';

/** A figure as it is printed: value with 万/亿 multiplied out, its words, the characters themselves. */
export type PrintedFigure = Pick<ReadFigure, 'value' | 'value2' | 'unit' | 'approx' | 'kind' | 'surface'>;

/**
 * `matched`: what is printed can be said of the computed value, given rounding and approximation words. `drifted`:
 * it cannot; `by` is computed − printed. `unjudged`: there is no computed value, or what is printed has no exact meaning.
 */
export type Verdict =
  | { readonly state: 'matched' }
  | { readonly state: 'drifted'; readonly by: string }
  | { readonly state: 'unjudged' };

/** How far 约 and 左右 reach, and how far below the printed number 近 begins. Our own reading; no standard gives one. */
const ABOUT = decimal('0.05');
const NEARLY = decimal('0.1');

/** Compares a printed figure with the value computed in the same base unit, or null where that cannot be computed. */
export function verdictOn(printed: PrintedFigure, computed: string | null): Verdict {
  if (computed === null || printed.approx === '虚数') return { state: 'unjudged' };
  const value = decimal(computed);
  if (isTrue(printed, value)) return { state: 'matched' };
  return { state: 'drifted', by: plain(value.minus(nearestEnd(printed, value))) };
}

function isTrue(printed: PrintedFigure, value: Decimal): boolean {
  const said = decimal(printed.value);
  const half = halfStepOf(printed);
  if (printed.value2 !== null) return isBetween(value, said.minus(half), decimal(printed.value2).plus(half));
  const step = lastStep(said);
  switch (printed.approx) {
    case '多':
    case '余':
      return value.gt(said) && value.lt(said.plus(step));
    case '近':
      return value.lt(said) && value.gte(said.minus(Decimal.min(step, said.times(NEARLY))));
    case '约':
    case '左右':
      return isBetween(value, said.minus(reach(said, half)), said.plus(reach(said, half)));
    case '以上':
      return value.gte(said.minus(half));
    case '超':
      return value.gt(said.minus(half));
    case '以下':
      return value.lte(said.plus(half));
    case 'exact':
    case '虚数':
      return isBetween(value, said.minus(half), said.plus(half));
  }
}

const isBetween = (value: Decimal, low: Decimal, high: Decimal): boolean => value.gte(low) && value.lte(high);
const reach = (said: Decimal, half: Decimal): Decimal => Decimal.max(half, said.abs().times(ABOUT));

/** One unit of the last digit that is not zero: 100 of 200, 10000 of 120000. What 多 and 余 leave open. */
function lastStep(said: Decimal): Decimal {
  const digits = plain(said.abs());
  if (digits.includes('.')) return decimal(10).pow(-(digits.length - digits.indexOf('.') - 1));
  return decimal(10).pow(/0*$/.exec(digits)![0].length);
}

/** Of a range the end that is closer; else the printed value. */
function nearestEnd({ value, value2 }: PrintedFigure, computed: Decimal): Decimal {
  const low = decimal(value);
  if (value2 === null) return low;
  const high = decimal(value2);
  return computed.minus(low).abs().lte(computed.minus(high).abs()) ? low : high;
}
