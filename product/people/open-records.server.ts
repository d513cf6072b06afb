import type { Day } from '@quantu/base';
import { columnOf, type Register, type Registers } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';

/** A register whose open records name an organisation or a person: how many do, and how many in which field. */
export interface OpenRecords {
  readonly register: Register;
  readonly count: number;
  readonly fields: readonly { readonly field: string; readonly count: number }[];
}

/**
 * A record is open until it reaches a final state, or the day in its field `until`: what is over stays with whom it was
 * with.
 */
function isOpen({ states, fields }: Register, day: Day): RawBuilder<boolean> {
  const finals = Object.entries(states?.states ?? {}).flatMap(([key, { isFinal }]) => (isFinal ? [key] : []));
  const state = finals.length === 0 ? sql`true` : sql`r.state <> all (${finals}::text[])`;
  const until = fields['until']?.kind === 'day' ? sql`(r.until is null or r.until > ${day}::date)` : sql`true`;
  return sql<boolean>`(${state} and ${until})`;
}

const names = (field: string, id: string) => sql<boolean>`${sql.ref(`r.${columnOf(field)}`)} = ${id}::uuid`;

/** The registers that can name it, with the fields that do. */
function referrers(registers: Registers, to: string): readonly { register: Register; fields: readonly string[] }[] {
  const fields = new Map<Register, string[]>();
  for (const { register, field } of registers.referrersOf(to)) {
    fields.set(register, [...(fields.get(register) ?? []), field]);
  }
  return [...fields].map(([register, names]) => ({ register, fields: names }));
}

const anyOf = (fields: readonly string[], id: string) =>
  sql<boolean>`(${sql.join(
    fields.map((field) => names(field, id)),
    sql` or `,
  )})`;

/** Where an organisation or a person stands in open records of any register, most first; one statement. */
export async function openRecords(
  db: ReadDb,
  registers: Registers,
  to: string,
  id: string,
  day: Day,
): Promise<readonly OpenRecords[]> {
  const all = referrers(registers, to);
  const counts = all.map(({ register, fields }, at) => {
    const each = fields.map((field) => sql`count(*) filter (where ${names(field, id)})`);
    return sql`select ${at}::integer as at, count(*) as count, array[${sql.join(each)}]::integer[] as fields
      from ${sql.table(register.table)} as r where ${anyOf(fields, id)} and ${isOpen(register, day)}`;
  });
  if (counts.length === 0) return [];
  const { rows } = await sql<{ at: number; count: number; fields: number[] }>`
    select at, count, fields from (${sql.join(counts, sql` union all `)}) c
    where count > 0 order by count desc, at`.execute(db);
  return rows.map(({ at, count, fields }) => {
    const { register, fields: asked } = all[at]!;
    const found = asked.map((field, place) => ({ field, count: fields[place] ?? 0 }));
    return { register, count, fields: found.filter((one) => one.count > 0) };
  });
}

/** The open records that name it, each with the fields in which it does; locked. */
export async function lockOpenRecords(
  db: ReadDb,
  { register, fields }: OpenRecords,
  id: string,
  day: Day,
): Promise<readonly { readonly id: string; readonly fields: readonly string[] }[]> {
  const asked = fields.map(({ field }) => field);
  const { rows } = await sql<{ id: string; named: boolean[] }>`
    select r.id, array[${sql.join(asked.map((field) => sql`coalesce(${names(field, id)}, false)`))}] as named
    from ${sql.table(register.table)} as r where ${anyOf(asked, id)} and ${isOpen(register, day)}
    order by r.id for update`.execute(db);
  return rows.map(({ id: record, named }) => ({ id: record, fields: asked.filter((_, place) => named[place]) }));
}

/** 31 条城建项目、2 条督办事项. */
export function countWords(open: readonly OpenRecords[]): string {
  return open.map(({ register, count }) => `${count} 条${register.label}`).join('、');
}
