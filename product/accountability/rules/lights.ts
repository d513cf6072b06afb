import { addDays, type Day } from '@quantu/base';
import { addMonths, workdaysBetween } from '@quantu/workflow';

/** What a light is judged by. */
export interface Watched {
  /** Why it needs nothing of them any more, if so. */
  readonly settled: string | null;
  readonly dueOn: Day | null;
  /** The last day on which something was reported, or it was assigned. */
  readonly movedOn: Day | null;
  /** Why it stands still, if it was reported as 受阻. */
  readonly blockedBecause: string | null;
}
export interface Lit {
  readonly light: 'green' | 'yellow' | 'red' | 'grey';
  readonly because: string;
}

const SOON_DAYS = 15;
const IDLE_MONTHS = 2;

/** The light of a task, an item or an opinion on a day, with its reason. Without a day there is nothing to judge. */
export function lightOf({ settled, dueOn, movedOn, blockedBecause }: Watched, today: Day): Lit {
  if (settled !== null) return { light: 'green', because: settled };
  if (dueOn === null) return { light: 'grey', because: '没有期限，无法判定' };
  if (today > dueOn) {
    const workdays = workdaysBetween(dueOn, today);
    return { light: 'red', because: `期限 ${dueOn}，已逾期${workdays > 0 ? ` ${workdays} 个工作日` : ''}` };
  }
  if (blockedBecause !== null) return { light: 'yellow', because: `受阻：${blockedBecause}` };
  if (addDays(today, SOON_DAYS) >= dueOn) return { light: 'yellow', because: `${dueOn} 到期${daysText(today, dueOn)}` };
  if (movedOn !== null && addMonths(movedOn, IDLE_MONTHS) <= today)
    return { light: 'yellow', because: `自 ${movedOn} 起两个月没有进展` };
  return { light: 'green', because: `${dueOn} 到期，按时推进` };
}

function daysText(today: Day, dueOn: Day): string {
  const days = (Date.parse(dueOn) - Date.parse(today)) / 86_400_000;
  return days === 0 ? '，就是今天' : `，还有 ${days} 天`;
}
