import { addDays, type Day } from '@quantu/base';
import { ROLES, type RoleKey } from '@quantu/people';
import { REMIND_BEFORE } from '../rules/stages.ts';

/** Who is told what a unit owes: who works there for the government. A deputy or a firm of the same unit is not. */
export const TOLD = (Object.keys(ROLES) as RoleKey[]).filter((role) =>
  ['政府', '部门', '属地'].includes(ROLES[role].side),
);

/** Something that falls due for a unit. */
export interface Owed {
  readonly unit: string;
  readonly register: string;
  readonly record: string;
  readonly title: string;
  readonly dueOn: Day;
}
export interface Notice extends Owed {
  readonly text: string;
}

/** What is told of a thing on a day: 15, 7 and 3 days before, on the day, and daily when it is over; null: nothing. */
export function noticeOn(owed: Owed, today: Day): Notice | null {
  if (today > owed.dueOn) {
    const days = (Date.parse(today) - Date.parse(owed.dueOn)) / 86_400_000;
    return { ...owed, text: `“${owed.title}”已逾期 ${days} 天（期限 ${owed.dueOn}）` };
  }
  const left = REMIND_BEFORE.find((days) => addDays(today, days) === owed.dueOn);
  if (left === undefined) return null;
  const when = left === 0 ? '今天到期' : `还有 ${left} 天到期（${owed.dueOn}）`;
  return { ...owed, text: `“${owed.title}”${when}` };
}
