import { newId } from '@quantu/base';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { MACHINES } from './actions.ts';
import type { Account, Role } from './contract.ts';
import { peopleFault } from './faults.ts';
import { checkNewPassword, hashPassword } from './password.server.ts';
import { escapedLike, pageSlice, type PageWish } from './paging.ts';

export interface NewAccount {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly password: string;
  readonly role: Role;
}

export interface AccountChange {
  readonly displayName?: string | undefined;
  readonly role?: Role | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly password?: string | undefined;
}

/** Names under which the program itself acts, and what people read there instead. */
const RESERVED = new Set([...MACHINES.keys(), ...MACHINES.values()]);

/** How names are compared. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function checkName(name: string): void {
  const isFine = /^[\p{L}\p{N}._@-]{1,32}$/u.test(name) && !RESERVED.has(nameKey(name));
  if (!isFine) throw peopleFault('account.name', { name: name.slice(0, 40) });
}

/** The one account that needs no account to be made: only while there is none, also when two ask at once. */
export async function createFirstAdministrator(store: Store, wish: Omit<NewAccount, 'role'>): Promise<Account> {
  const account = await prepared({ ...wish, role: 'administrator' });
  return store.transact({ actor: account.name, action: 'account.first', subject: account.id }, async (tx) => {
    await lockAccounts(tx);
    if (!(await needsFirstAdministrator(tx))) throw peopleFault('first-administrator.exists');
    return inserted(tx, account);
  });
}

export async function needsFirstAdministrator(db: ReadDb): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) === undefined;
}

export async function createAccount(store: Store, actor: string, wish: NewAccount): Promise<Account> {
  const account = await prepared(wish);
  const after = { name: account.name, role: account.role };
  return store.transact({ actor, action: 'account.create', subject: account.id }, async (tx) => {
    tx.audit({ after });
    return inserted(tx, account);
  });
}

interface Prepared {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  readonly hash: string;
}

async function prepared({ name, displayName, password, role }: NewAccount): Promise<Prepared> {
  const trimmed = name.normalize('NFC').trim();
  checkName(trimmed);
  checkNewPassword(password, trimmed);
  return {
    id: newId(),
    name: trimmed,
    displayName: displayName?.trim() || trimmed,
    role,
    hash: await hashPassword(password),
  };
}

async function inserted(tx: WriteDb, { id, name, displayName, role, hash }: Prepared): Promise<Account> {
  const made = await tx
    .insertInto('account')
    .values({
      id,
      name,
      name_key: nameKey(name),
      display_name: displayName,
      role,
      is_disabled: false,
      created_at: tx.at,
    })
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw peopleFault('account.name-taken', { name });
  await tx.insertInto('credential').values({ account: id, hash, changed_at: tx.at, last_sign_in_at: null }).execute();
  return { id, name, displayName, role, isDisabled: false, createdAt: tx.at, lastSignInAt: null };
}

/** Changes an account. A new password or being disabled ends its sessions; the last administrator stays. */
export async function changeAccount(
  store: Store,
  actor: string,
  id: string,
  { displayName, role, isDisabled, password }: AccountChange,
): Promise<Account> {
  if ([displayName, role, isDisabled, password].every((value) => value === undefined)) {
    throw peopleFault('account.nothing-to-change');
  }
  const before = await accountById(store.read(), id);
  if (password !== undefined) checkNewPassword(password, before.name);
  const hash = password === undefined ? undefined : await hashPassword(password);
  return store.transact({ actor, action: 'account.change', subject: id }, async (tx) => {
    await lockAccounts(tx);
    const was = await accountById(tx, id);
    const next = { ...was, displayName: displayName?.trim() || was.displayName, role: role ?? was.role };
    const after: Account = { ...next, isDisabled: isDisabled ?? was.isDisabled };
    if (isWorkingAdministrator(was) && !isWorkingAdministrator(after)) await checkAnotherAdministrator(tx, id);
    await tx
      .updateTable('account')
      .set({ display_name: after.displayName, role: after.role, is_disabled: after.isDisabled })
      .where('id', '=', id)
      .execute();
    if (hash !== undefined) await setPassword(tx, after, hash);
    if (after.isDisabled) await tx.deleteFrom('session').where('account', '=', id).execute();
    tx.audit({
      before: shownRights(was),
      after: { ...shownRights(after), password: hash === undefined ? 'same' : 'new' },
    });
    return after;
  });
}

function shownRights({ name, displayName, role, isDisabled }: Account) {
  return { name, displayName, role, isDisabled };
}

/** Sets a new password for whoever forgot it, lifts a lock and ends the account's sessions. For the command line. */
export async function resetPassword(store: Store, actor: string, name: string, password: string): Promise<Account> {
  const account = await accountByName(store.read(), name);
  if (!account) throw peopleFault('account.no-such-name', { name });
  return changeAccount(store, actor, account.id, { password });
}

/** Stores a new password's hash: all sessions of the account end, and wrong attempts are forgotten. */
export async function setPassword(tx: WriteDb, account: Pick<Account, 'id' | 'name'>, hash: string): Promise<void> {
  await tx.updateTable('credential').set({ hash, changed_at: tx.at }).where('account', '=', account.id).execute();
  await tx.deleteFrom('session').where('account', '=', account.id).execute();
  await tx.deleteFrom('sign_in_attempt').where('name_key', '=', nameKey(account.name)).execute();
}

const isWorkingAdministrator = ({ role, isDisabled }: Account) => role === 'administrator' && !isDisabled;

async function checkAnotherAdministrator(tx: WriteDb, id: string): Promise<void> {
  const others = tx.selectFrom('account').select('id').where('role', '=', 'administrator').where('id', '<>', id);
  const other = await others.where('is_disabled', '=', false).limit(1).executeTakeFirst();
  if (!other) throw peopleFault('account.last-administrator');
}

/** Who decides by counting accounts waits for others who do. */
async function lockAccounts(tx: WriteDb): Promise<void> {
  await sql`lock table account in share row exclusive mode`.execute(tx);
}

function accounts(db: ReadDb) {
  return db
    .selectFrom('account')
    .innerJoin('credential', 'credential.account', 'account.id')
    .select([
      'account.id',
      'account.name',
      'account.display_name as displayName',
      'account.role',
      'account.is_disabled as isDisabled',
      'account.created_at as createdAt',
      'credential.last_sign_in_at as lastSignInAt',
    ]);
}

export async function accountById(db: ReadDb, id: string): Promise<Account> {
  const account = await accounts(db).where('account.id', '=', id).executeTakeFirst();
  if (!account) throw peopleFault('account.unknown');
  return account;
}

export function accountByName(db: ReadDb, name: string): Promise<Account | undefined> {
  return accounts(db).where('account.name_key', '=', nameKey(name)).executeTakeFirst();
}

export async function listAccounts(db: ReadDb, { text, ...wish }: PageWish & { text?: string | undefined }) {
  const { page, size, offset } = pageSlice(wish);
  const like = escapedLike(text);
  const matches = sql<boolean>`(account.name ilike ${like} or account.display_name ilike ${like})`;
  const [data, { total }] = await Promise.all([
    accounts(db).where(matches).orderBy('account.name_key').limit(size).offset(offset).execute(),
    db
      .selectFrom('account')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where(matches)
      .executeTakeFirstOrThrow(),
  ]);
  return { data, total, page, size };
}
