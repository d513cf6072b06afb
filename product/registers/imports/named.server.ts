import type { Register, Value } from '@quantu/registers';
import { cellValue } from '@quantu/tables';
import type { ReadDb } from '@quantu/store';
import { idsByKey } from './keys.server.ts';
import type { StoredSheet } from './sheets.ts';

/**
 * The sheets with those rows as data that look like totals, headings or notes but whose key names a record: what the
 * register calls 合计 comes back from its export as that record.
 */
export async function withNamed(
  db: ReadDb,
  register: Register,
  sheets: readonly StoredSheet[],
): Promise<readonly StoredSheet[]> {
  const answers: StoredSheet[] = [];
  for (const sheet of sheets) answers.push(named(sheet, await namedRows(db, register, sheet)));
  return answers;
}

async function namedRows(
  db: ReadDb,
  register: Register,
  { doubtful = [], mapping }: StoredSheet,
): Promise<ReadonlySet<number>> {
  const columns = register.key.map((name) => mapping.find(({ field }) => field === name)?.column);
  const keyed = doubtful.flatMap(({ row, cells }) => {
    const values = register.key.map((name, i) => keyValue(register, name, cells[(columns[i] ?? 0) - 1]));
    const isWhole = values.every((value) => value !== null);
    return isWhole ? [{ row, values: Object.fromEntries(register.key.map((name, i) => [name, values[i]!])) }] : [];
  });
  const found = await idsByKey(
    db,
    register,
    keyed.map(({ values }) => values),
  );
  return new Set([...found.keys()].map((place) => keyed[place]!.row));
}

/** What a cell says for a part of the key; null when only a code set or another register could tell. */
function keyValue({ fields }: Register, name: string, text: string | undefined): Value {
  const field = fields[name]!;
  if (text === undefined || field.kind === 'code') return null;
  const read = cellValue(field, text, { unit: null });
  return 'value' in read ? read.value : null;
}

function named(sheet: StoredSheet, rows: ReadonlySet<number>): StoredSheet {
  const { doubtful = [], skipped, rowCount, named: before = [] } = sheet;
  const doubted = new Set(doubtful.map(({ row }) => row));
  const left = doubtful.filter(({ row }) => !rows.has(row)).map(({ row, why }) => ({ row, why }));
  return {
    ...sheet,
    named: [...rows],
    rowCount: rowCount - before.length + rows.size,
    skipped: [...skipped.filter(({ row }) => !doubted.has(row)), ...left].sort((a, b) => a.row - b.row),
  };
}
