import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { wholeRecord, type Row } from '../read/row.server.ts';
import { columnOf, type Books, type Register } from '../register.ts';
import { derive } from './derive.server.ts';

const CHUNK = 5000;

/**
 * Removes records as a whole, all or none, without asking whose they are: for taking back what was just made. Their
 * history stays. Answers the titles of those that others refer to; then nothing may be kept of the transaction.
 */
export async function removeMany(
  tx: WriteDb,
  books: Books,
  register: Register,
  ids: readonly string[],
): Promise<readonly string[]> {
  const referred = await referredTitles(tx, books, register, ids);
  if (referred.length > 0) return referred;
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK);
    await sql`delete from record_attachment where register = ${register.name} and record = any(${chunk}::uuid[])`.execute(
      tx,
    );
    const { rows } =
      await sql<Row>`delete from ${sql.table(register.table)} where id = any(${chunk}::uuid[]) returning *`.execute(tx);
    const gone = rows.map((row) => wholeRecord(register, row));
    await derive(
      tx,
      books,
      register,
      gone.map(({ id, values, state }) => ({ id, before: values, after: null, stateBefore: state, stateAfter: null })),
    );
  }
  return [];
}

/**
 * The titles of those among these records that others refer to, up to a hundred. Of their own register, records
 * `besides` them are not asked, for they will be as they were.
 */
export async function referredTitles(
  tx: ReadDb,
  books: Books,
  register: Register,
  ids: readonly string[],
  besides: readonly string[] = [],
): Promise<readonly string[]> {
  const referrers = books.registers.referrersOf(register.name);
  if (referrers.length === 0 || ids.length === 0) return [];
  const uses = referrers.map(({ register: other, field }) => {
    const own = other.name === register.name ? sql`and not (o.id = any(${[...ids, ...besides]}::uuid[]))` : sql``;
    return sql`select o.${sql.ref(columnOf(field))} as id from ${sql.table(other.table)} o
      where o.${sql.ref(columnOf(field))} = any(${ids}::uuid[]) ${own}`;
  });
  const { rows } = await sql<{ title: string | null }>`
    select r.${sql.ref(columnOf(register.title))}::text as title from ${sql.table(register.table)} r
    where r.id in (${sql.join(uses, sql` union all `)}) order by 1 limit 100`.execute(tx);
  return rows.map(({ title }) => title ?? '（未命名）');
}
