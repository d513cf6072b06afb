import type { Value } from '@quantu/registers';
import { isSame, type Values } from './merge.ts';

/** Cells that were changed and not saved yet, by record. */
export interface RowEdit {
  readonly version: number;
  /** As they stood when the first cell of the row was changed. */
  readonly base: Values;
  readonly values: Values;
  /** What people read in place of a chosen code or reference. */
  readonly labels: Readonly<Record<string, string>>;
  /** Text that is no value of its field, with why; it stays in the cell and is not sent. */
  readonly problems: Readonly<Record<string, { readonly text: string; readonly says: string }>>;
}
export type Edits = Readonly<Record<string, RowEdit>>;

export interface CellEdit {
  readonly id: string;
  readonly version: number;
  readonly field: string;
  readonly before: Value;
  readonly value: Value;
  readonly label?: string | undefined;
  readonly problem?: { readonly text: string; readonly says: string } | undefined;
}

const without = <T>(all: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([other]) => other !== key));

/** Takes cells over. A cell that is put back to what it was is no edit any more, a row without one is gone. */
export function withEdits(edits: Edits, cells: readonly CellEdit[]): Edits {
  let next = edits;
  for (const cell of cells) next = withEdit(next, cell);
  return next;
}

function withEdit(edits: Edits, cell: CellEdit): Edits {
  const { id, field, before, value, label, problem } = cell;
  const row = edits[id] ?? { version: cell.version, base: {}, values: {}, labels: {}, problems: {} };
  const base = field in row.base ? row.base : { ...row.base, [field]: before };
  const isBack = problem === undefined && isSame(base[field] ?? null, value);
  const changed: RowEdit = {
    version: row.version,
    base: isBack ? without(base, field) : base,
    values: isBack || problem ? without(row.values, field) : { ...row.values, [field]: value },
    labels: label === undefined ? without(row.labels, field) : { ...row.labels, [field]: label },
    problems: problem ? { ...row.problems, [field]: problem } : without(row.problems, field),
  };
  const isEmpty = Object.keys(changed.values).length === 0 && Object.keys(changed.problems).length === 0;
  return isEmpty ? without(edits, id) : { ...edits, [id]: changed };
}

export function withoutRows(edits: Edits, ids: readonly string[]): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([id]) => !ids.includes(id)));
}

/** Cells to be sent, and cells that cannot be. */
export function countCells(edits: Edits): { readonly cells: number; readonly problems: number; readonly rows: number } {
  const rows = Object.values(edits);
  const sum = (part: 'values' | 'problems'): number =>
    rows.reduce((count, row) => count + Object.keys(row[part]).length, 0);
  return { cells: sum('values'), problems: sum('problems'), rows: rows.length };
}

/** What `bulk` is sent: rows with something to write. */
export function toSend(edits: Edits): readonly { id: string; version: number; values: Record<string, Value> }[] {
  return Object.entries(edits).flatMap(([id, { version, values }]) =>
    Object.keys(values).length === 0 ? [] : [{ id, version, values: { ...values } }],
  );
}
