import { newId } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { decide, type Subject } from '../access.ts';
import { registerFault } from '../faults.ts';
import { isTyped, type Field } from '../fields.ts';
import { isFinal, mayWriteField } from '../read/record.server.ts';
import type { Reading } from '../read/condition-sql.server.ts';
import { sightOf, wholeRecord, type Row, type WholeRecord } from '../read/row.server.ts';
import type { Value } from '../records.ts';
import type { Register } from '../register.ts';
import type { Transition } from '../states.ts';
import { isRecordId, parseValue } from '../values.ts';
import { sameValue } from './same.ts';

/** A record to be made, or with `id` changed. `values`: only what is given is looked at; null empties a field. */
export interface RowWish {
  readonly id?: string;
  /** The version that was read; one that has been changed since is refused. Without it, whatever version there is. */
  readonly version?: number;
  readonly state?: string;
  /** The id that a record to be made is to have, for those that refer to it before it is there. */
  readonly newId?: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The values are as `parseValue` gave them and are not read a second time. */
  readonly isExact?: boolean;
}

/** What is wrong with a row, one sentence; `field` when it is one field. */
export interface Problem {
  readonly kind: 'invalid' | 'duplicate' | 'forbidden' | 'final' | 'unknown' | 'stale';
  readonly field: string | null;
  readonly text: string;
  /** Of a stale row: the account that was faster; it stands in the text. */
  readonly by?: string;
}

/** What writing a row would do. */
export interface PlannedRow {
  readonly id: string;
  readonly before: WholeRecord | null;
  /** All values as they would be. */
  readonly values: Readonly<Record<string, Value>>;
  readonly state: string | null;
  /** Fields whose values differ from what is there. */
  readonly changed: readonly string[];
  readonly problems: Problem[];
}

/** A step that is being taken: it brings its own rights to what it asks for. */
export interface Step {
  readonly key: string;
  readonly transition: Transition;
  /** Nobody gave the day of the step: the program writes it. */
  readonly isDated: boolean;
}

/** Locks and loads the records that would be changed; without `isLocked` for a dry run. */
export async function recordsBefore(
  db: ReadDb,
  { register }: Reading,
  wishes: readonly RowWish[],
  isLocked: boolean,
): Promise<ReadonlyMap<string, WholeRecord>> {
  const isWrong = wishes.some(({ id }) => id !== undefined && !isRecordId(id));
  if (isWrong) throw registerFault('record.unknown', { label: register.label });
  const ids = [...new Set(wishes.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()])))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Row>`select * from ${sql.table(register.table)} where id = any(${ids}::uuid[])
    order by id ${isLocked ? sql`for update` : sql``}`.execute(db);
  return new Map(rows.map((row) => [String(row['id']), wholeRecord(register, row)]));
}

/** Reads one row against its declaration, its record and the viewer's rights; asks nothing of the database. */
export function planRow(reading: Reading, wish: RowWish, before: WholeRecord | null, step?: Step): PlannedRow {
  const { register, viewer } = reading;
  const problems: Problem[] = [];
  const given = parsedValues(reading, wish, problems);
  const values: Record<string, Value> = before
    ? { ...before.values, ...given }
    : { ...shapeOf(register).empty, ...given };
  const state = wish.state ?? before?.state ?? register.states?.initial ?? null;
  // What is being made stands in its first state.
  const after: Subject = { state: before ? before.state : state, values };
  const changed = Object.keys(given).filter(
    (name) => !before || !sameValue(before.values[name] ?? null, values[name] ?? null),
  );
  const row = { id: before?.id ?? wish.newId ?? newId(), before, values, state, changed, problems };
  problems.push(...missingProblems(reading, row), ...orderProblems(reading, row));
  if (viewer.isProgram) return row;
  if (before && wish.id !== undefined) problems.push(...changeProblems(reading, row, before, after, step));
  else if (!decide(register.access.create ?? register.access.write, viewer, after)) {
    problems.push({ kind: 'forbidden', field: null, text: `您不能在“${register.label}”里新增这样的记录` });
  }
  problems.push(...fieldProblems(reading, row, Object.keys(given), after, step));
  return row;
}

interface Shape {
  readonly empty: Readonly<Record<string, Value>>;
  readonly required: readonly (readonly [string, Field])[];
  readonly ordered: readonly { readonly name: string; readonly field: Field; readonly first: string }[];
}

/** What every row of a register is looked at by, worked out once. */
const shapes = new WeakMap<Register, Shape>();

function shapeOf(register: Register): Shape {
  const known = shapes.get(register);
  if (known) return known;
  const fields = Object.entries(register.fields);
  const shape: Shape = {
    empty: Object.fromEntries(fields.flatMap(([name, field]) => (isStored(field) ? [[name, null]] : []))),
    required: fields.filter(([, field]) => field.required && isTyped(field)),
    ordered: fields.flatMap(([name, field]) =>
      field.kind === 'day' && field.notBefore !== undefined ? [{ name, field, first: field.notBefore }] : [],
    ),
  };
  shapes.set(register, shape);
  return shape;
}

const NOT_STORED = new Set<Field['kind']>(['computed', 'attachments', 'photos']);
const isStored = ({ kind }: Field): boolean => !NOT_STORED.has(kind);

function parsedValues({ register }: Reading, wish: RowWish, problems: Problem[]): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, raw] of Object.entries(wish.values)) {
    const field = Object.hasOwn(register.fields, name) ? register.fields[name] : undefined;
    if (!field) {
      problems.push({ kind: 'invalid', field: name, text: `${register.label}没有“${name}”这个字段` });
      continue;
    }
    if (wish.isExact === true && isStored(field) && isScalar(raw)) {
      values[name] = raw;
      continue;
    }
    const parsed = parseValue(field, raw);
    if ('problem' in parsed) problems.push({ kind: 'invalid', field: name, text: parsed.problem });
    else if (isStored(field)) values[name] = parsed.value;
  }
  return values;
}

const isScalar = (raw: unknown): raw is Exclude<Value, object> | null =>
  raw === null || typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';

/** Required fields of a new record, and of an old one those that would be emptied. */
function missingProblems({ register }: Reading, { before, values, changed, problems }: PlannedRow): Problem[] {
  return shapeOf(register).required.flatMap(([name, field]): Problem[] => {
    if (values[name] !== null) return [];
    if (before ? !changed.includes(name) : problems.some((problem) => problem.field === name)) return [];
    return [{ kind: 'invalid', field: name, text: `${field.label}必填` }];
  });
}

/** Days that have to follow each other. */
function orderProblems({ register }: Reading, { values, changed }: PlannedRow): Problem[] {
  return shapeOf(register).ordered.flatMap(({ name, field, first: before }): Problem[] => {
    const [first, then] = [values[before], values[name]];
    const isAsked = changed.includes(name) || changed.includes(before);
    if (!isAsked || typeof first !== 'string' || typeof then !== 'string' || then >= first) return [];
    const earlier = register.fields[before]!.label;
    return [{ kind: 'invalid', field: name, text: `${field.label} ${then} 早于${earlier} ${first}` }];
  });
}

function changeProblems(
  { register, viewer }: Reading,
  { changed, state }: PlannedRow,
  before: WholeRecord,
  after: Subject,
  step?: Step,
): Problem[] {
  const { access, states } = register;
  const own = step ? ownFields(step) : [];
  const others = changed.filter((name) => !own.includes(name));
  if (step && others.length === 0) return [];
  if (!step && state !== before.state) {
    const isTaken = Object.values(states?.transitions ?? {}).some(
      ({ from, to, by, requires = [], guards = [], needsReason, dates }) =>
        from.includes(before.state ?? '') &&
        to === state &&
        decide(by, viewer, before) &&
        !needsReason &&
        guards.length === 0 &&
        isDayGiven(register, dates, after) &&
        requires.every((name) => after.values[name] !== null && after.values[name] !== undefined),
    );
    if (!isTaken) return [{ kind: 'forbidden', field: 'state', text: '状态不能这样直接改，请打开记录推进' }];
  }
  if (changed.length === 0) return [];
  if (isFinal(register, before.state)) {
    return [{ kind: 'final', field: null, text: `记录已是“${states?.states[before.state ?? '']?.label}”，不能再修改` }];
  }
  if (!decide(access.write, viewer, before)) {
    return [{ kind: 'forbidden', field: null, text: `您不能修改${register.label}里的这条记录` }];
  }
  if (!decide(access.write, viewer, after)) {
    return [{ kind: 'forbidden', field: null, text: '改后这条记录就不归您填写了，请由有权的人来改' }];
  }
  return [];
}

/** A step whose day the program writes is taken as a step; any other day has to be there. */
const isDayGiven = ({ fields }: Register, dates: string | undefined, { values }: Subject): boolean =>
  dates === undefined || (fields[dates]!.by !== 'program' && (values[dates] ?? null) !== null);

/** What a step asks for is written by whoever takes it. */
const ownFields = ({ transition: { requires = [], asks = [], dates } }: Step): readonly string[] => [
  ...requires,
  ...asks,
  ...(dates === undefined ? [] : [dates]),
];

/** Fields they may not write. One they may not see whole is refused even if nothing differs: it would be told by that. */
function fieldProblems(
  { register, viewer }: Reading,
  { before, changed }: PlannedRow,
  given: readonly string[],
  after: Subject,
  step?: Step,
): Problem[] {
  const subject: Subject = before ?? after;
  const own = step ? ownFields(step) : [];
  return given.flatMap((name): Problem[] => {
    const field = register.fields[name]!;
    const isHidden = sightOf(field, viewer, subject) !== 'whole';
    if (!isHidden && !changed.includes(name)) return [];
    // The day of a step: whoever takes it, the program writes it.
    const isDated = step?.transition.dates === name && (field.by === 'program' || step.isDated);
    const mayType = isTyped(field) && (!field.write || decide(field.write, viewer, subject));
    const isOwn = isDated || (own.includes(name) && !isHidden && mayType);
    if (isOwn || mayWriteField(register, viewer, name, subject)) return [];
    const why = isTyped(field) ? `您不能填写“${field.label}”` : `“${field.label}”由系统填写`;
    return [{ kind: 'forbidden', field: name, text: why }];
  });
}
