import { decimal, Decimal, type Decimal as DecimalValue } from '@quantu/base';

/** Cumulated share of a year's plan by the end of each month, January to December; the last is 1. */
export type ProgressCurve = readonly DecimalValue[];

/** 序时进度: months ÷ 12. Published pairs of done and lead agree with it (泉州 2024: 31.9 − 6.9 = 25.0 in March). */
export const STRAIGHT_LINE: ProgressCurve = Array.from({ length: 12 }, (_, at) => decimal(at + 1).div(12));

/** A curve from its twelve texts, or what is wrong with them as a sentence's end. */
export function curveOf(points: readonly string[]): ProgressCurve | string {
  if (points.length !== 12) return `应有 12 个月的累计进度，现有 ${points.length} 个`;
  const curve = points.map((point) => decimal(point));
  const falls = curve.findIndex((point, at) => at > 0 && point.lt(curve[at - 1]!));
  if (falls > 0) return `${falls + 1} 月的累计进度低于 ${falls} 月`;
  const outside = curve.findIndex((point) => point.isNegative() || point.gt(1));
  if (outside >= 0) return `${outside + 1} 月的累计进度不在 0 到 100% 之间`;
  return curve[11]!.eq(1) ? curve : '12 月的累计进度应为 100%';
}

/** Where a year's plan should be at the end of a month `2026-09`. */
export function expectedAt(curve: ProgressCurve, month: string): DecimalValue {
  return curve[Number(month.slice(5)) - 1]!;
}

/** What a project is measured against: its plan of the year, its curve, and what was reported up to the month. */
export interface Reported {
  readonly month: string;
  /** Null: the year has no plan. */
  readonly plannedYuan: DecimalValue | null;
  /** Cumulated over the year, this month included; null: this month is not reported. */
  readonly cumulativeYuan: DecimalValue | null;
  readonly curve: ProgressCurve;
}

/** Rates as they are printed and compared: rounded half up to 0.1 of a percentage point. */
export interface Progress {
  /** 年度完成率, null when it cannot be told. */
  readonly rate: DecimalValue | null;
  readonly expected: DecimalValue;
  /** 领先, percentage points; negative: behind. Exactly what the two printed rates say. */
  readonly leadPp: DecimalValue | null;
}

export function progressOf({ month, plannedYuan, cumulativeYuan, curve }: Reported): Progress {
  const expected = expectedAt(curve, month);
  if (plannedYuan === null || plannedYuan.lte(0) || cumulativeYuan === null) {
    return { rate: null, expected, leadPp: null };
  }
  const rate = cumulativeYuan.div(plannedYuan);
  return { rate, expected, leadPp: points(rate).minus(points(expected)) };
}

/** A ratio in percentage points with one decimal, as it is printed. */
export function points(ratio: DecimalValue): DecimalValue {
  return ratio.times(100).toDecimalPlaces(1, Decimal.ROUND_HALF_UP);
}

/** `31.0%`. */
export function percentText(ratio: DecimalValue): string {
  return `${points(ratio).toFixed(1)}%`;
}

/** A number with its thousands set apart, as offices print sums: `12,345.6`. */
export function thousands(number: string): string {
  const [whole = '', places] = number.split('.');
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? marked : `${marked}.${places}`;
}
