import {
  cellText,
  guessMapping,
  knownHeads,
  SHEET_COLUMN,
  understandSheet,
  type ColumnMapping,
  type Sheet,
  type UnderstoodSheet,
  type Workbook,
} from '@quantu/tables';
import type { Register } from '@quantu/registers';
import { layoutOf } from '@quantu/tables/server';
import { keyColumns } from './rows.server.ts';
import { understood } from './understood.server.ts';
import type { Looked, LookedSheet, LookOrder } from './orders.ts';

const START_ROWS = 500;
const SHOWN_ROWS = 30;
const MOST_SHOWN_ROWS = 200;
const SHOWN_COLUMNS = 100;
const SHOWN_TEXT = 60;
const SKIPPED = 500;
/** As long as a text that names a record can be. */
const KEY_TEXT = 210;

/** What the sheets of a workbook look like, and what their columns seem to be. */
export function lookAt({ sheets, notes }: Workbook, { register, headRows }: LookOrder): Looked {
  const known = knownHeads(register);
  const looked = sheets.map((sheet): LookedSheet => {
    const chosen = headRows[sheet.name];
    // The head and the columns of the key stand in the first rows; with them all rows are looked through once, and
    // totals and headings are told from data more surely.
    const start = { ...sheet, rows: sheet.rows.slice(0, START_ROWS) };
    const first = understandSheet(start, { known, ...(chosen ? { headRows: chosen } : {}) });
    const isHeaded = first.headRows.length > 0;
    const keys = isHeaded ? keyColumns(register, guessMapping(register, first)) : [];
    const found = isHeaded ? understood(sheet, first.headRows, { keys, named: [] }) : understandSheet(sheet);
    const guess = isHeaded ? guessMapping(register, found) : [];
    return {
      name: sheet.name,
      isHidden: sheet.isHidden,
      headRows: found.headRows,
      skipped: found.skipped.slice(0, SKIPPED),
      rowCount: found.data.length,
      hiddenCount: found.data.reduce((sum, { isHidden }) => sum + (isHidden ? 1 : 0), 0),
      doubtful: doubtfulRows(sheet, found),
      columns: found.columns,
      rows: shownRows(sheet, found.headRows),
      layout: layoutOf(found),
      guess,
    };
  });
  return { sheets: withKeepers(register, looked), notes };
}

/** Where one sheet is called after the unit whose rows it holds, those beside it are too, whatever they are called. */
function withKeepers({ key, keeper }: Register, sheets: readonly LookedSheet[]): readonly LookedSheet[] {
  const isNamed = ({ column, field }: ColumnMapping) => column === SHEET_COLUMN && field !== null && field === keeper;
  const named = sheets.flatMap(({ guess }) => guess.find(isNamed) ?? [])[0];
  if (!named) return sheets;
  return sheets.map((sheet) => {
    const fields = sheet.guess.map(({ field }) => field);
    if (fields.includes(named.field) || !key.every((name) => fields.includes(name))) return sheet;
    return { ...sheet, guess: sheet.guess.map((one) => (one.column === SHEET_COLUMN ? named : one)) };
  });
}

/** The first rows as a person sees them in the file, empty ones too: a row's place says its number. */
function shownRows({ rows }: Sheet, headRows: readonly number[]): string[][] {
  const until = Math.max(SHOWN_ROWS, Math.min(Math.max(0, ...headRows) + 10, MOST_SHOWN_ROWS));
  const shown: string[][] = [];
  for (const { row, cells } of rows) {
    if (row > until) break;
    while (shown.length < row - 1) shown.push([]);
    shown.push(cells.slice(0, SHOWN_COLUMNS).map((cell) => cellText(cell).slice(0, SHOWN_TEXT)));
  }
  return shown;
}

/** What stands under the head and was taken for a total, a heading or a note. */
function doubtfulRows(sheet: Sheet, { headRows, skipped }: UnderstoodSheet): LookedSheet['doubtful'] {
  const bottom = Math.max(...headRows);
  const told = new Map(skipped.slice(0, SKIPPED).map(({ row, why }) => [row, why]));
  const under = sheet.rows.filter(({ row }) => row > bottom && told.has(row));
  return under.map(({ row, cells }) => {
    const texts = cells.slice(0, SHOWN_COLUMNS).map((cell) => cellText(cell).slice(0, KEY_TEXT));
    return { row, why: told.get(row)!, cells: texts };
  });
}
