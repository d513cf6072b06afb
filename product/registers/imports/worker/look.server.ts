import { cellText, guessMapping, knownHeads, understandSheet, type Workbook } from '@quantu/tables';
import { layoutOf } from '@quantu/tables/server';
import { keyColumns } from './rows.server.ts';
import { understood } from './understood.server.ts';
import type { Looked, LookedSheet, LookOrder } from './orders.ts';

const SHOWN_ROWS = 30;
const SHOWN_COLUMNS = 100;
const SHOWN_TEXT = 60;
const SKIPPED = 500;

/** What the sheets of a workbook look like, and what their columns seem to be. */
export function lookAt({ sheets, notes }: Workbook, { register, headRows }: LookOrder): Looked {
  const known = knownHeads(register);
  const looked = sheets.map((sheet): LookedSheet => {
    const chosen = headRows[sheet.name];
    const first = understandSheet(sheet, { known, ...(chosen ? { headRows: chosen } : {}) });
    const guess = first.headRows.length === 0 ? [] : guessMapping(register, first);
    // Once the columns of the key are known, totals and headings are told from data more surely.
    const keys = keyColumns(register, guess);
    const found = keys.length === 0 ? first : understood(sheet, first.headRows, keys);
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
