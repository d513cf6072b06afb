import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '../read/condition-sql.server.ts';
import { titlesOf, type Titles } from '../read/labels.server.ts';
import { readVerdict, verdictSql } from '../read/rule-sql.server.ts';
import type { Value } from '../records.ts';
import { columnOf, type Register } from '../register.ts';
import { typeOf } from '../schema/columns.server.ts';
import { valueText } from '../show.ts';
import type { PlannedRow } from './plan.server.ts';

interface Checked {
  readonly isLocked: boolean;
  /** Rows without an id were looked for by their key, and there is none. */
  readonly isKeySought?: boolean | undefined;
  /** Records of this register that will be there by the time these are written. */
  readonly coming?: Pick<ReadonlySet<string>, 'has'> | undefined;
}

/** What only the database knows of planned rows; problems are added to them. A fixed number of statements. */
export async function checkAgainstDatabase(
  db: ReadDb,
  reading: Reading,
  rows: readonly PlannedRow[],
  { isLocked, isKeySought = false, coming }: Checked,
): Promise<void> {
  checkCodes(reading, rows);
  await checkReferences(db, reading, rows, { isLocked, coming });
  const { register } = reading;
  if (!isKeySought) await checkUnique(db, reading, rows, register.key);
  for (const [name, field] of Object.entries(register.fields)) {
    if (field.unique && !(register.key.length === 1 && register.key[0] === name))
      await checkUnique(db, reading, rows, [name]);
  }
  await checkTree(db, reading, rows, isLocked);
}

/** A code that is put in has to be in use on the day; one that stands there already may stay. */
function checkCodes({ register, codes }: Reading, rows: readonly PlannedRow[]): void {
  const fields = Object.entries(register.fields).flatMap(([name, field]) =>
    field.kind === 'code' ? [{ name, field }] : [],
  );
  for (const row of rows) {
    for (const { name, field } of fields) {
      const value = row.values[name];
      if (typeof value !== 'string' || !row.changed.includes(name) || codes.isOpen(field.set, value)) continue;
      const isKnown = codes.all(field.set).some(({ code }) => code === value);
      const text = isKnown
        ? `${field.label}“${codes.labelOf(field.set, value)}”${codes.isComing(field.set, value) ? '还没有启用' : '已停用'}，请改选现行的`
        : `${field.label}没有“${value.slice(0, 30)}”这个选项`;
      row.problems.push({ kind: 'invalid', field: name, text });
    }
  }
}

/** Referred records are there and the viewer may see them; they are kept from being removed until this is written. */
async function checkReferences(
  db: ReadDb,
  reading: Reading,
  rows: readonly PlannedRow[],
  { isLocked, coming }: Checked,
): Promise<void> {
  const { register, books, viewer } = reading;
  const wanted = new Map<string, Set<string>>();
  const fields = Object.entries(register.fields).flatMap(([name, field]) =>
    field.kind === 'reference' ? [{ name, field }] : [],
  );
  for (const { name, field } of fields) {
    for (const { values, changed } of rows) {
      const value = values[name];
      if (typeof value !== 'string' || !changed.includes(name)) continue;
      wanted.set(field.to, (wanted.get(field.to) ?? new Set()).add(value));
    }
  }
  const there = new Set<string>();
  for (const [key, ids] of wanted) {
    const target = books.registers.get(key)!;
    const found = await sql<{ id: string }>`select r.id from ${sql.table(target.table)} as r
      where r.id = any(${[...ids]}::uuid[]) and ${verdictSql(readVerdict(target, viewer))}
      order by r.id ${isLocked ? sql`for key share` : sql``}`.execute(db);
    for (const { id } of found.rows) there.add(`${key} ${id}`);
  }
  const own = new Set(rows.filter(({ before }) => before === null).map(({ id }) => id));
  for (const row of rows) {
    for (const { name, field } of fields) {
      const value = row.values[name];
      if (typeof value !== 'string' || !row.changed.includes(name) || there.has(`${field.to} ${value}`)) continue;
      if (field.to === register.name && (own.has(value) || coming?.has(value) === true)) continue;
      const text = `${field.label}所指的${books.registers.get(field.to)!.label}记录不存在，可能已被删除`;
      row.problems.push({ kind: 'invalid', field: name, text });
    }
  }
}

/** No two records, here or in what is being written, have the same values in these fields. */
async function checkUnique(
  db: ReadDb,
  reading: Reading,
  rows: readonly PlannedRow[],
  names: readonly string[],
): Promise<void> {
  const { register } = reading;
  const asked = rows.filter(
    ({ values, changed, before }) =>
      names.every((name) => values[name] !== null && values[name] !== undefined) &&
      (before === null || names.some((name) => changed.includes(name))),
  );
  if (asked.length === 0) return;
  const taken = await takenBy(db, reading, asked, names);
  const written = new Map<string, string>();
  const clashing: PlannedRow[] = [];
  for (const row of asked) {
    const key = keyText(names.map((name) => row.values[name] ?? null));
    const holder = taken.get(key) ?? written.get(key);
    written.set(key, written.get(key) ?? row.id);
    if (holder === undefined || holder === row.id) continue;
    clashing.push(row);
  }
  if (clashing.length === 0) return;
  const titles = await titlesOf(db, reading, referredBy(register, clashing, names));
  for (const row of clashing) {
    const label = (name: string) => keyLabel(reading, titles, name, row);
    const shown = names.map((name) => `${register.fields[name]!.label}“${label(name)}”`).join('、');
    row.problems.push({ kind: 'duplicate', field: names[0]!, text: `${shown}已有一条记录，不能重复` });
  }
}

/** References are kept as the text of an id. */
const idText = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

function referredBy({ fields }: Register, rows: readonly PlannedRow[], names: readonly string[]) {
  const wanted = new Map<string, Set<string>>();
  for (const name of names) {
    const field = fields[name]!;
    if (field.kind !== 'reference') continue;
    const ids = wanted.get(field.to) ?? new Set();
    wanted.set(field.to, ids);
    for (const { values } of rows) ids.add(idText(values[name]));
  }
  return wanted;
}

function keyLabel({ register, codes }: Reading, titles: Titles, name: string, { values }: PlannedRow): string {
  const field = register.fields[name]!;
  const value = values[name] ?? null;
  if (field.kind === 'code' && typeof value === 'string') return codes.labelOf(field.set, value);
  if (field.kind === 'reference') return titles.of(field.to, idText(value));
  return valueText(field, value);
}

const keyText = (values: readonly Value[]): string => JSON.stringify(values.map(String));

async function takenBy(
  db: ReadDb,
  { register }: Reading,
  rows: readonly PlannedRow[],
  names: readonly string[],
): Promise<Map<string, string>> {
  const columns = names.map((name) => ({
    name,
    column: columnOf(name),
    type: sql.raw(typeOf(register.fields[name]!)),
  }));
  const keys = JSON.stringify(
    rows.map(({ values }) => Object.fromEntries(columns.map(({ name, column }) => [column, values[name]]))),
  );
  const typed = sql.join(columns.map(({ column, type }) => sql`${sql.ref(column)} ${type}`));
  const same = sql.join(
    columns.map(({ column }) => sql`r.${sql.ref(column)} = x.${sql.ref(column)}`),
    sql` and `,
  );
  // Given back by their place in what was asked, so that no value has to read the same in both languages.
  const { rows: found } = await sql<{ id: string; place: number }>`
    select r.id, x.place from rows from (json_to_recordset(${keys}::json) as (${typed})) with ordinality
      as x (${sql.join([...columns.map(({ column }) => sql.ref(column)), sql`place`] as RawBuilder<unknown>[])})
    join ${sql.table(register.table)} as r on ${same}`.execute(db);
  return new Map(
    found.map(({ id, place }) => [keyText(names.map((name) => rows[place - 1]!.values[name] ?? null)), id]),
  );
}

/** No record is its own ancestor. */
async function checkTree(
  db: ReadDb,
  { register }: Reading,
  rows: readonly PlannedRow[],
  isLocked: boolean,
): Promise<void> {
  const { parent, table } = register;
  if (parent === undefined) return;
  const moved = rows.filter(({ values, changed }) => changed.includes(parent) && typeof values[parent] === 'string');
  if (moved.length === 0) return;
  // Two who move branches at once could make a circle that neither sees.
  if (isLocked) await sql`select pg_advisory_xact_lock(20261124, hashtext(${table}))`.execute(db);
  const column = sql.ref(`t.${columnOf(parent)}`);
  const above = await sql<{ id: string; parent: string | null }>`
    with recursive up as (
      select t.id, ${column} as parent from ${sql.table(table)} as t
        where t.id = any(${[...new Set(moved.map(({ values }) => values[parent]))]}::uuid[])
      union select t.id, ${column} from ${sql.table(table)} as t join up u on t.id = u.parent)
    select id, parent from up`.execute(db);
  const parentOf = new Map(above.rows.map(({ id, parent }) => [id, parent]));
  for (const { id, values } of moved) {
    const next = values[parent];
    if (typeof next === 'string') parentOf.set(id, next);
  }
  for (const row of moved) {
    const seen = new Set([row.id]);
    for (let at = parentOf.get(row.id); at; at = parentOf.get(at)) {
      if (!seen.has(at)) {
        seen.add(at);
        continue;
      }
      const label = register.fields[parent]!.label;
      row.problems.push({ kind: 'invalid', field: parent, text: `${label}不能是这条记录自己或它的下级` });
      break;
    }
  }
}
