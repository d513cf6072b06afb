import { decimal, fixed, isDecimalText, plain } from '@quantu/base';
import { plainDigits } from '../../registers/model/typed.ts';

/** Twelve cumulated ratios of the straight line: months ÷ 12. */
export function straightLine(): string[] {
  return Array.from({ length: 12 }, (_, i) => fixed(decimal(i + 1).div(12), 6)).map((ratio) => plain(decimal(ratio)));
}

/** 8.3 per cent for the eye; the ratio itself keeps its six places. */
export const percentText = (ratio: string): string => plain(decimal(ratio).times(100).toDecimalPlaces(4));

/**
 * Twelve typed per cents as ratios, or the sentence that says what is wrong: each at least the one before, December
 * 100.
 */
export function readPoints(texts: readonly string[]): { points: string[]; problem: null } | { problem: string } {
  const points: string[] = [];
  for (const [i, typed] of texts.entries()) {
    const text = plainDigits(typed).replace(/%$/, '').trim();
    if (!isDecimalText(text)) return { problem: `${i + 1} 月的“${typed}”不是数` };
    const ratio = decimal(text).div(100);
    if (ratio.isNegative() || ratio.gt(1)) return { problem: `${i + 1} 月的 ${typed}% 不在 0 到 100 之间` };
    if (i > 0 && ratio.lt(points[i - 1] ?? '0'))
      return { problem: `${i + 1} 月的 ${typed}% 比前一个月小，曲线只能上升` };
    points.push(plain(decimal(fixed(ratio, 6))));
  }
  return points.at(-1) === '1' ? { points, problem: null } : { problem: '12 月必须是 100%' };
}
