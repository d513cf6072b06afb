import { understandSheet, type Sheet, type UnderstoodSheet } from '@quantu/tables';

interface Known {
  readonly asked: string;
  readonly found: UnderstoodSheet;
}

/** Columns that name a record, and rows that are known to be data. */
interface Ask {
  readonly keys: readonly number[];
  readonly named: readonly number[];
}

/** Goes with the sheet, which a worker keeps for the next step. */
const known = new WeakMap<Sheet, Known>();

/** A sheet with this head and these columns of the key: looked through once for looking, reading and sending back. */
export function understood(sheet: Sheet, headRows: readonly number[], ask: Ask): UnderstoodSheet {
  const last = known.get(sheet);
  const asked = JSON.stringify([headRows, ask]);
  if (last?.asked === asked) return last.found;
  const found = understandSheet(sheet, { headRows, ...ask });
  known.set(sheet, { asked, found });
  return found;
}
