import { displayNames } from '@quantu/product-documents/server';
import type { Books, Choice, Register, Viewer } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';

const COLUMNS = new Map([
  ['createdBy', 'r.created_by'],
  ['changedBy', 'r.changed_by'],
]);
const MOST = 50;

/** A field that keeps an account, not a value of the register. */
export const isAuthorField = (field: string): boolean => COLUMNS.has(field);

/**
 * Who made or last changed the records that the viewer may see, by what they are called: a filter keeps the account, a
 * person knows the name. Of given `values` those are named; whether there is any other account is not told.
 */
export async function authorChoices(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  field: string,
  { text = '', values }: { text?: string | undefined; values?: readonly string[] | undefined },
): Promise<readonly Choice[]> {
  const seen = await authorsOf(db, books, register, viewer, field);
  const accounts = values === undefined ? seen : seen.filter((account) => values.includes(account));
  const names = await displayNames(db, accounts);
  const wanted = text.trim().toLowerCase();
  const called = accounts.map(names);
  const isShared = (name: string): boolean => called.indexOf(name) !== called.lastIndexOf(name);
  return accounts
    .map((value) => ({ value, name: names(value) }))
    .map(({ value, name }) => ({ value, label: isShared(name) ? `${name}（${value}）` : name }))
    .map((choice) => ({ ...choice, parent: null, isClosed: false }))
    .filter(({ value, label }) => `${label} ${value}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'zh-CN'))
    .slice(0, MOST);
}

async function authorsOf(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  field: string,
): Promise<readonly string[]> {
  const { from, where } = await selectionSql(db, books, register, viewer, { conditions: [] });
  const { rows } = await sql<{ account: string }>`
    select distinct ${sql.ref(COLUMNS.get(field)!)} as account from ${from} where ${where}`.execute(db);
  return rows.map(({ account }) => account);
}
