import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Exact decimals for money, published figures and ratios. 40 significant digits: a province's budget in 元
 * squared still fits. Rounding is half up (四舍五入), as official figures are printed.
 */
export const Decimal = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 60,
});
export type Decimal = DecimalJs;

/** Matches the decimal strings this product stores and exchanges: no exponent, no group marks. */
const DECIMAL_TEXT = /^-?\d+(\.\d+)?$/;

export function isDecimalText(text: string): boolean {
  return DECIMAL_TEXT.test(text);
}

/** A decimal from its stored text or an integer. Throws RangeError on anything else (a programming error). */
export function decimal(value: string | number | Decimal): Decimal {
  if (typeof value === 'string' && !isDecimalText(value)) throw new RangeError(`not a decimal: ${value}`);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  return new Decimal(value);
}

/** The shortest exact text: no exponent, no trailing zeros, `0` never negative. */
export function plain(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** Rounded half up to `places` digits after the point, zeros kept: `fixed(1/3, 4)` is `0.3333`. */
export function fixed(value: Decimal, places: number): string {
  return value.toFixed(places, DecimalJs.ROUND_HALF_UP);
}

/** Digits printed after the point: the precision of a printed figure. `80.52` has 2, `33` has 0. */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
