import { Decimal } from '@quantu/base';
import { chineseDigit } from '../structure/index.ts';
import { assemble, type Quantity } from './assemble.ts';
import { isDigit } from './numbers.ts';
import { scaledAt, type Scaled } from './scaled.ts';
import { unitAt } from './unit-matcher.ts';

/** 折, 成, 番 and ratios: their value is not the number that is printed. */
export function specialAt(text: string, first: Scaled): Quantity | null {
  return discountAt(text, first) ?? shareAt(text, first) ?? foldAt(text, first) ?? ratioAt(text, first);
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
