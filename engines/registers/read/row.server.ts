import assert from 'node:assert/strict';
import { decimal, isDecimalText, plain } from '@quantu/base';
import { fromWkb } from '@quantu/geometry';
import { sql, type RawBuilder } from 'kysely';
import { decide, type Subject, type Viewer } from '../access.ts';
import { isGeometry, type Field } from '../fields.ts';
import type { RecordView, Value } from '../records.ts';
import { columnOf, columnsOf, type Register } from '../register.ts';
import { maskText } from '../show.ts';
import { at } from './rule-sql.server.ts';

/** A row of a register's table as the driver has it. */
export type Row = Readonly<Record<string, unknown>>;

/** A record with nothing hidden: what rules are decided on. */
export interface WholeRecord extends Subject {
  readonly id: string;
  readonly version: number;
  readonly state: string | null;
  readonly stateSince: string | null;
  readonly stateDue: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly values: Readonly<Record<string, Value>>;
}

const SYSTEM_COLUMNS = ['id', 'version', 'created_at', 'created_by', 'changed_at', 'changed_by'];
const STATE_COLUMNS = ['state', 'state_since', 'state_due'];

/** What is fetched of a record: without `wanted`, everything that is no geometry. */
export function fetchedColumns(register: Register, wanted?: readonly string[]): RawBuilder<unknown> {
  const names = [
    ...SYSTEM_COLUMNS,
    ...(register.states ? STATE_COLUMNS : []),
    // Fields that no rule looks at and nobody asked for stay where they are; the others are all needed to decide.
    ...columnsOf(register)
      .filter(([name, field]) =>
        isGeometry(field) ? wanted?.includes(name) : !wanted || isNeeded(name, field, wanted),
      )
      .map(([name]) => columnOf(name)),
  ];
  return sql.join(names.map((name) => at(name)));
}

const isNeeded = (name: string, field: Field, wanted: readonly string[]): boolean =>
  field.kind === 'reference' || wanted.includes(name);

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

interface NamedColumn {
  readonly name: string;
  readonly field: Field;
  readonly column: string;
}
const known = new WeakMap<Register, readonly NamedColumn[]>();

function columnsIn(register: Register): readonly NamedColumn[] {
  const found =
    known.get(register) ?? columnsOf(register).map(([name, field]) => ({ name, field, column: columnOf(name) }));
  known.set(register, found);
  return found;
}

export function wholeRecord(register: Register, row: Row): WholeRecord {
  const values: Record<string, Value> = {};
  for (const { name, field, column } of columnsIn(register)) {
    if (column in row) values[name] = storedValue(field, row[column]);
  }
  return {
    id: String(row['id']),
    version: Number(row['version']),
    state: text(row['state']),
    stateSince: text(row['state_since']),
    stateDue: text(row['state_due']),
    createdAt: String(row['created_at']),
    createdBy: String(row['created_by']),
    changedAt: String(row['changed_at']),
    changedBy: String(row['changed_by']),
    values,
  };
}

/** A column's value as answers hold it. */
export function storedValue(field: Field, value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (isGeometry(field)) return value instanceof Uint8Array ? fromWkb(value) : null;
  if (field.kind === 'integer') return Number(value);
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  assert(typeof value === 'string', `${field.label} has an unexpected type in the database`);
  const stored = value;
  // `12.50` and `12.5` are one value; the database keeps how it was written.
  return NUMERIC.has(field.kind) && isLoose(stored) && isDecimalText(stored) ? plain(decimal(stored)) : stored;
}

const NUMERIC = new Set<Field['kind']>(['decimal', 'money', 'ratio', 'computed']);
/** Most numbers stand there as they are shown: only zeros at the end have to be taken off. */
const isLoose = (stored: string): boolean => stored.includes('.') && /[0.]$/.test(stored);

/** May the viewer read this field of this record, and whole? */
export function sightOf(field: Field, viewer: Viewer, record: Subject): 'hidden' | 'masked' | 'whole' {
  if (field.read && !decide(field.read, viewer, record)) return 'hidden';
  return field.unmasked && !decide(field.unmasked, viewer, record) ? 'masked' : 'whole';
}

/** A record as one viewer sees it, still without labels. `fields`: those wanted; by default all that were fetched. */
export function viewOf(
  register: Register,
  viewer: Viewer,
  record: WholeRecord,
  fields?: readonly string[],
): RecordView & { readonly values: Record<string, Value> } {
  const values: Record<string, Value> = {};
  const masked: string[] = [];
  for (const name of fields ?? Object.keys(record.values)) {
    const field = register.fields[name];
    const value = record.values[name];
    if (!field || value === undefined) continue;
    const sight = sightOf(field, viewer, record);
    if (sight === 'hidden') continue;
    const isMasked = sight === 'masked' && value !== null;
    values[name] = isMasked ? maskText(isGeometry(field) ? null : value) : value;
    if (isMasked) masked.push(name);
  }
  return { ...record, values, labels: {}, masked };
}
