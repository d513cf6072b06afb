import { addDays, type Day } from '@quantu/base';
import { addMonths, addWorkdays, workdaysBetween } from '@quantu/workflow';
import type { SpanUnit } from '../rules/stages.ts';
import { spanOn, spanText, type LadderRule } from './rules.ts';

/** 自查, 提醒, 督办单, 分管领导督办, 挂牌督办, 测评或专题询问, 质询或特定问题调查. */
export const LADDER = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6'] as const;
export type Level = (typeof LADDER)[number];

/** A written order as far as the ladder looks at it. */
export interface LadderOrder {
  readonly level: string;
  readonly state: string;
  readonly number: string;
  readonly dueOn: Day | null;
}
export interface LadderTask {
  readonly state: string;
  readonly dueOn: Day;
  readonly assignedOn: Day | null;
  /** The last day of what was handed in. */
  readonly reportedOn: Day | null;
  readonly orders: readonly LadderOrder[];
}

export interface Rung {
  readonly level: Level;
  readonly because: string;
}

const OPEN = ['assigned', 'working', 'returned'];
const rank = (level: string): number => LADDER.findIndex((one) => one === level);

/**
 * Where a task stands on the ladder on a day, with the reason; null: nothing calls for it. What stands is a written order
 * that is open, or what the rules call for: then the reason says that it is proposed, for nobody is chased silently.
 */
export function rungOf(task: LadderTask, rules: readonly LadderRule[], today: Day): Rung | null {
  if (!OPEN.includes(task.state)) return null;
  const issued = standing(task.orders, today);
  const called = calledFor(task, rules, today);
  if (called === null || (issued !== null && rank(issued.level) >= rank(called.level))) return issued;
  return called;
}

function standing(orders: readonly LadderOrder[], today: Day): Rung | null {
  const open = orders.filter(({ state }) => state === 'issued').toSorted((a, b) => rank(b.level) - rank(a.level));
  const [top] = open;
  if (!top || rank(top.level) < 0) return null;
  const due = top.dueOn === null ? '' : today > top.dueOn ? `，${top.dueOn} 的答复期限已过` : `，${top.dueOn} 前答复`;
  return { level: top.level as Level, because: `${WORDS[top.level as Level]}${top.number}已发${due}` };
}

const WORDS: Readonly<Record<Level, string>> = {
  L0: '自查',
  L1: '提醒',
  L2: '督办单',
  L3: '分管领导督办',
  L4: '挂牌督办',
  L5: '测评',
  L6: '质询',
};

function calledFor(
  { dueOn, assignedOn, reportedOn, orders }: LadderTask,
  rules: readonly LadderRule[],
  today: Day,
): Rung | null {
  const unanswered = orders.find(
    ({ level, state, dueOn: until }) => level === 'L2' && state === 'issued' && until !== null && today > until,
  );
  if (unanswered)
    return { level: 'L3', because: `督办单${unanswered.number}到 ${unanswered.dueOn} 没有答复，建议分管领导督办` };
  if (today > dueOn) {
    const days = workdaysBetween(dueOn, today);
    return { level: 'L2', because: `期限 ${dueOn}，已逾期${days > 0 ? ` ${days} 个工作日` : ''}，建议发督办单` };
  }
  const moved = reportedOn ?? assignedOn;
  const idle = spanOn(rules, 'idle', today);
  if (moved !== null && after(moved, idle) <= today)
    return { level: 'L2', because: `自 ${moved} 起 ${spanText(idle)}没有进展，建议发督办单` };
  const check = spanOn(rules, 'check', today);
  const remind = spanOn(rules, 'remind', today);
  const checkFrom = before(dueOn, check);
  if (before(dueOn, remind) <= today && (reportedOn === null || reportedOn < checkFrom))
    return { level: 'L1', because: `${dueOn} 到期，${checkFrom} 以来没有进展，建议提醒` };
  return checkFrom <= today ? { level: 'L0', because: `${dueOn} 到期，请自查并报送进展` } : null;
}

const after = (day: Day, { amount, unit }: { amount: number; unit: SpanUnit }): Day =>
  unit === 'month' ? addMonths(day, amount) : unit === 'day' ? addDays(day, amount) : addWorkdays(day, amount).on;
const before = (day: Day, { amount, unit }: { amount: number; unit: SpanUnit }): Day =>
  after(day, { amount: -amount, unit });

export interface LadderItem {
  readonly state: string;
  readonly listed: { readonly on: Day | null } | null;
  readonly opinion: { readonly state: string; readonly verdict: string | null };
}
const SETTLED = ['draft', 'checked', 'closed'];

/** An item stands where the highest of its tasks does, or higher where the congress took it up. */
export function itemRung(item: LadderItem, tasks: readonly (Rung | null)[]): Rung | null {
  if (SETTLED.includes(item.state)) return null;
  const { state, verdict } = item.opinion;
  if (state === 'escalated') return { level: 'L6', because: '再次测评不满意，已升级监督' };
  if (state === 'filed') return { level: 'L5', because: '书面报告已报，待测评' };
  if (item.listed) return { level: 'L4', because: `${item.listed.on ?? ''} 起挂牌督办，每月报告` };
  const highest = tasks.flatMap((rung) => rung ?? []).toSorted((a, b) => rank(b.level) - rank(a.level))[0] ?? null;
  if (verdict === 'basic' && (highest === null || rank(highest.level) < rank('L4')))
    return { level: 'L4', because: '测评为基本满意，还没有销号，建议挂牌督办' };
  return highest;
}

/** By when an order is answered. */
export const answerBy = (issuedOn: Day, rules: readonly LadderRule[]): Day =>
  after(issuedOn, spanOn(rules, 'answer', issuedOn));
