import { dayInChina } from '@quantu/base';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { decide, type Viewer } from '../access.ts';
import { registerFault } from '../faults.ts';
import { evaluate, parseFormula } from '../formula.ts';
import { conditionsSql, type Reading } from '../read/condition-sql.server.ts';
import { canOf, isFinal } from '../read/record.server.ts';
import type { WholeRecord } from '../read/row.server.ts';
import type { Written } from '../records.ts';
import { columnOf, type Books, type Register } from '../register.ts';
import type { Transition } from '../states.ts';
import { isRecordId } from '../values.ts';
import { derive } from './derive.server.ts';
import { planRows, staleFault, writingIn } from './plan-rows.server.ts';
import { recordsBefore, type PlannedRow, type RowWish } from './plan.server.ts';
import { stored } from './stored.server.ts';

/** Makes a record in its first state. */
export async function createRecord(
  tx: WriteDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  values: Readonly<Record<string, unknown>>,
): Promise<Written> {
  const [written] = await writeMany(tx, books, register, viewer, [{ values }]);
  tx.audit({ subject: written!.id });
  return written!;
}

/** Changes what differs; nothing is written when nothing does. `version` is the one the writer had before them. */
export async function changeRecord(
  tx: WriteDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  id: string,
  version: number,
  values: Readonly<Record<string, unknown>>,
): Promise<Written> {
  const [written] = await writeMany(tx, books, register, viewer, [{ id, version, values }]);
  return written!;
}

/**
 * Makes and changes records, all or none. Meant for imports and demonstration data: a fixed number of statements for
 * each few thousand rows. The first row that is wrong is told.
 */
export async function writeMany(
  tx: WriteDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  rows: readonly RowWish[],
): Promise<readonly Written[]> {
  const reading = await writingIn(tx, books, register, viewer);
  const planned = await planRows(tx, reading, rows);
  for (const [at, row] of planned.entries()) refuseWrong(register, row, rows.length > 1 ? at + 1 : null, rows[at]!);
  return stored(tx, books, register, planned);
}

/** All that is wrong with a row in one fault; `place` tells the row among several. */
function refuseWrong(register: Register, { problems, before }: PlannedRow, place: number | null, wish: RowWish): void {
  const [first] = problems;
  if (first === undefined) return;
  const prefix = place === null ? '' : `第 ${place} 条：`;
  const told = problems.filter(({ kind }) => kind === first.kind).map(({ text }) => text);
  const text = `${prefix}${[...new Set(told)].join('；')}`;
  switch (first.kind) {
    case 'unknown':
      throw registerFault('record.unknown', { label: register.label });
    case 'stale':
      throw staleFault(before!, wish.version!);
    case 'final':
      throw registerFault('record.final', { state: register.states?.states[before?.state ?? '']?.label ?? '' });
    case 'forbidden':
      throw registerFault('record.forbidden', { text });
    case 'duplicate':
      throw registerFault('record.duplicate', { text });
    case 'invalid':
      throw registerFault('record.invalid', { text });
  }
}

export interface Move {
  readonly version: number;
  readonly transition: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly reason?: string | undefined;
}

/** Takes a step: who may, from where, with which evidence, is declared with the states. */
export async function moveRecord(
  tx: WriteDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  id: string,
  move: Move,
): Promise<Written> {
  const reading = await writingIn(tx, books, register, viewer);
  const { transition: key, version, values = {}, reason = '' } = move;
  const transitions = register.states?.transitions ?? {};
  const transition = Object.hasOwn(transitions, key) ? transitions[key]! : undefined;
  if (!transition) throw registerFault('record.transition', { label: register.label, transition: key });
  const wish: RowWish = { id, version, state: transition.to, values };
  const [before] = (await recordsBefore(tx, reading, [wish], true)).values();
  if (before && decide(register.access.read, viewer, before)) {
    // Whether somebody else was faster is said first: what they did may be why the step is no longer there.
    if (before.version !== version) throw staleFault(before, version);
    refuseStep(register, viewer, transition, before, reason);
  }
  const dated =
    before && transition.dates !== undefined ? datedValues(tx, register, transition.dates, before, values) : values;
  const step = { key, transition, isDated: dated !== values };
  const [row] = await planRows(tx, reading, [{ ...wish, values: dated }], step);
  refuseWrong(register, row!, null, wish);
  await refuseWithoutEvidence(tx, reading, transition, row!);
  const [written] = await stored(tx, books, register, [row!]);
  tx.audit({ subject: id, ...(reason === '' ? {} : { reason }) });
  return written!;
}

function refuseStep(
  register: Register,
  viewer: Viewer,
  transition: Transition,
  before: WholeRecord,
  reason: string,
): void {
  const { label, from, by, needsReason } = transition;
  if (before.state === null || !from.includes(before.state)) {
    const state = register.states?.states[before.state ?? '']?.label ?? '';
    throw registerFault('record.not-from', { state, transition: label });
  }
  if (!decide(by, viewer, before)) throw registerFault('record.forbidden', { text: `您不能对这条记录“${label}”` });
  if (needsReason && reason.trim() === '') throw registerFault('record.needs-reason', { transition: label });
}

/** The day of the step, where none is given and none is there; a field of the program takes it always. */
function datedValues(
  tx: WriteDb,
  register: Register,
  field: string,
  before: WholeRecord,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (register.fields[field]!.by === 'program') return { ...values, [field]: dayInChina(tx.at) };
  const given = values[field] ?? before.values[field] ?? null;
  return given === null || given === '' ? { ...values, [field]: dayInChina(tx.at) } : values;
}

/** Evidence that is asked for is there, and the guards hold of the record as it would be. */
async function refuseWithoutEvidence(
  tx: WriteDb,
  reading: Reading,
  transition: Transition,
  row: PlannedRow,
): Promise<void> {
  const { register } = reading;
  const { requires = [], guards = [], label } = transition;
  // The program's sight: that a guard holds does not depend on who asks.
  const whole: Reading = { ...reading, viewer: { ...reading.viewer, isProgram: true } };
  const conditions = [
    ...requires.map((field) => ({ field, op: 'not-empty' as const, values: [] })),
    ...guards.map(({ when }) => when),
  ];
  if (conditions.length === 0) return;
  const held = sql.join(conditionsSql(whole, conditions).map((one) => sql`coalesce(${one}, false)`));
  const json = JSON.stringify(hypothetical(register, row));
  const { rows } = await sql<{ held: boolean[] }>`select array[${held}] as held
    from json_populate_record(null::${sql.table(register.table)}, ${json}::json) as r`.execute(tx);
  const answers = rows[0]!.held;
  const missing = requires.filter((_, at) => !answers[at]).map((name) => register.fields[name]!.label);
  if (missing.length > 0) {
    throw registerFault('record.guard', { text: `“${label}”前请先填好或上传：${missing.join('、')}` });
  }
  const broken = guards.find((_, at) => !answers[requires.length + at]);
  if (broken) throw registerFault('record.guard', { text: broken.says });
}

/** The record as it would be, as the database reads a row; computed as it would compute. */
function hypothetical(register: Register, { id, before, values, state }: PlannedRow): Record<string, unknown> {
  const row: Record<string, unknown> = { id, state, state_since: before?.stateSince, state_due: before?.stateDue };
  for (const [name, value] of Object.entries(values)) {
    const field = register.fields[name]!;
    if (field.kind === 'computed') row[columnOf(name)] = evaluate(parseFormula(field.formula), values, field.as);
    else row[columnOf(name)] = typeof value === 'object' && value !== null ? '\\x' : value;
  }
  return row;
}

/** Removes a record that nothing refers to; its history stays. */
export async function removeRecord(
  tx: WriteDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  id: string,
  version: number,
): Promise<Written> {
  const reading = await writingIn(tx, books, register, viewer);
  const before = isRecordId(id) ? (await recordsBefore(tx, reading, [{ id, values: {} }], true)).get(id) : undefined;
  if (!before || !decide(register.access.read, viewer, before))
    throw registerFault('record.unknown', { label: register.label });
  if (before.version !== version) throw staleFault(before, version);
  if (!viewer.isProgram && isFinal(register, before.state)) {
    throw registerFault('record.final', { state: register.states?.states[before.state ?? '']?.label ?? '' });
  }
  if (!canOf(register, viewer, before).remove) throw registerFault('record.forbidden', { text: '您不能删除这条记录' });
  await refuseReferred(tx, books, register, id);
  await tx.deleteFrom('record_attachment').where('register', '=', register.name).where('record', '=', id).execute();
  await sql`delete from ${sql.table(register.table)} where id = ${id}::uuid`.execute(tx);
  const { values, state } = before;
  await derive(tx, books, register, [{ id, before: values, after: null, stateBefore: state, stateAfter: null }]);
  tx.audit({ subject: id });
  return { id, version, isUnchanged: false };
}

async function refuseReferred(tx: WriteDb, books: Books, register: Register, id: string): Promise<void> {
  const referrers = books.registers.referrersOf(register.name);
  if (referrers.length === 0) return;
  const counts = referrers.map(
    ({ register: other, field }) => sql`select ${other.label}::text as label, count(*) as count
      from ${sql.table(other.table)} where ${sql.ref(columnOf(field))} = ${id}::uuid and id <> ${id}::uuid`,
  );
  const { rows } = await sql<{ label: string; count: number }>`
    select label, sum(count)::bigint as count from (${sql.join(counts, sql` union all `)}) c
    group by label having sum(count) > 0 order by count desc, label`.execute(tx);
  if (rows.length === 0) return;
  throw registerFault('record.referred', { what: rows.map(({ label, count }) => `${count} 条${label}`).join('、') });
}
