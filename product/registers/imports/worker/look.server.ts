import { cellText, guessMapping, knownHeads, understandSheet, type Workbook } from '@quantu/tables';
import { layoutOf } from '@quantu/tables/server';
import { keyColumns } from './rows.server.ts';
import { understood } from './understood.server.ts';
import type { Looked, LookedSheet, LookOrder } from './orders.ts';

const START_ROWS = 500;
const SHOWN_ROWS = 30;
const SHOWN_COLUMNS = 100;
const SHOWN_TEXT = 60;
const SKIPPED = 500;

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
    const found = isHeaded ? understood(sheet, first.headRows, keys) : understandSheet(sheet);
    const guess = isHeaded ? guessMapping(register, found) : [];
    return {
      name: sheet.name,
      isHidden: sheet.isHidden,
      headRows: found.headRows,
      skipped: found.skipped.slice(0, SKIPPED),
      rowCount: found.data.length,
      columns: found.columns,
      rows: sheet.rows
        .slice(0, SHOWN_ROWS)
        .map(({ cells }) => cells.slice(0, SHOWN_COLUMNS).map((cell) => cellText(cell).slice(0, SHOWN_TEXT))),
      layout: layoutOf(found),
      guess,
    };
  });
  return { sheets: looked, notes };
}
