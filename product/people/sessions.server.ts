import { instantOf, newId, type Instant } from '@quantu/base';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Person } from './call.server.ts';
import type { Account, District, OwnSession } from './contract.ts';
import { isFictional } from './districts.ts';
import { peopleFault } from './faults.ts';
import { permissionsOf, PRESETS } from './permission.ts';
import { newToken, tokenDigest } from './token.server.ts';

/** A session ends after half a day without use, and after a week whatever happens. */
const IDLE_MS = 12 * 3_600_000;
const WHOLE_MS = 7 * 24 * 3_600_000;
/** Use is written down at most this often. */
const SEEN_MS = 5 * 60_000;

export interface StartedSession {
  readonly token: string;
  readonly until: Instant;
}

/** Opens a session and clears away the account's expired ones. */
export async function startSession(
  tx: WriteDb,
  account: Pick<Account, 'id'>,
  { address, browser }: { address: string; browser: string },
): Promise<StartedSession> {
  const token = newToken();
  const endsAt = later(tx.at, WHOLE_MS);
  await tx.deleteFrom('session').where('account', '=', account.id).where('expires_at', '<=', tx.at).execute();
  await tx
    .insertInto('session')
    .values({
      id: newId(),
      digest: tokenDigest(token),
      account: account.id,
      created_at: tx.at,
      last_seen_at: tx.at,
      expires_at: later(tx.at, IDLE_MS),
      ends_at: endsAt,
      address,
      browser: browser.slice(0, 300),
    })
    .execute();
  await tx.updateTable('credential').set({ last_sign_in_at: tx.at }).where('account', '=', account.id).execute();
  return { token, until: endsAt };
}

function later(instant: Instant, milliseconds: number): Instant {
  return instantOf(new Date(Date.parse(instant) + milliseconds));
}

export interface Arrival {
  readonly person: Person | null;
  /** The district asked for, when there is one of that code. */
  readonly district: District | null;
}

/** Who holds a token, and whether the district is there: one statement for each call of the server. */
export async function arrive(store: Store, token: string | null, code: string | null, now: Instant): Promise<Arrival> {
  const digest = token === null ? '' : tokenDigest(token);
  const { rows } = await sql<ArrivalRow>`
    select a.id, a.name, a.display_name, a.role, s.id as session, s.last_seen_at, d.code, d.name as district
    from (select 1) one
    left join session s on s.digest = ${digest} and s.expires_at > ${now}::timestamptz
    left join account a on a.id = s.account and not a.is_disabled
    left join district d on d.code = ${code}`.execute(store.read());
  const row = rows[0]!;
  const district =
    row.code === null ? null : { code: row.code, name: row.district, isFictional: isFictional(row.district) };
  if (row.id === null) return { person: null, district };
  if (Date.parse(now) - Date.parse(row.last_seen_at) > SEEN_MS) await slide(store, row.session, now);
  const { id, name, display_name: displayName, role, session } = row;
  const roles = PRESETS[role];
  const viewer = { account: name, person: null, roles, organisations: [] };
  return { person: { id, name, displayName, role, session, permissions: permissionsOf(roles), viewer }, district };
}

type ArrivalRow = { code: string; district: string } & (
  | { id: null }
  | { id: string; name: string; display_name: string; role: Person['role']; session: string; last_seen_at: Instant }
);

/** Use moves the end of a session on, never past its last day. Not a deed, so not in the audit trail. */
async function slide(store: Store, session: string, now: Instant): Promise<void> {
  await store.unrecorded(undefined, (db) =>
    sql`update session set last_seen_at = ${now}, expires_at = least(ends_at, ${later(now, IDLE_MS)}::timestamptz)
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
