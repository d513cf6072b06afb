import { addDays, type Day } from '@quantu/base';
import { addMonths, addWorkdays, deadlineFrom, type Due, type Span } from '@quantu/workflow';

/** The steps of an opinion that have a day, as the domain numbers them. */
export const STEPS = {
  draft: { label: '起草审议意见', from: 'deliberatedOn' },
  'hand-over': { label: '交办', from: 'adoptedOn' },
  return: { label: '退回不属于本单位的事项', from: 'deliveredOn' },
  decompose: { label: '分解任务', from: 'deliveredOn' },
  'co-handle': { label: '协办单位提供意见', from: 'assignedOn' },
  handle: { label: '办理并书面报告', from: 'deliveredOn' },
  comment: { label: '报告送人大工作机构征求意见', from: 'dueOn' },
  extension: { label: '延期（一次）', from: 'dueOn' },
  rework: { label: '重新办理并报告', from: 'votedOn' },
  answer: { label: '答复代表建议、政协提案', from: 'assignedOn' },
  'follow-up': { label: '长期事项回头看', from: 'closedOn' },
} as const;
export type Step = keyof typeof STEPS;
export const SPAN_UNITS = { day: '日', workday: '个工作日', month: '个月' } as const;
export type SpanUnit = keyof typeof SPAN_UNITS;

/** How long a step takes by whose rule. `amount` of a comment is counted backwards from the day of the report. */
export interface StageRule {
  readonly step: Step;
  readonly amount: number;
  readonly unit: SpanUnit;
  readonly source: string;
}

const XIPING = '西平县人大常委会审议意见办理办法（2009）';

/** What holds where a standing committee has put no rule of its own: the only complete county set that is published. */
export const DEFAULT_STAGES: readonly StageRule[] = [
  { step: 'draft', amount: 3, unit: 'day', source: XIPING },
  { step: 'hand-over', amount: 3, unit: 'day', source: XIPING },
  { step: 'return', amount: 7, unit: 'workday', source: '代表建议办理的常见规定；默认，可以修改' },
  { step: 'decompose', amount: 10, unit: 'workday', source: '默认，可以修改' },
  { step: 'co-handle', amount: 1, unit: 'month', source: '福建省人大代表建议办理规定；默认，可以修改' },
  { step: 'handle', amount: 3, unit: 'month', source: XIPING },
  { step: 'comment', amount: 10, unit: 'workday', source: '默认，可以修改' },
  { step: 'extension', amount: 3, unit: 'month', source: '福建省人大代表建议办理规定；默认，可以修改' },
  { step: 'rework', amount: 3, unit: 'month', source: '默认，可以修改' },
  { step: 'answer', amount: 3, unit: 'month', source: '福建省人大代表建议办理规定；默认，可以修改' },
  { step: 'follow-up', amount: 6, unit: 'month', source: '默认，可以修改' },
];

/** A rule a district has put: of one committee, or of all; from a day on. */
export interface PutRule extends StageRule {
  readonly committee: string | null;
  readonly from: Day;
}

/** The rule that holds on a day: the committee's own, else the district's, else the default; of several the last. */
export function ruleOn(put: readonly PutRule[], step: Step, committee: string | null, on: Day): StageRule {
  const held = put
    .filter((rule) => rule.step === step && rule.from <= on)
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
  const own = committee === null ? undefined : held.find((rule) => rule.committee === committee);
  const found = own ?? held.find((rule) => rule.committee === null);
  return found ?? DEFAULT_STAGES.find((rule) => rule.step === step)!;
}

/** A day somebody is held to, and its computation in words. */
export interface Reckoned extends Due {
  readonly because: string;
}

/** The last day of a step that began on `day`. */
export function reckon(day: Day, rule: StageRule): Reckoned {
  const { amount, unit } = rule;
  const due = deadlineFrom(day, spanOf(amount, unit));
  const plain = unit === 'workday' ? null : plainEnd(day, rule);
  const moved = plain === null || plain === due.on ? '' : `；${plain} 是休息日，顺延至 ${due.on}`;
  const because = `自 ${day} 起 ${amount} ${SPAN_UNITS[unit]}，当日不计，到 ${plain ?? due.on}${moved}`;
  return { ...due, because: `${because}${provisionalText(due)}（${rule.source}）` };
}

/** The day that lies before a deadline by the rule: for what has to be ready in time. Whole working days. */
export function reckonBack(deadline: Day, rule: StageRule): Reckoned {
  const { amount, unit } = rule;
  const due =
    unit === 'workday'
      ? addWorkdays(deadline, -amount)
      : { on: unit === 'day' ? addDays(deadline, -amount) : addMonths(deadline, -amount), isProvisional: false };
  const because = `${deadline} 之前 ${amount} ${SPAN_UNITS[unit]}，即 ${due.on}`;
  return { ...due, because: `${because}${provisionalText(due)}（${rule.source}）` };
}

/** When somebody is reminded of a day: 15, 7 and 3 days before, and on the day. */
export const REMIND_BEFORE = [15, 7, 3, 0] as const;
export const remindersOf = (due: Day): readonly Day[] => REMIND_BEFORE.map((days) => addDays(due, -days));

const spanOf = (amount: number, unit: SpanUnit): Span =>
  unit === 'day' ? { days: amount } : unit === 'workday' ? { workdays: amount } : { months: amount };

/** The end before it is moved off a rest day. */
const plainEnd = (day: Day, { amount, unit }: StageRule): Day =>
  unit === 'month' ? addMonths(day, amount) : addDays(day, amount);

const provisionalText = ({ isProvisional }: Due): string =>
  isProvisional ? '；其间有年份的放假安排尚未公布，按周末推算，公布后可能变动' : '';
