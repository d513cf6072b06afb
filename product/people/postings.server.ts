import type { Day } from '@quantu/base';
import { programViewer, type Books } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { postings } from './person.register.ts';

/** Writes down where persons have been until a day, before they go elsewhere. */
export async function leavePosts(
  tx: WriteDb,
  books: Books,
  persons: readonly { readonly id: string }[],
  organisation: string,
  until: Day,
): Promise<void> {
  const ids = persons.map(({ id }) => id);
  // Who came on that very day or later has not been there: nothing to write down.
  const { rows } = await sql<{ id: string; post: string | null; since: Day | null }>`
    select id, post, since from person
    where id = any (${ids}::uuid[]) and (since is null or since < ${until}::date) order by id`.execute(tx);
  const values = rows.map(({ id, post, since }) => ({ values: { person: id, organisation, post, since, until } }));
  const register = books.registers.get(postings.name);
  if (register) await writeMany(tx, books, register, programViewer(tx.actor), values);
}

export interface Posting {
  readonly organisation: string;
  readonly post: string | null;
  readonly since: Day | null;
  /** The first day it no longer holds; null: it still does. */
  readonly until: Day | null;
}

/** Where a person was on a day, or null: the present post, or a former one. */
export async function postingOn(db: Pick<WriteDb, 'getExecutor'>, person: string, day: Day): Promise<Posting | null> {
  const { rows } = await sql<Posting>`
    select organisation, post, since, until from (
      select organisation, post, since, until from person where id = ${person}::uuid
      union all select organisation, post, since, until from posting where person = ${person}::uuid) p
    where (since is null or since <= ${day}::date) and (until is null or until > ${day}::date)
    order by since desc nulls last limit 1`.execute(db);
  return rows[0] ?? null;
}
