import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { decide, type Subject, type Viewer } from '../access.ts';
import { registerFault } from '../faults.ts';
import { isTyped } from '../fields.ts';
import type { RecordCan, RecordView } from '../records.ts';
import type { Books, Register } from '../register.ts';
import { isRecordId } from '../values.ts';
import { viewsOf } from './labels.server.ts';
import { tableAt } from './from.server.ts';
import { sightOf, wholeRecord, type Row } from './row.server.ts';
import { laterFields } from './later-fields.server.ts';
import { readVerdict, verdictSql } from './rule-sql.server.ts';
import { readingOf } from './selection.server.ts';

export async function recordById(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  id: string,
  asOf?: string,
): Promise<{ data: RecordView; can: RecordCan }> {
  if (!isRecordId(id)) throw registerFault('record.unknown', { label: register.label });
  const reading = await readingOf(db, books, register, viewer, asOf);
  const { rows } = await sql<Row>`select * from ${tableAt(register, asOf)}
    where r.id = ${id}::uuid and ${verdictSql(readVerdict(register, viewer))}`.execute(db);
  if (!rows[0]) throw registerFault('record.unknown', { label: register.label });
  const record = wholeRecord(register, rows[0]);
  const [data] = await viewsOf(db, reading, [record]);
  // What is past cannot be changed.
  if (asOf === undefined) return { data: data!, can: canOf(register, viewer, record) };
  const since = await laterFields(db, register, data!, asOf);
  return { data: { ...data!, since }, can: NOTHING };
}

export const NOTHING: RecordCan = { write: false, remove: false, fields: [], transitions: [] };

export function isFinal(register: Register, state: string | null): boolean {
  return state !== null && register.states?.states[state]?.isFinal === true;
}

/** What a viewer may do with a record as it stands. */
export function canOf(register: Register, viewer: Viewer, record: Subject): RecordCan {
  const { access, fields, states } = register;
  const isOpen = !isFinal(register, record.state);
  const write = isOpen && decide(access.write, viewer, record);
  return {
    write,
    remove: isOpen && decide(access.remove ?? access.write, viewer, record),
    fields: write ? Object.keys(fields).filter((name) => mayWriteField(register, viewer, name, record)) : [],
    transitions: Object.entries(states?.transitions ?? {})
      .filter(([, { from, by }]) => record.state !== null && from.includes(record.state) && decide(by, viewer, record))
      .map(([key]) => key),
  };
}

/** Besides the record: who sees a field hidden or masked does not write it, the program's fields only the program. */
export function mayWriteField(register: Register, viewer: Viewer, name: string, record: Subject): boolean {
  const field = register.fields[name]!;
  if (field.kind === 'computed') return false;
  if (viewer.isProgram) return true;
  return (
    isTyped(field) &&
    (!field.write || decide(field.write, viewer, record)) &&
    sightOf(field, viewer, record) === 'whole'
  );
}
