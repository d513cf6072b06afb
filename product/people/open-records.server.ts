import type { Day } from '@quantu/base';
import { columnOf, type Register, type Registers } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { sql, type RawBuilder } from 'kysely';

/** A field of a register that names an organisation or a person, and how many open records do. */
export interface OpenReference {
  readonly register: Register;
  readonly field: string;
  readonly count: number;
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

/** Where an organisation or a person stands in open records of any register, most first; one statement. */
export async function openReferences(
  db: ReadDb,
  registers: Registers,
  to: string,
  id: string,
  day: Day,
): Promise<readonly OpenReference[]> {
  const referrers = registers.referrersOf(to);
  const counts = referrers.map(
    ({ register, field }, at) => sql`select ${at}::integer as at, count(*) as count
      from ${sql.table(register.table)} as r where ${names(field, id)} and ${isOpen(register, day)}`,
  );
  if (counts.length === 0) return [];
  const { rows } = await sql<{ at: number; count: number }>`
    select at, count from (${sql.join(counts, sql` union all `)}) c where count > 0 order by count desc, at`.execute(
    db,
  );
  return rows.map(({ at, count }) => ({ ...referrers[at]!, count }));
}

/** The open records that name it in one field. */
export async function openRecords(
  db: ReadDb,
  { register, field }: Pick<OpenReference, 'register' | 'field'>,
  id: string,
  day: Day,
): Promise<readonly { id: string; version: number }[]> {
  const { rows } = await sql<{ id: string; version: number }>`
    select r.id, r.version from ${sql.table(register.table)} as r
    where ${names(field, id)} and ${isOpen(register, day)} order by r.id for update`.execute(db);
  return rows;
}

/** 31 条城建项目、2 条督办事项. */
export function countWords(open: readonly OpenReference[]): string {
  const byLabel = new Map<string, number>();
  for (const { register, count } of open) byLabel.set(register.label, (byLabel.get(register.label) ?? 0) + count);
  return [...byLabel].map(([label, count]) => `${count} 条${label}`).join('、');
}
