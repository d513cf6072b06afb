import { instantOf, newId, type Instant } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { inserted, prepared } from './accounts.server.ts';
import { lockAccounts } from './accounts-lock.server.ts';
import type { Person } from './call.server.ts';
import { peopleFault } from './faults.ts';
import type { Invitation } from './grants.contract.ts';
import { isAdministrator } from './grants.ts';
import { insertGrant, today } from './grants.server.ts';
import { checkDistrict, checkOrganisation, organisationNames } from './organisations.server.ts';
import { pageSlice, type PageWish } from './paging.ts';
import { policy } from './policy.server.ts';
import { ROLES, type RoleKey } from './roles.ts';
import { startSession, type StartedSession } from './sessions.server.ts';
import { newToken, secretDigest } from './token.server.ts';

const FIRST_HOURS = 72;

export interface InvitationWish {
  readonly displayName: string;
  readonly role: RoleKey;
  readonly district?: string | null | undefined;
  readonly organisation?: string | null | undefined;
  readonly hours?: number | undefined;
}

/** Makes a link that makes one account with one role. The secret in it is answered here and never again. */
export async function invite(store: Store, person: Person, wish: InvitationWish) {
  const { displayName, role, district = null, organisation = null, hours = FIRST_HOURS } = wish;
  if (isAdministrator(role) && (district !== null || organisation !== null)) {
    throw peopleFault('grant.administrator-scope', { role: ROLES[role].label });
  }
  if (district !== null) await checkDistrict(store, district);
  if (organisation !== null) await checkOrganisation(store, district, organisation);
  await checkApart(store.read(), role);
  const [id, secret] = [newId(), newToken()];
  await store.transact({ actor: person.name, action: 'invitation.create', subject: id }, async (tx) => {
    tx.audit({ after: { name: displayName, role, district, organisation } });
    await tx
      .insertInto('invitation')
      .values({
        id,
        digest: secretDigest('invitation', secret),
        display_name: displayName.trim(),
        role,
        district,
        organisation,
        created_by: person.name,
        created_at: tx.at,
        expires_at: instantOf(new Date(Date.parse(tx.at) + hours * 3_600_000)),
        is_withdrawn: false,
        used_by: null,
      })
      .execute();
  });
  return { data: await invitationById(store.read(), id), secret };
}

/** Whoever invites sees the link, and would make an administrator of himself under another name. */
async function checkApart(db: ReadDb, role: RoleKey): Promise<void> {
  if (isAdministrator(role) && (await policy(db)).isSeparated)
    throw peopleFault('separation.invitation', { role: ROLES[role].label });
}

function invitations(db: ReadDb) {
  return db
    .selectFrom('invitation')
    .leftJoin('account', 'account.id', 'invitation.used_by')
    .select([
      'invitation.id',
      'invitation.display_name as displayName',
      'invitation.role',
      'invitation.district',
      'invitation.organisation',
      'invitation.created_by as createdBy',
      'invitation.created_at as createdAt',
      'invitation.expires_at as expiresAt',
      'invitation.is_withdrawn as isWithdrawn',
      'account.name as usedBy',
    ]);
}

type Row = Omit<Invitation, 'state'> & { isWithdrawn: boolean };

function shown({ isWithdrawn, ...row }: Row, now: Instant): Invitation {
  const end = isWithdrawn ? 'withdrawn' : row.expiresAt <= now ? 'expired' : 'open';
  return { ...row, state: row.usedBy === null ? end : 'used' };
}

const now = () => instantOf(new Date());

async function invitationById(db: ReadDb, id: string): Promise<Invitation> {
  const row = await invitations(db).where('invitation.id', '=', id).executeTakeFirst();
  if (!row) throw peopleFault('invitation.unknown');
  return shown(row, now());
}

export async function listInvitations(db: ReadDb, wish: PageWish) {
  const { page, size, offset } = pageSlice(wish);
  const [rows, { total }] = await Promise.all([
    invitations(db)
      .orderBy('invitation.created_at', 'desc')
      .orderBy('invitation.id')
      .limit(size)
      .offset(offset)
      .execute(),
    db
      .selectFrom('invitation')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  return { data: rows.map((row) => shown(row, now())), total, page, size };
}

export async function withdraw(store: Store, person: Person, id: string): Promise<Invitation> {
  return store.transact({ actor: person.name, action: 'invitation.withdraw', subject: id }, async (tx) => {
    const before = await invitationById(tx, id);
    if (before.state === 'used') throw peopleFault('invitation.used');
    await tx.updateTable('invitation').set({ is_withdrawn: true }).where('id', '=', id).execute();
    tx.audit({ after: { name: before.displayName } });
    return { ...before, state: 'withdrawn' as const };
  });
}

/** The invitation that a link is, while it is open. */
async function opened(db: ReadDb, secret: string): Promise<Invitation> {
  const digest = secretDigest('invitation', secret.trim());
  const row = await invitations(db).where('invitation.digest', '=', digest).executeTakeFirst();
  if (!row) throw peopleFault('invitation.unknown');
  const invitation = shown(row, now());
  if (invitation.state === 'used') throw peopleFault('invitation.used');
  if (invitation.state !== 'open') throw peopleFault('invitation.over');
  return invitation;
}

export async function lookUp(store: Store, secret: string) {
  const { displayName, role, district, organisation, expiresAt } = await opened(store.read(), secret);
  const known = (await store.districts()).find(({ code }) => code === district);
  const names = known && organisation !== null ? await organisationNames(store.read(known.code), [organisation]) : null;
  return {
    displayName,
    role,
    districtName: known?.name ?? null,
    organisationName: (organisation === null ? null : names?.get(organisation)) ?? null,
    expiresAt,
    isEnabled: !(await policy(store.read())).isSeparated,
  };
}

export interface Acceptance {
  readonly secret: string;
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly password: string;
  readonly address: string;
  readonly browser: string;
}

/**
 * Makes the account, gives it the role, signs it in, and uses the link up: all of it or nothing. While the three
 * administrators are apart, whoever gives roles opens no accounts: it waits for the system administrator (null).
 */
export async function accept(store: Store, { secret, ...wish }: Acceptance): Promise<StartedSession | null> {
  const { displayName } = await opened(store.read(), secret);
  const account = await prepared(store, { ...wish, displayName: wish.displayName?.trim() || displayName });
  return store.transact({ actor: account.name, action: 'invitation.accept', subject: account.id }, async (tx) => {
    await lockAccounts(tx);
    const { id, role, district, organisation, createdBy } = await opened(tx, secret);
    await checkApart(tx, role);
    await inserted(tx, account);
    const scope = { role, district, organisation, from: today(tx.at), until: null };
    await insertGrant(tx, { account: account.id, ...scope }, createdBy);
    await sql`update invitation set used_by = ${account.id} where id = ${id}`.execute(tx);
    tx.audit({ after: { name: account.name, role, district, organisation, invitedBy: createdBy } });
    if (!(await policy(tx)).isSeparated) return startSession(tx, account, wish);
    await tx.updateTable('account').set({ is_disabled: true }).where('id', '=', account.id).execute();
    return null;
  });
}
