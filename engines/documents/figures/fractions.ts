import { decimal, fixed, plain, type Decimal } from '@quantu/base';
import { chineseInteger } from '../structure/index.ts';
import { assemble, type Quantity } from './assemble.ts';
import { isDigit, numberAt } from './numbers.ts';
import type { Scaled } from './scaled.ts';

/** 百分之八点五, 千分之三, 三分之二, 3/4 */
export function fractionAt(text: string, at: number): Quantity | null {
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
