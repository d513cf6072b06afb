import { decimal, type Decimal } from '@quantu/base';
import type { Approx } from '../reading.ts';
import { numberAt } from './numbers.ts';
import { unitAt } from './unit-matcher.ts';

/** A number with its multiplier and an approximation word among them. */
export interface Scaled {
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
/** Number, 多/余/来, multiplier, 多/余/来: 200多, 20余万, 1万余, 3.5千万. */
export function scaledAt(text: string, at: number): Scaled | null {
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
    power = powerOf(match[0]);
    end += match[0].length;
    middle();
  }
  return { from: at, numberEnd: number.end, end, number: decimal(number.value), power, approx, form: number.form };
}

function leadsToUnit(text: string, at: number): boolean {
  MULTIPLIER.lastIndex = at;
  return MULTIPLIER.test(text) || unitAt(text, at) !== null;
}

/** 百万 is six zeros. */
export function powerOf(printed: string): number {
  return Array.from(printed).reduce((sum, char) => sum + (POWERS[char] ?? 0), 0);
}
