import type { Decimal } from '@quantu/base';
import type { ReadFigure } from '../reading.ts';
import { namedFigures, stockName, totalNames } from './conflicts.ts';
import { changeAgrees, changesIn, stepAgrees, stepsIn } from './growths.ts';
import type { Printed } from './printed.ts';
import { openShares, soundShares } from './shares.ts';
import { soundBreakdowns } from './sums.ts';
import type { Line, Sheet } from './sheet.ts';

/** What the figures of a text say of one another and hold to, for a check that goes across many texts. */
export interface Statements {
  readonly named: readonly Named[];
  readonly relations: readonly Relation[];
  /** Parts with their share of a whole that the sentence does not name. */
  readonly openShares: readonly { readonly part: ReadFigure; readonly percent: Percent }[];
}

/** A figure that says what it measures: the same key is the same thing, unit and time. */
export interface Named {
  readonly figure: ReadFigure;
  readonly key: string;
  readonly subject: string;
  /** The name under which all that there is of something was counted. */
  readonly stock: string | null;
  /** Of 占全部119个…: the names by which that may be asked for, the longest first. */
  readonly totalOf: readonly string[];
}

/**
 * What the sentence says: parts make the whole (or no more than it when the list is open), `part ÷ whole = percent`,
 * `change ÷ (level ∓ change) = percent`, `(to − from) ÷ from = percent`. Each holds for the printed values.
 */
export type Relation =
  | {
      readonly kind: 'sum';
      readonly whole: ReadFigure;
      readonly parts: readonly ReadFigure[];
      readonly complete: boolean;
    }
  | { readonly kind: 'share'; readonly part: ReadFigure; readonly whole: ReadFigure; readonly percent: Percent }
  | {
      readonly kind: 'change';
      readonly level: ReadFigure;
      readonly change: ReadFigure;
      readonly falls: boolean;
      readonly percent: Percent;
    }
  | { readonly kind: 'step'; readonly from: ReadFigure; readonly to: ReadFigure; readonly percent: Percent };

/** A printed percentage and the ends between which the true one lies, whether it was rounded or cut. */
export interface Percent {
  readonly figure: ReadFigure;
  readonly low: Decimal;
  readonly high: Decimal;
}

export function statementsOf(sheet: Sheet): Statements {
  return {
    named: namedFigures(sheet)
      .map((one) => ({
        figure: one.figure,
        key: one.key,
        subject: one.subject,
        stock: stockName(one),
        totalOf: totalNames(sheet, one),
      }))
      .filter(({ subject, totalOf }) => subject !== '' || totalOf.length > 0),
    openShares: sheet.lines
      .flatMap((line) => openShares(sheet, line))
      .map(({ part, percent }) => ({ part: part.figure, percent: percentOf(percent) })),
    relations: sheet.lines.flatMap((line) => relationsIn(sheet, line)),
  };
}

function relationsIn(sheet: Sheet, line: Line): Relation[] {
  return [
    ...soundBreakdowns(sheet, line).map(({ whole, parts, complete }) => ({
      kind: 'sum' as const,
      whole: whole.figure,
      parts: parts.map(({ figure }) => figure),
      complete,
    })),
    ...soundShares(sheet, line).map(({ part, whole, percent }) => ({
      kind: 'share' as const,
      part: part.figure,
      whole: whole.figure,
      percent: percentOf(percent),
    })),
    ...changesIn(sheet, line)
      .filter(changeAgrees)
      .map(({ level, delta, percent, isDown }) => ({
        kind: 'change' as const,
        level: level.figure,
        change: delta.figure,
        falls: isDown,
        percent: percentOf(percent),
      })),
    ...stepsIn(sheet, line)
      .filter(stepAgrees)
      .map(({ start, end, percent }) => ({
        kind: 'step' as const,
        from: start.figure,
        to: end.figure,
        percent: percentOf(percent),
      })),
  ];
}

function percentOf({ figure, value, half }: Printed): Percent {
  return { figure, low: value.minus(half.times(2)), high: value.plus(half.times(2)) };
}
