import type { Instant } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { accountById, nameKey, setPassword } from './accounts.server.ts';
import type { Person } from './call.server.ts';
import type { Account } from './contract.ts';
import { peopleFault } from './faults.ts';
import { checkNewPassword, hashPassword, isOldHash, passwordFits } from './password.server.ts';
import { startSession, type StartedSession } from './sessions.server.ts';

const FREE_FAILURES = 5;
const LOCK_MINUTES = 15;

export interface Attempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  readonly browser: string;
}

/**
 * Signs in. Five wrong passwords in a row lock a name for fifteen minutes, whether there is such an account or not,
 * and each attempt is counted before its password is looked at, so that attempts at once do not slip through.
 */
export async function signIn(store: Store, attempt: Attempt): Promise<StartedSession & { account: Account }> {
  await countAttempt(store, attempt.name);
  const found = await credentialOf(store.read(), attempt.name);
  if (!(await passwordFits(found?.hash ?? null, attempt.password)) || !found) throw peopleFault('sign-in.wrong');
  if (found.isDisabled) throw peopleFault('sign-in.disabled', { name: found.name });
  const newHash = isOldHash(found.hash) ? await hashPassword(attempt.password) : undefined;
  const change = { actor: found.name, action: 'session.start', subject: found.id };
  return store.transact(change, async (tx) => {
    await tx.deleteFrom('sign_in_attempt').where('name_key', '=', nameKey(found.name)).execute();
    if (newHash) await tx.updateTable('credential').set({ hash: newHash }).where('account', '=', found.id).execute();
    const started = await startSession(tx, found, attempt);
    tx.audit({ after: { address: attempt.address } });
    return { ...started, account: await accountById(tx, found.id) };
  });
}

async function countAttempt(store: Store, name: string): Promise<void> {
  const counted = await store.unrecorded(undefined, async (db) => {
    await sql`delete from sign_in_attempt where last_at < now() - interval '1 day'`.execute(db);
    const { rows } = await sql<{ failures: number; last_at: Instant }>`
      insert into sign_in_attempt as s (name_key, failures, last_at) values (${nameKey(name)}, 1, now())
      on conflict (name_key) do update set
        failures = case when s.last_at < now() - make_interval(mins => ${LOCK_MINUTES}) then 1 else s.failures + 1 end,
        last_at = case when s.failures > ${FREE_FAILURES} and s.last_at >= now() - make_interval(mins => ${LOCK_MINUTES})
          then s.last_at else now() end
      returning failures, last_at`.execute(db);
    return rows[0]!;
  });
  if (counted.failures <= FREE_FAILURES) return;
  const waited = (Date.now() - Date.parse(counted.last_at)) / 60_000;
  throw peopleFault('sign-in.locked', { minutes: Math.max(1, Math.ceil(LOCK_MINUTES - waited)) });
}

function credentialOf(db: ReadDb, name: string) {
  return db
    .selectFrom('account')
    .innerJoin('credential', 'credential.account', 'account.id')
    .select(['account.id', 'account.name', 'account.is_disabled as isDisabled', 'credential.hash'])
    .where('account.name_key', '=', nameKey(name))
    .executeTakeFirst();
}

/** Changes one's own password: all sessions end and a new one is opened for this browser. */
export async function changeOwnPassword(
  store: Store,
  person: Person,
  { current, next, address, browser }: { current: string; next: string; address: string; browser: string },
): Promise<StartedSession> {
  await countAttempt(store, person.name);
  const credential = await credentialOf(store.read(), person.name);
  if (!(await passwordFits(credential?.hash ?? null, current))) throw peopleFault('password.wrong');
  if (next.normalize('NFKC') === current.normalize('NFKC')) throw peopleFault('password.same');
  checkNewPassword(next, person.name);
  const hash = await hashPassword(next);
  return store.transact({ actor: person.name, action: 'account.password', subject: person.id }, async (tx) => {
    await setPassword(tx, person, hash);
    return startSession(tx, person, { address, browser });
  });
}
