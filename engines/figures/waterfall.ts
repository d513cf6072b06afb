import { decimal, plain, type Decimal } from '@quantu/base';

/** What one row, or one distinct value, gives to a figure before and after; null: it does not count then. */
export interface RowChange {
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The record was there at the earlier time, counted or not; its own day lies on or before the earlier time. */
  readonly facts: RowFacts;
}

export interface RowFacts {
  /** At the earlier time the record had been made. */
  readonly wasThere: boolean;
  /** At the later time it is still there. */
  readonly isThere: boolean;
  /** Its own date, where the figure has one, was over at the earlier time. */
  readonly isOwnDayPast: boolean;
  /** Its own date is a month that is reported, so that a changed amount corrects a report. */
  readonly isReport: boolean;
}

/** Why a figure changed. */
export const STEP_KINDS = ['redefined', 'added', 'late', 'removed', 'edited'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** How a row came in or went out: a new record, one that has come to meet the condition, an amount, … */
export type RowReason = 'new' | 'entered' | 'deleted' | 'left' | 'amount' | 'definition';

export interface StepRow {
  readonly id: string;
  readonly reason: RowReason;
  readonly before: string | null;
  readonly after: string | null;
  readonly change: string;
}

export interface Step {
  readonly kind: StepKind;
  readonly change: string;
  /** The value when this step and those before it are taken. */
  readonly value: string;
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
  changes: readonly RowChange[],
  redefinition: readonly RowChange[] = [],
): Waterfall {
  const rows = new Map<StepKind, StepRow[]>(STEP_KINDS.map((kind) => [kind, []]));
  for (const change of redefinition) rows.get('redefined')!.push(stepRow(change, 'definition'));
  for (const change of changes) {
    const reason = reasonOf(change);
    rows.get(kindOf(reason, change.facts))!.push(stepRow(change, reason));
  }
  let value = decimal(first);
  const steps: Step[] = [];
  for (const kind of STEP_KINDS) {
    const moved = rows.get(kind)!.filter(isMove);
    if (moved.length === 0) continue;
    const change = moved.reduce((sum, row) => sum.plus(row.change), decimal(0));
    value = value.plus(change);
    steps.push({ kind, change: plain(change), value: plain(value), rows: moved.toSorted(bySize) });
  }
  return { first: plain(decimal(first)), last: plain(value), steps };
}

function reasonOf({ before, after, facts }: RowChange): RowReason {
  if (before === null) return facts.wasThere ? 'entered' : 'new';
  if (after === null) return facts.isThere ? 'left' : 'deleted';
  return 'amount';
}

/** Late: it came in, or its reported amount was corrected, after the earlier time, although its own date was over then. */
function kindOf(reason: RowReason, { isOwnDayPast, isReport }: RowFacts): StepKind {
  if (reason === 'new' || reason === 'entered') return isOwnDayPast ? 'late' : 'added';
  if (reason === 'amount') return isOwnDayPast && isReport ? 'late' : 'edited';
  return 'removed';
}

function stepRow({ id, before, after }: RowChange, reason: RowReason): StepRow {
  const change = amount(after).minus(amount(before));
  return { id, reason, before, after, change: plain(change) };
}

const amount = (contribution: string | null): Decimal => decimal(contribution ?? '0');

/** A row that came or went is told even where it gives 0; one that only changed is told when its amount did. */
const isMove = ({ before, after, change }: StepRow): boolean =>
  change !== '0' || (before === null) !== (after === null);

const bySize = (a: StepRow, b: StepRow): number =>
  decimal(b.change).abs().comparedTo(decimal(a.change).abs()) || (a.id < b.id ? -1 : 1);
