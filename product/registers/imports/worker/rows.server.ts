import type { Field, Register, Value } from '@quantu/registers';
import {
  ChoiceFinder,
  SECTION_COLUMN,
  SHEET_COLUMN,
  tableFault,
  type Cell,
  type DataRow,
  type Merge,
  type Workbook,
} from '@quantu/tables';
import { TOO_LONG } from '@quantu/tables/server';
import { namedBy, readerOf, type Reads } from './cells.server.ts';
import { BareCounter } from './bare-counter.ts';
import type { BareNumbers, FileRow, RowPiece, RowsOrder, UsedSheet } from './orders.ts';
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
      yield { rows, bare: reader.bare(), fraction: done / total, total };
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
  readonly isUnitAssumed: boolean;
}

interface FieldReader {
  readonly name: string;
  readonly sources: readonly Source[];
  readonly read: Reads;
  /** What is added up: sums, areas, households. */
  readonly isSum: boolean;
  /** Counts numbers without a unit where it was assumed, or null. */
  readonly bare: BareCounter | null;
}

function isSum(field: Field | undefined): boolean {
  if (field?.kind === 'money') return true;
  return (field?.kind === 'decimal' || field?.kind === 'integer') && field.unit !== undefined && field.unit !== '年';
}

/** By column, cells that several records share: other than their keys, which are then one record. */
function sharedSums(merges: readonly Merge[], keys: readonly number[]): ReadonlyMap<number, Merge> {
  const isOneRecord = ({ top, bottom }: Merge): boolean =>
    merges.some(({ left, top: from, bottom: until }) => keys.includes(left) && from <= top && until >= bottom);
  return new Map(merges.filter((merge) => !isOneRecord(merge)).map((merge) => [merge.left, merge]));
}

const DITTO = new Set(['同上', '〃', '″', '"', '”', '“', "''"]);
const isDitto = (cell: Cell): boolean => typeof cell === 'string' && cell.length <= 4 && DITTO.has(cell.trim());

/** Reads one row after another by the same mapping. */
class RowReader {
  readonly #sheet: UsedSheet;
  readonly #register: Register;
  readonly #keys: readonly number[];
  readonly #fields: readonly FieldReader[];
  /** By column, what the row before said, for those whose cells may say 同上. */
  readonly #before = new Map<number, Cell>();

  constructor(register: Register, sheet: UsedSheet, finders: ReadonlyMap<string, ChoiceFinder>) {
    this.#sheet = sheet;
    this.#register = register;
    this.#keys = keyColumns(register, sheet.columns);
    const all = new Map<string, Source[]>();
    for (const { column, field, unit, isUnitAssumed = false } of sheet.columns) {
      if (field !== null) all.set(field, [...(all.get(field) ?? []), { column, unit, isUnitAssumed }]);
    }
    const states = Object.entries(register.states?.states ?? {}).map(([value, { label }]) => ({ value, label }));
    const known = { register, finders, states: new ChoiceFinder(states) };
    this.#fields = [...all].map(([name, sources]) => ({
      name,
      sources,
      read: readerOf(known, name, sources),
      isSum: isSum(register.fields[name]),
      bare: sources[0]!.isUnitAssumed ? new BareCounter(register.fields[name]?.kind === 'ratio') : null,
    }));
  }

  bare(): readonly BareNumbers[] {
    const { name: sheet } = this.#sheet;
    return this.#fields.flatMap(({ name, bare, sources: [source] }) => {
      const { count, example } = bare ?? { count: 0, example: '' };
      return count === 0 ? [] : [{ sheet, field: name, unit: source!.unit, count, example }];
    });
  }

  /** What stands in these columns; 同上 is what the row before says there. In a text it may be what is meant. */
  #cells(row: DataRow, name: string, sources: readonly Source[]): readonly Cell[] {
    const cells = sources.map(({ column }) => this.#cell(row, column));
    const kind = this.#register.fields[name]?.kind;
    if (kind === 'text' || kind === 'long-text') return cells;
    for (const [i, { column }] of sources.entries()) {
      if (isDitto(cells[i]!)) cells[i] = this.#before.get(column) ?? cells[i]!;
      this.#before.set(column, cells[i]!);
    }
    return cells;
  }

  read(row: DataRow): FileRow {
    const values: Record<string, Value> = {};
    const look: Record<string, string> = {};
    const problems: Record<string, string> = {};
    const raw: Record<string, string> = {};
    let maybe: Record<string, readonly string[]> | undefined;
    const shared = row.merges === undefined ? null : sharedSums(row.merges, this.#keys);
    for (const { name, sources, read, isSum, bare } of this.#fields) {
      const one = isSum ? shared?.get(sources[0]!.column) : undefined;
      if (one) {
        const { label } = this.#register.fields[name]!;
        problems[name] = `${label}：第 ${one.top} 至 ${one.bottom} 行合并成一格，不知道每条各是多少，请拆开后分别填写`;
        continue;
      }
      const cells = this.#cells(row, name, sources);
      // What did not fit into the cell of an export is left as the record has it.
      if (cells.length === 1 && cells[0] === TOO_LONG) continue;
      bare?.look(cells[0] ?? null);
      const { found, text } = read(cells);
      if ('problem' in found) problems[name] = found.problem;
      else if ('look' in found) look[name] = found.look;
      else values[name] = found.value;
      if (text !== null) raw[name] = text;
      const several = namedBy(found);
      if (several !== null) maybe = { ...maybe, [name]: several };
    }
    const plain = { sheet: this.#sheet.name, row: row.row, values, look, problems, raw };
    return maybe ? { ...plain, maybe } : plain;
  }

  #cell(row: DataRow, column: number): Cell {
    if (column === SHEET_COLUMN) return this.#sheet.name;
    return column === SECTION_COLUMN ? row.section : (row.cells[column - 1] ?? null);
  }
}
