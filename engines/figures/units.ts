import { decimal, fixed, plain, type Decimal } from '@quantu/base';

const MULTIPLIERS: readonly (readonly [word: string, factor: string])[] = [
  ['万亿', '1000000000000'],
  ['亿', '100000000'],
  ['万', '10000'],
];

/** A printed unit apart: 亿元 is 元 times a hundred million. 万 alone and units that only begin alike have factor 1. */
export function unitParts(unit: string): { readonly base: string; readonly factor: Decimal } {
  const found = MULTIPLIERS.find(([word]) => unit.startsWith(word) && unit.length > word.length);
  return found ? { base: unit.slice(found[0].length), factor: decimal(found[1]) } : { base: unit, factor: decimal(1) };
}

/** A value in the base unit as a figure publishes it: divided by the unit's multiplier and rounded half up. */
export function published(value: string, unit: string, decimals: number | undefined): string {
  const scaled = decimal(value).div(unitParts(unit).factor);
  return decimals === undefined ? plain(scaled) : fixed(scaled, decimals);
}
