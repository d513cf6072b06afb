import type { Instant } from '@quantu/base';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { nameKey } from './accounts.server.ts';
import { peopleFault } from './faults.ts';
import { policy } from './policy.server.ts';

/**
 * Counts an attempt under a name before its secret is looked at, so that attempts at once do not slip through, and
 * throws when there were too many. Passwords, codes and recovery codes share the count.
 */
export async function countAttempt(store: Store, name: string): Promise<void> {
  const { freeFailures, lockMinutes } = await policy(store.read());
  const counted = await store.unrecorded(undefined, async (db) => {
    await sql`delete from sign_in_attempt where last_at < now() - interval '1 day'`.execute(db);
    const isRecent = sql`s.last_at >= now() - make_interval(mins => ${lockMinutes})`;
    const { rows } = await sql<{ failures: number; last_at: Instant }>`
      insert into sign_in_attempt as s (name_key, failures, last_at) values (${nameKey(name)}, 1, now())
      on conflict (name_key) do update set
        failures = case when ${isRecent} then s.failures + 1 else 1 end,
        last_at = case when s.failures > ${freeFailures} and ${isRecent} then s.last_at else now() end
      returning failures, last_at`.execute(db);
    return rows[0]!;
  });
  if (counted.failures <= freeFailures) return;
  const waited = (Date.now() - Date.parse(counted.last_at)) / 60_000;
  throw peopleFault('sign-in.locked', { minutes: Math.max(1, Math.ceil(lockMinutes - waited)) });
}

/** A right secret forgets the wrong ones before it. */
export async function forgetAttempts(tx: WriteDb, name: string): Promise<void> {
  await tx.deleteFrom('sign_in_attempt').where('name_key', '=', nameKey(name)).execute();
}
