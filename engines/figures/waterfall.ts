import { decimal, plain } from '@quantu/base';

export interface RowFacts {
  /** At the earlier time the record had been made, counted or not. */
  readonly wasThere: boolean;
  /** At the later time it is still there. */
  readonly isThere: boolean;
  /** Its own date, where the figure has one, was over at the earlier time. */
  readonly isOwnDayPast: boolean;
  /** Its own date is a month that is reported, so that a changed amount corrects a report. */
  readonly isReport: boolean;
}

/** What one row, or one distinct value, gives to a figure before and after; null: it does not count then. */
export interface MovedRow {
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Rows that moved in the same way under the same facts. There may be hundreds of thousands: they come added up, and only
 * those with the largest changes one by one.
 */
export interface MovedAlike {
  readonly counted: boolean;
  readonly counts: boolean;
  readonly facts: RowFacts;
  readonly count: number;
  /** How many of them the reader may not see. */
  readonly hidden: number;
  /** Of all of them, seen or not. */
  readonly change: string;
  /** Of those that may be seen. */
  readonly largest: readonly MovedRow[];
}

/** Why a figure changed. */
export const STEP_KINDS = ['redefined', 'added', 'late', 'removed', 'edited'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** How a row came in or went out: a new record, one that has come to meet the condition, an amount, … */
export type RowReason = 'new' | 'entered' | 'deleted' | 'left' | 'amount' | 'definition';

export interface StepRow extends MovedRow {
  readonly reason: RowReason;
  readonly change: string;
}

export interface Step {
  readonly kind: StepKind;
  readonly change: string;
  /** The value when this step and those before it are taken. */
  readonly value: string;
  readonly count: number;
  readonly hidden: number;
  /** The largest changes first. */
  readonly rows: readonly StepRow[];
}

export interface Waterfall {
  readonly first: string;
  readonly last: string;
  /** In the order of `STEP_KINDS`; kinds without rows are left out. */
  readonly steps: readonly Step[];
}

/**
 * The way of a figure from one value to another. `redefinition` is what the newer definition makes of the earlier rows;
 * `changes` are those of the rows under the newer definition. The steps add up to `last` exactly: every row's change
 * stands in exactly one of them.
 */
export function waterfallOf(
  first: string,
  changes: readonly MovedAlike[],
  redefinition: readonly MovedAlike[] = [],
): Waterfall {
  const kinds = new Map<StepKind, { alike: MovedAlike; reason: RowReason }[]>(STEP_KINDS.map((kind) => [kind, []]));
  for (const alike of redefinition) kinds.get('redefined')!.push({ alike, reason: 'definition' });
  for (const alike of changes) {
    const reason = reasonOf(alike);
    kinds.get(kindOf(reason, alike.facts))!.push({ alike, reason });
  }
  let value = decimal(first);
  const steps: Step[] = [];
  for (const kind of STEP_KINDS) {
    const moved = kinds.get(kind)!.filter(({ alike }) => alike.count > 0);
    if (moved.length === 0) continue;
    const change = moved.reduce((sum, { alike }) => sum.plus(alike.change), decimal(0));
    value = value.plus(change);
    steps.push({
      kind,
      change: plain(change),
      value: plain(value),
      count: moved.reduce((sum, { alike }) => sum + alike.count, 0),
      hidden: moved.reduce((sum, { alike }) => sum + alike.hidden, 0),
      rows: moved.flatMap(({ alike, reason }) => alike.largest.map((row) => stepRow(row, reason))).toSorted(bySize),
    });
  }
  return { first: plain(decimal(first)), last: plain(value), steps };
}

function reasonOf({ counted, counts, facts }: MovedAlike): RowReason {
  if (!counted) return facts.wasThere ? 'entered' : 'new';
  if (!counts) return facts.isThere ? 'left' : 'deleted';
  return 'amount';
}

/** Late: it came in, or its reported amount was corrected, after the earlier time, although its own date was over then. */
function kindOf(reason: RowReason, { isOwnDayPast, isReport }: RowFacts): StepKind {
  if (reason === 'new' || reason === 'entered') return isOwnDayPast ? 'late' : 'added';
  if (reason === 'amount') return isOwnDayPast && isReport ? 'late' : 'edited';
  return 'removed';
}

function stepRow(row: MovedRow, reason: RowReason): StepRow {
  return { ...row, reason, change: plain(decimal(row.after ?? '0').minus(row.before ?? '0')) };
}

const bySize = (a: StepRow, b: StepRow): number =>
  decimal(b.change).abs().comparedTo(decimal(a.change).abs()) || (a.id < b.id ? -1 : 1);
