import type { Register, Value } from '@quantu/registers';
import { parseValue } from '@quantu/registers';
import {
  cellText,
  cellValue,
  ChoiceFinder,
  isBlank,
  LATITUDE,
  LONGITUDE,
  placeOf,
  SECTION_COLUMN,
  SHEET_COLUMN,
  STATE_FIELD,
  tableFault,
  type Cell,
  type DataRow,
  type Workbook,
} from '@quantu/tables';
import { TOO_LONG } from '@quantu/tables/server';
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

const plainText = (value: Value): string => (value === null || typeof value === 'object' ? '' : String(value));

interface Source {
  readonly column: number;
  readonly unit: string | null;
}

/** Reads one row after another by the same mapping. */
class RowReader {
  readonly #register: Register;
  readonly #sheet: UsedSheet;
  readonly #finders: ReadonlyMap<string, ChoiceFinder>;
  readonly #states: ChoiceFinder;
  readonly #sources = new Map<string, Source[]>();

  constructor(register: Register, sheet: UsedSheet, finders: ReadonlyMap<string, ChoiceFinder>) {
    this.#register = register;
    this.#sheet = sheet;
    this.#finders = finders;
    const states = Object.entries(register.states?.states ?? {}).map(([value, { label }]) => ({ value, label }));
    this.#states = new ChoiceFinder(states);
    for (const { column, field, unit } of sheet.columns) {
      if (field === null) continue;
      this.#sources.set(field, [...(this.#sources.get(field) ?? []), { column, unit }]);
    }
  }

  read(row: DataRow): FileRow {
    const values: Record<string, Value> = {};
    const look: Record<string, string> = {};
    const problems: Record<string, string> = {};
    const raw: Record<string, string> = {};
    for (const [field, sources] of this.#sources) {
      const [first] = sources;
      if (!first) continue;
      // What did not fit into the cell of an export is left as the record has it.
      if (sources.length === 1 && this.#cell(row, first.column) === TOO_LONG) continue;
      const text = sources.length === 1 ? this.#text(row, first) : this.#texts(row, sources);
      const found = sources.length === 2 ? this.#place(field, row, sources) : this.#value(field, row, first);
      if ('problem' in found) problems[field] = found.problem;
      else if ('look' in found) look[field] = found.look;
      else values[field] = found.value;
      // Only what the value does not say itself: rows are many, and each goes through two processes and a table.
      if (text !== '' && text !== plainText(values[field] ?? null)) raw[field] = text;
    }
    return { sheet: this.#sheet.name, row: row.row, values, look, problems, raw };
  }

  #text(row: DataRow, { column }: Source): string {
    return cellText(this.#cell(row, column)).trim();
  }

  #texts(row: DataRow, sources: readonly Source[]): string {
    const texts = sources.map((source) => this.#text(row, source));
    return texts.filter(Boolean).join('，');
  }

  #cell(row: DataRow, column: number): Cell {
    if (column === SHEET_COLUMN) return this.#sheet.name;
    return column === SECTION_COLUMN ? row.section : (row.cells[column - 1] ?? null);
  }

  #value(name: string, row: DataRow, { column, unit }: Source) {
    const cell = this.#cell(row, column);
    if (name === STATE_FIELD) {
      return isBlank(cell) ? { value: null } : this.#states.find(cellText(cell), '状态');
    }
    const field = this.#register.fields[name]!;
    const choices = field.kind === 'code' ? this.#finders.get(field.set) : undefined;
    return cellValue(field, cell, { unit, choices });
  }

  /** Longitude and latitude in columns of their own. */
  #place(name: string, row: DataRow, sources: readonly Source[]) {
    const textOf = (unit: string) => {
      const source = sources.find((one) => one.unit === unit);
      return source ? cellText(this.#cell(row, source.column)).trim() : '';
    };
    const [longitude, latitude] = [textOf(LONGITUDE), textOf(LATITUDE)];
    if (longitude === '' && latitude === '') return { value: null };
    const place = placeOf(longitude, latitude);
    return 'problem' in place ? place : parseValue(this.#register.fields[name]!, place.geometry);
  }
}
