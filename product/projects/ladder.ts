import { addDays, type Day } from '@quantu/base';
import { workdaysBetween } from '@quantu/workflow';

/** 督办 goes up step by step: see the code set `supervision-level`. */
export const LADDER = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6'] as const;
export type Rung = (typeof LADDER)[number];

export interface Chased {
  readonly level: string;
  readonly state: string;
  readonly dueOn: Day;
}

const CHECK_DAYS = 15;
const REMIND_DAYS = 7;
/** A written order is answered within so many working days. */
const ANSWER_WORKDAYS = 5;

/**
 * The rung an open item should stand on by its day, when that is higher than where it stands, else null: 自查 15 days
 * before, 提醒 7 days before without progress, 督办单 when overdue, 分管领导 when that stays unanswered. What comes
 * after (挂牌, 测评, 质询) is decided by people.
 */
export function dueRung({ level, state, dueOn }: Chased, today: Day): Rung | null {
  if (state === 'closed' || state === 'withdrawn' || state === 'answered') return null;
  const rung = rungOf(state, dueOn, today);
  return rung !== null && LADDER.indexOf(rung) > LADDER.findIndex((one) => one === level) ? rung : null;
}

function rungOf(state: string, dueOn: Day, today: Day): Rung | null {
  if (today > dueOn) return workdaysBetween(dueOn, today) > ANSWER_WORKDAYS ? 'L3' : 'L2';
  if (addDays(today, REMIND_DAYS) >= dueOn && state === 'issued') return 'L1';
  return addDays(today, CHECK_DAYS) >= dueOn ? 'L0' : null;
}
