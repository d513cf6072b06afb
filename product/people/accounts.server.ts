import { instantOf, newId } from '@quantu/base';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { lockAccounts } from './accounts-lock.server.ts';
import { MACHINES } from './actions.ts';
import type { Account, FirstRole } from './contract.ts';
import { peopleFault } from './faults.ts';
import { isAdministrator, isInForce, rolesOf, type HeldGrant } from './grants.ts';
import { checkAdministratorsStay, grantsJson, insertGrant, today } from './grants.server.ts';
import { checkOrganisation } from './organisations.server.ts';
import { checkNewPassword, hashPassword } from './password.server.ts';
import { keepPastPassword } from './past-passwords.server.ts';
import { rolesOfFirst } from './permission.ts';
import { policy } from './policy.server.ts';
import { escapedLike, pageSlice, type PageWish } from './paging.ts';

export interface NewAccount {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly password: string;
  /** Left out: none, until the security administrator grants one. */
  readonly role?: FirstRole | undefined;
  /** Where the role holds, unless it is an administrator's; left out: in every district. */
  readonly district?: string | null | undefined;
  readonly organisation?: string | null | undefined;
}

export interface AccountChange {
  readonly displayName?: string | undefined;
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
export async function createFirstAdministrator(
  store: Store,
  wish: Pick<NewAccount, 'name' | 'displayName' | 'password'>,
): Promise<Account> {
  const account = await prepared(store, wish);
  return store.transact({ actor: account.name, action: 'account.first', subject: account.id }, async (tx) => {
    await lockAccounts(tx);
    if (!(await needsFirstAdministrator(tx))) throw peopleFault('first-administrator.exists');
    await inserted(tx, account);
    await giveRoles(tx, account, { role: 'administrator' }, 'system'); // nobody is there to grant them
    return accountById(tx, account.id);
  });
}

export async function needsFirstAdministrator(db: ReadDb): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) === undefined;
}

export async function createAccount(store: Store, actor: string, wish: NewAccount): Promise<Account> {
  const account = await prepared(store, wish);
  if (wish.organisation) await checkOrganisation(store, wish.district ?? null, wish.organisation);
  const roles = wish.role === undefined ? [] : rolesOfFirst(wish.role);
  const after = { name: account.name, roles: [...roles] };
  return store.transact({ actor, action: 'account.create', subject: account.id }, async (tx) => {
    await lockAccounts(tx);
    tx.audit({ after });
    await inserted(tx, account, isGiven(actor, account.name));
    await giveRoles(tx, account, wish);
    return accountById(tx, account.id);
  });
}

/** The roles an account begins with, from today on. */
async function giveRoles(
  tx: WriteDb,
  { id }: Pick<Prepared, 'id'>,
  { role, district = null, organisation = null }: Pick<NewAccount, 'role' | 'district' | 'organisation'>,
  by = tx.actor,
): Promise<void> {
  for (const one of role === undefined ? [] : rolesOfFirst(role)) {
    const scope = isAdministrator(one) ? { district: null, organisation: null } : { district, organisation };
    await insertGrant(tx, { account: id, role: one, ...scope, from: today(tx.at), until: null }, by);
  }
}

export interface Prepared {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  /** Null: it does not sign in with a password. */
  readonly hash: string | null;
}

/** What of a new account is worked out before the transaction: its name is fine, its password is hashed. */
export async function prepared(
  store: Store,
  { name, displayName, password }: { name: string; displayName?: string | undefined; password: string | null },
): Promise<Prepared> {
  const trimmed = name.normalize('NFC').trim();
  checkName(trimmed);
  if (password !== null) checkNewPassword(password, trimmed, (await policy(store.read())).passwordLength);
  return {
    id: newId(),
    name: trimmed,
    displayName: displayName?.trim() || trimmed,
    hash: password === null ? null : await hashPassword(password),
  };
}

/** People choose passwords for themselves; what one chose for another opens the door once. A program's are its own. */
function isGiven(actor: string, name: string): boolean {
  return !MACHINES.has(actor) && actor !== name;
}

export async function inserted(tx: WriteDb, { id, name, displayName, hash }: Prepared, isGiven = false): Promise<void> {
  const made = await tx
    .insertInto('account')
    .values({
      id,
      name,
      name_key: nameKey(name),
      display_name: displayName,
      is_disabled: false,
      created_at: tx.at,
    })
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw peopleFault('account.name-taken', { name });
  // No password fits an empty hash: an account of the city's own sign-in has none until one is set.
  const credential = { account: id, hash: hash ?? '', changed_at: tx.at, last_sign_in_at: null, is_given: isGiven };
  await tx.insertInto('credential').values(credential).execute();
}

/**
 * Changes an account. A new password or being disabled ends its sessions; the last of each administrator stays. Where
 * the three are separated, none of them sets the password of another: that would be their role.
 */
export async function changeAccount(
  store: Store,
  actor: string,
  id: string,
  { displayName, isDisabled, password }: AccountChange,
): Promise<Account> {
  if ([displayName, isDisabled, password].every((value) => value === undefined)) {
    throw peopleFault('account.nothing-to-change');
  }
  const rules = await policy(store.read());
  const before = await accountById(store.read(), id);
  if (password !== undefined) checkNewPassword(password, before.name, rules.passwordLength);
  const hash = password === undefined ? undefined : await hashPassword(password);
  return store.transact({ actor, action: 'account.change', subject: id }, async (tx) => {
    await lockAccounts(tx);
    const was = await accountById(tx, id);
    if (hash !== undefined && (await policy(tx)).isSeparated) checkNotAnotherAdministrator(was, actor);
    const after: Account = {
      ...was,
      displayName: displayName?.trim() || was.displayName,
      isDisabled: isDisabled ?? was.isDisabled,
    };
    await tx
      .updateTable('account')
      .set({ display_name: after.displayName, is_disabled: after.isDisabled })
      .where('id', '=', id)
      .execute();
    if (after.isDisabled && !was.isDisabled) await checkAdministratorsStay(tx);
    if (hash !== undefined) await setPassword(tx, after, hash, isGiven(actor, was.name));
    if (after.isDisabled) await tx.deleteFrom('session').where('account', '=', id).execute();
    tx.audit({ before: shown(was), after: { ...shown(after), password: hash === undefined ? 'same' : 'new' } });
    return after;
  });
}

function shown({ name, displayName, isDisabled }: Account) {
  return { name, displayName, isDisabled };
}

function checkNotAnotherAdministrator(account: Account, actor: string): void {
  if (MACHINES.has(actor) || account.name === actor || !account.roles.some(isAdministrator)) return;
  throw peopleFault('account.administrator-password', { name: account.name });
}

/** Sets a new password for whoever forgot it, lifts a lock and ends the account's sessions. For the command line. */
export async function resetPassword(store: Store, actor: string, name: string, password: string): Promise<Account> {
  const account = await accountByName(store.read(), name);
  if (!account) throw peopleFault('account.no-such-name', { name });
  return changeAccount(store, actor, account.id, { password });
}

/** Stores a new password's hash: all sessions of the account end, and wrong attempts are forgotten. */
export async function setPassword(
  tx: WriteDb,
  account: Pick<Account, 'id' | 'name'>,
  hash: string,
  isGiven: boolean,
): Promise<void> {
  await keepPastPassword(tx, account.id);
  const credential = { hash, changed_at: tx.at, is_given: isGiven };
  await tx.updateTable('credential').set(credential).where('account', '=', account.id).execute();
  await tx.deleteFrom('session').where('account', '=', account.id).execute();
  await tx.deleteFrom('sign_in_attempt').where('name_key', '=', nameKey(account.name)).execute();
}

function accounts(db: ReadDb) {
  return db
    .selectFrom('account')
    .innerJoin('credential', 'credential.account', 'account.id')
    .leftJoin('second_factor', 'second_factor.account', 'account.id')
    .select([
      'account.id',
      'account.name',
      'account.display_name as displayName',
      'account.is_disabled as isDisabled',
      'account.created_at as createdAt',
      'credential.last_sign_in_at as lastSignInAt',
      'second_factor.confirmed_at as confirmedAt',
      grantsJson(sql`account.id`).as('grants'),
    ]);
}

type AccountRow = Omit<Account, 'roles' | 'hasSecondFactor'> & {
  confirmedAt: string | null;
  grants: readonly HeldGrant[];
};

function accountOf({ confirmedAt, grants, ...row }: AccountRow): Account {
  const day = today(instantOf(new Date()));
  const roles = rolesOf(grants.filter((grant) => isInForce(grant, day)));
  return { ...row, roles: [...roles], hasSecondFactor: confirmedAt !== null };
}

export async function accountById(db: ReadDb, id: string): Promise<Account> {
  const account = await accounts(db).where('account.id', '=', id).executeTakeFirst();
  if (!account) throw peopleFault('account.unknown');
  return accountOf(account);
}

export async function accountByName(db: ReadDb, name: string): Promise<Account | undefined> {
  const account = await accounts(db).where('account.name_key', '=', nameKey(name)).executeTakeFirst();
  return account && accountOf(account);
}

export async function listAccounts(db: ReadDb, { text, ...wish }: PageWish & { text?: string | undefined }) {
  const { page, size, offset } = pageSlice(wish);
  const like = escapedLike(text);
  const matches = sql<boolean>`(account.name ilike ${like} or account.display_name ilike ${like})`;
  const [rows, { total }] = await Promise.all([
    accounts(db).where(matches).orderBy('account.name_key').limit(size).offset(offset).execute(),
    db
      .selectFrom('account')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where(matches)
      .executeTakeFirstOrThrow(),
  ]);
  return { data: rows.map(accountOf), total, page, size };
}
