import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { peopleFault } from './faults.ts';
import { passwordFits } from './password.server.ts';
import { policy } from './policy.server.ts';

/** Keeps the hash that is about to be replaced, and forgets those that the policy no longer asks about. */
export async function keepPastPassword(tx: WriteDb, account: string): Promise<void> {
  const { passwordsRemembered } = await policy(tx);
  await sql`insert into past_password (account, hash, changed_at)
    select account, hash, ${tx.at}::timestamptz from credential where account = ${account} and hash <> ''
    on conflict do nothing`.execute(tx);
  await sql`delete from past_password where account = ${account} and hash not in (
    select hash from past_password where account = ${account} order by changed_at desc limit ${passwordsRemembered})`.execute(
    tx,
  );
}

/** Throws when a new password is one of the last ones. */
export async function checkNotUsed(db: ReadDb, account: string, password: string): Promise<void> {
  const { passwordsRemembered: times } = await policy(db);
  if (times === 0) return;
  const past = await db
    .selectFrom('past_password')
    .select('hash')
    .where('account', '=', account)
    .orderBy('changed_at', 'desc')
    .limit(times)
    .execute();
  for (const { hash } of past) {
    if (await passwordFits(hash, password)) throw peopleFault('password.used', { times });
  }
}
