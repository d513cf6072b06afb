import type { Register, Value } from '@quantu/registers';
import {
  ChoiceFinder,
  SECTION_COLUMN,
  SHEET_COLUMN,
  tableFault,
  type Cell,
  type DataRow,
  type Workbook,
} from '@quantu/tables';
import { TOO_LONG } from '@quantu/tables/server';
import { readerOf, type Reads } from './cells.server.ts';
import type { FileRow, RowPiece, RowsOrder, UsedSheet } from './orders.ts';
import { understood } from './understood.server.ts';

const PIECE = 500;

/** The rows of a workbook in the register's terms, in pieces. */
export function* fileRows(book: Workbook, order: RowsOrder): Generator<RowPiece> {
  const finders = new Map(Object.entries(order.choices).map(([set, choices]) => [set, new ChoiceFinder(choices)]));
  const used = order.sheets.map((sheet) => ({ sheet, data: dataOf(book, sheet, order.register) }));
  const total = used.reduce((sum, { data }) => sum + data.length, 0);
  let done = 0;
  for (const { sheet, data } of used) {
    const reader = new RowReader(order.register, sheet, finders);
    for (let from = 0; from < data.length; from += PIECE) {
      const rows = data.slice(from, from + PIECE).map((row) => reader.read(row));
      done += rows.length;
      yield { rows, fraction: done / total, total };
    }
  }
}

function dataOf(book: Workbook, { name, headRows, named, columns }: UsedSheet, register: Register): readonly DataRow[] {
  const sheet = book.sheets.find((one) => one.name === name);
  if (!sheet || headRows.length === 0) throw tableFault('table.no-head', { sheet: name });
  return understood(sheet, headRows, { keys: keyColumns(register, columns), named }).data;
}

/** The columns that name a record. */
export function keyColumns(
  { key }: Register,
  columns: readonly { readonly column: number; readonly field: string | null }[],
): readonly number[] {
  const found = columns.filter(({ field }) => field !== null && key.includes(field));
  return found.length === key.length ? found.map(({ column }) => column) : [];
}

interface Source {
  readonly column: number;
  readonly unit: string | null;
}

/** Reads one row after another by the same mapping. */
class RowReader {
  readonly #sheet: UsedSheet;
  readonly #fields: readonly { readonly name: string; readonly sources: readonly Source[]; readonly read: Reads }[];

  constructor(register: Register, sheet: UsedSheet, finders: ReadonlyMap<string, ChoiceFinder>) {
    this.#sheet = sheet;
    const all = new Map<string, Source[]>();
    for (const { column, field, unit } of sheet.columns) {
      if (field !== null) all.set(field, [...(all.get(field) ?? []), { column, unit }]);
    }
    const states = Object.entries(register.states?.states ?? {}).map(([value, { label }]) => ({ value, label }));
    const known = { register, finders, states: new ChoiceFinder(states) };
    this.#fields = [...all].map(([name, sources]) => ({ name, sources, read: readerOf(known, name, sources) }));
  }

  read(row: DataRow): FileRow {
    const values: Record<string, Value> = {};
    const look: Record<string, string> = {};
    const problems: Record<string, string> = {};
    const raw: Record<string, string> = {};
    for (const { name, sources, read } of this.#fields) {
      const cells = sources.map(({ column }) => this.#cell(row, column));
      // What did not fit into the cell of an export is left as the record has it.
      if (cells.length === 1 && cells[0] === TOO_LONG) continue;
      const { found, text } = read(cells);
      if ('problem' in found) problems[name] = found.problem;
      else if ('look' in found) look[name] = found.look;
      else values[name] = found.value;
      if (text !== null) raw[name] = text;
    }
    return { sheet: this.#sheet.name, row: row.row, values, look, problems, raw };
  }

  #cell(row: DataRow, column: number): Cell {
    if (column === SHEET_COLUMN) return this.#sheet.name;
    return column === SECTION_COLUMN ? row.section : (row.cells[column - 1] ?? null);
  }
}
