import { decimal, plain } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../access.ts';
import { registerFault } from '../faults.ts';
import { isSummable } from '../fields.ts';
import type { Group, Selection } from '../records.ts';
import type { Books, Register } from '../register.ts';
import { isSortable, knownField, type Reading } from './condition-sql.server.ts';
import { titlesOf } from './labels.server.ts';
import { readableColumn } from './rule-sql.server.ts';
import { readingOf, sqlOf } from './selection.server.ts';

const MOST_GROUPS = 2000;
const WITHOUT = '（未填）';

/** The records of a selection by the values of one field, with sums of number fields. Days are grouped by month. */
export async function groupRecords(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  selection: Selection,
  by: string,
  sums: readonly string[],
): Promise<readonly Group[]> {
  const reading = await readingOf(db, books, register, viewer, selection.asOf);
  const { from, where } = sqlOf(reading, selection);
  const { label } = knownField(register, by);
  if (!isSortable(register, by)) throw registerFault('sort.field', { field: label, act: '分组' });
  const added = sums.map((name, at) => sql`, ${sumOf(reading, name)} as ${sql.ref(`sum${at}`)}`);
  const { rows } = await sql<Record<string, string | number | null>>`
    select ${groupedBy(reading, by)} as value, count(*) as count ${sql.join(added, sql``)}
    from ${from} where ${where} group by 1 order by count desc, 1 limit ${MOST_GROUPS + 1}`.execute(db);
  if (rows.length > MOST_GROUPS) throw registerFault('group.too-many', { field: label, count: MOST_GROUPS });
  const groups = rows.map((row) => ({
    value: row['value'] === null || row['value'] === undefined ? null : String(row['value']),
    label: '',
    count: Number(row['count']),
    sums: Object.fromEntries(sums.map((name, at) => [name, sumText(row[`sum${at}`])])),
  }));
  return inOrder(reading, by, await labelled(db, reading, by, groups));
}

/** Of no values there is no sum: that is not a sum of nought. */
const sumText = (sum: string | number | null | undefined): string | null =>
  sum === null || sum === undefined ? null : plain(decimal(String(sum)));

function sumOf({ register, viewer }: Reading, name: string): RawBuilder<unknown> {
  const { label } = knownField(register, name);
  const field = register.fields[name];
  if (!field || !isSummable(field)) throw registerFault('sort.field', { field: label, act: '求和' });
  return sql`sum(${readableColumn(register, viewer, name)})::text`;
}

function groupedBy({ register, viewer }: Reading, name: string): RawBuilder<unknown> {
  const column = readableColumn(register, viewer, name);
  switch (knownField(register, name).manner) {
    case 'day':
      return sql`to_char(${column}, 'YYYY-MM')`;
    case 'instant':
      return sql`to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
    case 'number':
      return sql`trim_scale(${column}::numeric)::text`;
    case 'text':
    case 'month':
    case 'yes-no':
    case 'code':
    case 'reference':
    case 'files':
    case 'shape':
    case 'state':
      return sql`${column}::text`;
  }
}

async function labelled(db: ReadDb, reading: Reading, by: string, groups: readonly Group[]): Promise<readonly Group[]> {
  const { register, codes } = reading;
  const field = register.fields[by];
  const ids = groups.flatMap(({ value }) => (value === null ? [] : [value]));
  const titles = field?.kind === 'reference' ? await titlesOf(db, reading, new Map([[field.to, new Set(ids)]])) : null;
  const labelOf = (value: string): string => {
    if (by === 'state') return register.states?.states[value]?.label ?? value;
    if (field?.kind === 'reference') return titles!.of(field.to, value);
    if (field?.kind === 'code') return codes.labelOf(field.set, value);
    if (field?.kind === 'yes-no') return value === 'true' ? '是' : '否';
    return value;
  };
  return groups.map((group) => ({ ...group, label: group.value === null ? WITHOUT : labelOf(group.value) }));
}

/** States and codes as they are declared, months by time, the rest by their number; those without come last. */
function inOrder({ register, codes }: Reading, by: string, groups: readonly Group[]): readonly Group[] {
  const field = register.fields[by];
  const declared =
    by === 'state'
      ? Object.keys(register.states?.states ?? {})
      : field?.kind === 'code'
        ? codes.all(field.set).map(({ code }) => code)
        : null;
  const isTime = ['day', 'month', 'instant'].includes(knownField(register, by).manner);
  const place = ({ value }: Group): number | string => {
    if (declared) return value === null ? Infinity : declared.indexOf(value) + 1 || 1e9;
    return value ?? '';
  };
  const sorted = [...groups].sort((a, b) => {
    if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
    if (!declared && !isTime) return 0; // the database has them by their number
    const [left, right] = [place(a), place(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
  return sorted;
}
