import { dayInChina, type Day } from '@quantu/base';
import { boxOf, toWkb } from '@quantu/geometry';
import type { WriteDb } from '@quantu/store';
import { deadlineFrom } from '@quantu/workflow';
import { sql } from 'kysely';
import { isGeometry } from '../fields.ts';
import type { Value, Written } from '../records.ts';
import { boxColumnOf, columnOf, type Register } from '../register.ts';
import { typeOf } from '../schema/columns.server.ts';
import type { PlannedRow } from './plan.server.ts';

/** Rows in one statement: their text is in memory once on each side. */
const CHUNK = 5000;

interface Cell {
  readonly column: string;
  readonly type: string;
}

/** Writes planned rows, a few thousand in a statement. */
export async function storeRows(
  tx: WriteDb,
  register: Register,
  rows: readonly PlannedRow[],
): Promise<readonly Written[]> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    const made = chunk.filter(({ before }) => before === null);
    const changed = chunk.filter((row) => row.before !== null && isDifferent(row));
    if (made.length > 0) await insertRows(tx, register, made);
    if (changed.length > 0) await updateRows(tx, register, changed);
  }
  return rows.map((row) => ({
    id: row.id,
    version: row.before === null ? 1 : row.before.version + (isDifferent(row) ? 1 : 0),
    isUnchanged: !isDifferent(row),
  }));
}

export function isDifferent({ before, changed, state }: PlannedRow): boolean {
  return before === null || changed.length > 0 || state !== before.state;
}

const STATE_CELLS: readonly Cell[] = [
  { column: 'state', type: 'text' },
  { column: 'state_since', type: 'timestamptz' },
  { column: 'state_due', type: 'date' },
];

function cellsOf(register: Register, fields: readonly string[]): readonly Cell[] {
  return fields.flatMap((name) => {
    const field = register.fields[name]!;
    const own = { column: columnOf(name), type: typeOf(field) };
    return isGeometry(field) ? [own, { column: boxColumnOf(name), type: 'box' }] : [own];
  });
}

function jsonRow(fields: readonly string[], row: PlannedRow): Record<string, unknown> {
  const cells: Record<string, unknown> = { id: row.id };
  for (const name of fields) {
    const value: Value = row.values[name] ?? null;
    if (typeof value !== 'object' || value === null) cells[columnOf(name)] = value;
    else {
      const [minLon, minLat, maxLon, maxLat] = boxOf(value);
      cells[columnOf(name)] = `\\x${Buffer.from(toWkb(value)).toString('hex')}`;
      cells[boxColumnOf(name)] = `(${minLon},${minLat}),(${maxLon},${maxLat})`;
    }
  }
  return cells;
}

/** Since when a record is in its state, and by when it has to leave it. */
function stateCells(tx: WriteDb, register: Register, row: PlannedRow): Record<string, unknown> {
  if (!register.states) return {};
  const { before, state } = row;
  if (before && before.state === state) {
    return { state, state_since: before.stateSince, state_due: before.stateDue };
  }
  const deadline = register.states.states[state ?? '']?.deadline;
  const due: Day | null = deadline ? deadlineFrom(dayInChina(tx.at), deadline).on : null;
  return { state, state_since: tx.at, state_due: due };
}

function usedFields(register: Register, rows: readonly PlannedRow[]): readonly string[] {
  const used = new Set(rows.flatMap(({ changed }) => changed));
  return Object.keys(register.fields).filter((name) => used.has(name));
}

async function insertRows(tx: WriteDb, register: Register, rows: readonly PlannedRow[]): Promise<void> {
  const fields = usedFields(register, rows);
  const cells = [{ column: 'id', type: 'uuid' }, ...(register.states ? STATE_CELLS : []), ...cellsOf(register, fields)];
  const json = JSON.stringify(rows.map((row) => ({ ...jsonRow(fields, row), ...stateCells(tx, register, row) })));
  const names = sql.join(cells.map(({ column }) => sql.ref(column)));
  await sql`insert into ${sql.table(register.table)}
      (version, created_at, created_by, changed_at, changed_by, ${names})
    select 1, ${tx.at}::timestamptz, ${tx.actor}, ${tx.at}::timestamptz, ${tx.actor}, ${names}
    from json_to_recordset(${json}::json) as x(${typedList(cells)})`.execute(tx);
}

async function updateRows(tx: WriteDb, register: Register, rows: readonly PlannedRow[]): Promise<void> {
  const fields = usedFields(register, rows);
  const cells = [...(register.states ? STATE_CELLS : []), ...cellsOf(register, fields)];
  const json = JSON.stringify(rows.map((row) => ({ ...jsonRow(fields, row), ...stateCells(tx, register, row) })));
  const set = cells.map(({ column }) => sql`, ${sql.ref(column)} = x.${sql.ref(column)}`);
  await sql`update ${sql.table(register.table)} as r
    set version = r.version + 1, changed_at = ${tx.at}::timestamptz, changed_by = ${tx.actor} ${sql.join(set, sql``)}
    from json_to_recordset(${json}::json) as x(${typedList([{ column: 'id', type: 'uuid' }, ...cells])})
    where r.id = x.id`.execute(tx);
}

const typedList = (cells: readonly Cell[]) =>
  sql.join(cells.map(({ column, type }) => sql`${sql.ref(column)} ${sql.raw(type)}`));
