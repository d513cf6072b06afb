import { clauseAt, type Clauses } from './clauses.ts';
import type { DateSpan } from './dates.ts';
import type { Quantity } from './quantity.ts';

/** The time a figure is about: the nearest one named before it in its sentence that is no base of comparison. */
export function periodOf(
  text: string,
  quantity: Quantity,
  dates: readonly DateSpan[],
  clauses: Clauses,
): string | null {
  const clause = clauseAt(clauses, quantity.from);
  for (let i = before(dates, quantity.lead) - 1; i >= 0; i--) {
    const date = dates[i]!;
    if (clauses.sentence[clauseAt(clauses, date.from)] !== clauses.sentence[clause]) return null;
    if (date.isPeriod && !/[比较]$/.test(text.slice(Math.max(0, date.from - 1), date.from)))
      return text.slice(date.from, date.end).replace(/的$/, '');
  }
  return null;
}

function before(dates: readonly DateSpan[], at: number): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
