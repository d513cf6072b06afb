import { instantOf, newId, type Instant } from '@quantu/base';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Person } from './call.server.ts';
import type { Account, OwnSession } from './contract.ts';
import { peopleFault } from './faults.ts';
import { escapedLike, pageSlice, type PageWish } from './paging.ts';
import { policy } from './policy.server.ts';
import type { AnySession, Policy } from './security.contract.ts';
import { newToken, tokenDigest } from './token.server.ts';

const MINUTE_MS = 60_000;
/** Use is written down at most this often, and five times within the time that a session may rest. */
const SEEN_MS = 5 * MINUTE_MS;

const idleMs = ({ idleMinutes }: Policy) => idleMinutes * MINUTE_MS;

/** How a session was opened. */
export type SessionMethod = 'password' | 'oidc';

export interface StartedSession {
  readonly token: string;
  readonly until: Instant;
}

/** Opens a session and clears away the account's expired ones. */
export async function startSession(
  tx: WriteDb,
  account: Pick<Account, 'id'>,
  {
    address,
    browser,
    method = 'password',
    isVouched = false,
  }: { address: string; browser: string; method?: SessionMethod; isVouched?: boolean },
): Promise<StartedSession> {
  const token = newToken();
  const rules = await policy(tx);
  const endsAt = later(tx.at, rules.sessionHours * 60 * MINUTE_MS);
  await tx.deleteFrom('session').where('account', '=', account.id).where('expires_at', '<=', tx.at).execute();
  await tx
    .insertInto('session')
    .values({
      id: newId(),
      digest: tokenDigest(token),
      account: account.id,
      created_at: tx.at,
      last_seen_at: tx.at,
      expires_at: earlier(endsAt, later(tx.at, idleMs(rules))),
      ends_at: endsAt,
      address,
      browser: browser.slice(0, 300),
      method,
      is_vouched: isVouched,
    })
    .execute();
  await tx.updateTable('credential').set({ last_sign_in_at: tx.at }).where('account', '=', account.id).execute();
  return { token, until: endsAt };
}

function later(instant: Instant, milliseconds: number): Instant {
  return instantOf(new Date(Date.parse(instant) + milliseconds));
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** Nobody used it for longer than the policy lets it rest, also one that was opened under another policy. */
export function isIdle(seen: Instant, rules: Policy, now: Instant): boolean {
  return Date.parse(now) - Date.parse(seen) > idleMs(rules);
}

/** Use moves the end of a session on, never past its last day. Not a deed, so not in the audit trail. */
export async function useSession(
  store: Store,
  session: string,
  seen: Instant,
  rules: Policy,
  now: Instant,
): Promise<void> {
  if (Date.parse(now) - Date.parse(seen) <= Math.min(SEEN_MS, idleMs(rules) / 5)) return;
  await store.unrecorded(undefined, (db) =>
    sql`update session set last_seen_at = ${now}, expires_at = least(ends_at, ${later(now, idleMs(rules))}::timestamptz)
      where id = ${session}`.execute(db),
  );
}

export async function endSession(store: Store, person: Person): Promise<void> {
  await store.transact({ actor: person.name, action: 'session.end', subject: person.id }, (tx) =>
    tx.deleteFrom('session').where('id', '=', person.session).execute(),
  );
}

export async function endOwnSession(store: Store, person: Person, session: string): Promise<void> {
  await store.transact({ actor: person.name, action: 'session.end', subject: person.id }, async (tx) => {
    const ended = await tx
      .deleteFrom('session')
      .where('id', '=', session)
      .where('account', '=', person.id)
      .returning('id')
      .executeTakeFirst();
    if (!ended) throw peopleFault('session.unknown');
  });
}

export async function ownSessions(db: ReadDb, person: Person, now: Instant): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'created_at', 'last_seen_at', 'expires_at', 'address', 'browser'])
    .where('account', '=', person.id)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .execute();
  return rows.map(({ id, created_at, last_seen_at, expires_at, address, browser }) => ({
    id,
    createdAt: created_at,
    lastSeenAt: last_seen_at,
    expiresAt: expires_at,
    address,
    browser,
    isCurrent: id === person.session,
  }));
}

/** The sessions of everybody that are open, latest use first. */
export async function allSessions(
  db: ReadDb,
  person: Person,
  { text, ...wish }: PageWish & { text?: string | undefined },
  now: Instant,
) {
  const { page, size, offset } = pageSlice(wish);
  const like = escapedLike(text);
  const open = db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account')
    .where('session.expires_at', '>', now)
    .where(
      sql<boolean>`(account.name ilike ${like} or account.display_name ilike ${like} or session.address ilike ${like})`,
    );
  const [rows, { total }] = await Promise.all([
    open
      .select([
        'session.id',
        'session.created_at as createdAt',
        'session.last_seen_at as lastSeenAt',
        'session.expires_at as expiresAt',
        'session.address',
        'session.browser',
        'account.id as account',
        'account.name as accountName',
        'account.display_name as displayName',
      ])
      .orderBy('session.last_seen_at', 'desc')
      .orderBy('session.id')
      .limit(size)
      .offset(offset)
      .execute(),
    open.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const data: AnySession[] = rows.map((row) => ({ ...row, isCurrent: row.id === person.session }));
  return { data, total, page, size };
}

/** Signs somebody out: one session, or all of an account. The audit entry says whose. */
export async function forceEnd(
  store: Store,
  person: Person,
  which: { readonly session: string } | { readonly account: string },
): Promise<number> {
  return store.transact({ actor: person.name, action: 'session.force-end' }, async (tx) => {
    const [column, value] =
      'session' in which ? (['id', which.session] as const) : (['account', which.account] as const);
    const ended = await tx.deleteFrom('session').where(column, '=', value).returning('account').execute();
    const account = ended[0]?.account;
    if (account === undefined) throw peopleFault('session.unknown');
    const { name } = await tx.selectFrom('account').select('name').where('id', '=', account).executeTakeFirstOrThrow();
    tx.audit({ subject: account, after: { name, sessions: ended.length } });
    return ended.length;
  });
}
