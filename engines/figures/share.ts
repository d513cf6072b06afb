import { decimal, plain, type Decimal } from '@quantu/base';

/** What a share is multiplied by to be in its unit: 100 of %. */
export function shareScale(unit: string): Decimal {
  return decimal({ '%': 100, '‰': 1000 }[unit] ?? 1);
}

/** Numerator over denominator in the share's unit: 70.3 of %; null where the denominator is zero. */
export function shareOf(top: string, bottom: string, unit: string): string | null {
  const under = decimal(bottom);
  return under.isZero() ? null : plain(decimal(top).div(under).times(shareScale(unit)));
}
