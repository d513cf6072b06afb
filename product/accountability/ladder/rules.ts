import type { Day } from '@quantu/base';
import { SPAN_UNITS, type SpanUnit } from '../rules/stages.ts';

/** What the ladder of supervision asks of a task, as data: each step with its span. */
export const LADDER_STEPS = {
  check: { label: '期限前自查（L0）', amount: 15, unit: 'day' },
  remind: { label: '期限前无进展提醒（L1）', amount: 7, unit: 'day' },
  idle: { label: '无进展督办（L2）', amount: 2, unit: 'month' },
  answer: { label: '督办单答复期限', amount: 5, unit: 'workday' },
} as const satisfies Record<string, { label: string; amount: number; unit: SpanUnit }>;
export type LadderStep = keyof typeof LADDER_STEPS;

/** A rule a district has put, from a day on. */
export interface LadderRule {
  readonly step: LadderStep;
  readonly amount: number;
  readonly unit: SpanUnit;
  readonly from: Day;
}

/** The span that holds on a day: the district's last one, else the default. */
export function spanOn(put: readonly LadderRule[], step: LadderStep, on: Day): { amount: number; unit: SpanUnit } {
  const held = put
    .filter((rule) => rule.step === step && rule.from <= on)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1));
  return held[0] ?? LADDER_STEPS[step];
}

export const spanText = ({ amount, unit }: { amount: number; unit: SpanUnit }): string =>
  `${amount} ${SPAN_UNITS[unit]}`;
