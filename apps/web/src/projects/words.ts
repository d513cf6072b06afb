import { decimal, fixed, isDecimalText, plain } from '@quantu/base';
import type { Light } from '@quantu/projects';
import { grouped } from '../shell/figure-text.ts';
import type { LightKind } from '../shell/light.tsx';

export const LIGHT_KIND: Readonly<Record<Light, LightKind>> = {
  green: 'good',
  yellow: 'watch',
  red: 'bad',
  grey: 'plain',
};

/** What stands in place of a number that is not known: never 0. */
export const UNKNOWN = '—';

function scaled(yuan: string | null, power: number, places: number): string {
  if (yuan === null || !isDecimalText(yuan)) return UNKNOWN;
  const moved = decimal(yuan).div(decimal(10).pow(power));
  return grouped(moved.dp() > places ? fixed(moved, places) : plain(moved));
}

/** 元 in 万元 without its unit, as a column has it: two places at most, the full value is a hover away. */
export const wan = (yuan: string | null): string => scaled(yuan, 4, 2);
export const yi = (yuan: string | null): string => scaled(yuan, 8, 2);

/** A ratio in per cent: `0.3124` → `31.2%`. */
export function percent(ratio: string | null): string {
  return ratio === null || !isDecimalText(ratio) ? UNKNOWN : `${fixed(decimal(ratio).times(100), 1)}%`;
}

/** Percentage points as people say them: `-19.0` → `落后 19.0`, `3.2` → `领先 3.2`. */
export function lead(points: string | null): string {
  if (points === null || !isDecimalText(points)) return UNKNOWN;
  const value = decimal(points);
  if (value.isZero()) return '持平';
  return `${value.isNegative() ? '落后' : '领先'} ${fixed(value.abs(), 1)}`;
}

/** With its sign, for differences: `+3`, `-2`, `0`. */
export function signed(value: string | number): string {
  const text = String(value);
  return text.startsWith('-') || /^0(\.0+)?$/.test(text) ? text : `+${text}`;
}

/** How one value differs from another, as decimal text; null where one of them is not known. */
export function difference(now: string | null, before: string | null): string | null {
  return now === null || before === null ? null : plain(decimal(now).minus(before));
}

/** `2026-09` → `2026年9月`. */
export function monthWord(month: string): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
}

/** `2026-10-16` → `10月16日`; the year only where it is not this one. */
export function shortDay(day: string, thisYear: string): string {
  const [year, month, date] = day.split('-');
  return `${year === thisYear ? '' : `${year}年`}${Number(month)}月${Number(date)}日`;
}

export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
