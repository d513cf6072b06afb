import type { Day } from '@quantu/base';

export type Timeliness = 'in-time' | 'late';

/** Whether it was done by its day. Null: it has none, or it is not done and the day has not passed: nobody knows yet. */
export function timelinessOf(dueOn: Day | null, doneOn: Day | null, today: Day): Timeliness | null {
  if (dueOn === null) return null;
  if (doneOn !== null) return doneOn <= dueOn ? 'in-time' : 'late';
  return today > dueOn ? 'late' : null;
}
