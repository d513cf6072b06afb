import { decimal } from '@quantu/base';
import { chineseDigit } from '../structure/index.ts';
import { assemble, type Quantity } from './assemble.ts';
import { fractionAt } from './fractions.ts';
import { powerOf, scaledAt, type Scaled } from './scaled.ts';
import { specialAt } from './special.ts';
import { unitAt, type Unit } from './unit-matcher.ts';

export type { Quantity } from './assemble.ts';

const RANGE = /-{1,2}|—{1,2}|~{1,2}|至|到/y;

/** The quantity that begins at `at`; its unit is null when none is printed. Null when there is no number. */
export function quantityAt(text: string, at: number): Quantity | null {
  return fractionAt(text, at) ?? plainQuantityAt(text, at);
}

function plainQuantityAt(text: string, at: number): Quantity | null {
  const first = scaledAt(text, at);
  if (first === null) return pairAt(text, at);
  const special = specialAt(text, first);
  if (special) return special;
  const unit = unitAt(text, first.end);
  return rangeFrom(text, first, unit) ?? assemble(text, first, unit, null);
}

/** 三五个, 两三天, 三四百元: two neighbouring spoken digits are a range. */
function pairAt(text: string, at: number): Quantity | null {
  const [a, b] = [chineseDigit(text[at] ?? ''), chineseDigit(text[at + 1] ?? '')];
  if (a === null || b === null || a === 0 || chineseDigit(text[at + 2] ?? '') !== null) return null;
  if (b !== a + 1 && !(a === 3 && b === 5)) return null;
  SPOKEN_POWER.lastIndex = at + 2;
  const printed = SPOKEN_POWER.exec(text)?.[0] ?? '';
  const power = powerOf(printed);
  const end = at + 2 + printed.length;
  const base = { from: at, numberEnd: end, end, power, approx: 'exact', form: 'chinese' } as const;
  const unit = unitAt(text, end);
  return unit && assemble(text, { ...base, number: decimal(a) }, unit, { ...base, number: decimal(b) });
}

const SPOKEN_POWER = /[十百千]?[万亿]?/y;

function rangeFrom(text: string, first: Scaled, unit: Unit | null): Quantity | null {
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
