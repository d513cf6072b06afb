import { canonicalJson } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import { bareHead } from '../understand/words.ts';
import type { SheetColumn, UnderstoodSheet } from '../understand/sheet.ts';
import type { ColumnMapping } from './guess.ts';

/** What is the same in every file of one layout: the heads, whatever stands below. */
export function layoutOf(sheet: Pick<UnderstoodSheet, 'columns'>): string {
  return sm3(canonicalJson(ownColumns(sheet).map(keyOfHead)));
}

const ownColumns = ({ columns }: Pick<UnderstoodSheet, 'columns'>): readonly SheetColumn[] =>
  columns.filter(({ isIgnored, column }) => !isIgnored && column <= 16_384);

const keyOfHead = ({ head }: Pick<SheetColumn, 'head'>): string => bareHead(head);

/** A mapping by heads, to be kept; the columns may stand elsewhere the next time. */
export type RememberedMapping = readonly {
  readonly head: string;
  readonly field: string | null;
  readonly unit: string | null;
}[];

export function remembered(
  sheet: Pick<UnderstoodSheet, 'columns'>,
  mapping: readonly ColumnMapping[],
): RememberedMapping {
  return sheet.columns
    .filter(({ isIgnored }) => !isIgnored)
    .map((column) => {
      const chosen = mapping.find((one) => one.column === column.column);
      return { head: keyOfHead(column), field: chosen?.field ?? null, unit: chosen?.unit ?? null };
    });
}

/** The kept mapping on the columns of a sheet; fields that the register has lost are left out. */
export function recalled(
  sheet: Pick<UnderstoodSheet, 'columns'>,
  kept: RememberedMapping,
  isField: (field: string) => boolean,
): readonly ColumnMapping[] {
  const open = [...kept];
  return sheet.columns.map((column) => {
    const at = column.isIgnored ? -1 : open.findIndex(({ head }) => head === keyOfHead(column));
    const found = at < 0 ? undefined : open.splice(at, 1)[0];
    const field = found?.field ?? null;
    const isKnown = field !== null && isField(field);
    const isLeftOut = column.isIgnored || (found !== undefined && field === null);
    return {
      column: column.column,
      field: isKnown ? field : null,
      unit: found?.unit ?? column.unit,
      confidence: isKnown || isLeftOut ? 1 : 0,
    };
  });
}
