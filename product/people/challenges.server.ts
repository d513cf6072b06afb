import { instantOf } from '@quantu/base';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { peopleFault } from './faults.ts';
import type { SessionMethod } from './sessions.server.ts';
import { newToken, secretDigest } from './token.server.ts';

export const CHALLENGE_MINUTES = 10;

/** The password, or the issuer, was right: what the second step of signing in shows for it. */
export async function newChallenge(store: Store, account: string, method: SessionMethod): Promise<string> {
  const challenge = newToken();
  const expires = instantOf(new Date(Date.now() + CHALLENGE_MINUTES * 60_000));
  await store.unrecorded(undefined, async (db) => {
    await sql`delete from sign_in_challenge where expires_at < now()`.execute(db);
    await sql`insert into sign_in_challenge (digest, account, expires_at, method)
      values (${secretDigest('challenge', challenge)}, ${account}, ${expires}::timestamptz, ${method})`.execute(db);
  });
  return challenge;
}

/** The account that a challenge was given to. */
export async function challenged(store: Store, challenge: string) {
  const { rows } = await sql<{ id: string; name: string; isDisabled: boolean; method: SessionMethod }>`
    select a.id, a.name, a.is_disabled as "isDisabled", c.method from sign_in_challenge c join account a on a.id = c.account
    where c.digest = ${secretDigest('challenge', challenge)} and c.expires_at > now()`.execute(store.read());
  const account = rows[0];
  if (!account) throw peopleFault('second-factor.challenge', { minutes: CHALLENGE_MINUTES });
  if (account.isDisabled) throw peopleFault('sign-in.disabled', { name: account.name });
  return account;
}

/** Uses a challenge up; a second use at the same moment finds none. */
export async function useChallenge(tx: WriteDb, challenge: string): Promise<void> {
  const { rows } = await sql`delete from sign_in_challenge
    where digest = ${secretDigest('challenge', challenge)} returning digest`.execute(tx);
  if (rows.length === 0) throw peopleFault('second-factor.challenge', { minutes: CHALLENGE_MINUTES });
}
