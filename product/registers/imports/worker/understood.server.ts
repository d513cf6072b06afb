import { understandSheet, type Sheet, type UnderstoodSheet } from '@quantu/tables';

interface Known {
  readonly headRows: string;
  readonly keys: string;
  readonly found: UnderstoodSheet;
}

/** Goes with the sheet, which a worker keeps for the next step. */
const known = new WeakMap<Sheet, Known>();

/** A sheet with this head and these columns of the key: looked through once for looking, reading and sending back. */
export function understood(sheet: Sheet, headRows: readonly number[], keys: readonly number[]): UnderstoodSheet {
  const last = known.get(sheet);
  if (last?.headRows === headRows.join() && last.keys === keys.join()) return last.found;
  const found = understandSheet(sheet, { headRows, keys });
  known.set(sheet, { headRows: headRows.join(), keys: keys.join(), found });
  return found;
}
