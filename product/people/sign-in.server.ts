import { addDays, dayInChina, instantOf, type Instant } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';
import { nameKey, setPassword } from './accounts.server.ts';
import { countAttempt, forgetAttempts } from './attempts.server.ts';
import type { Person } from './call.server.ts';
import { newChallenge } from './challenges.server.ts';
import { peopleFault } from './faults.ts';
import { checkNotUsed } from './past-passwords.server.ts';
import { checkNewPassword, hashPassword, isOldHash, passwordFits } from './password.server.ts';
import { policy } from './policy.server.ts';
import { startSession, type StartedSession } from './sessions.server.ts';

export interface Attempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  readonly browser: string;
}

/** A session, or the challenge that asks for the second factor. */
export type SignedIn = StartedSession | { readonly challenge: string };

/**
 * Signs in. Too many wrong passwords in a row lock a name, whether there is such an account or not. Who has a second
 * factor gets no session yet.
 */
export async function signIn(store: Store, attempt: Attempt): Promise<SignedIn> {
  await countAttempt(store, attempt.name);
  const found = await credentialOf(store.read(), attempt.name);
  if (!(await passwordFits(found?.hash ?? null, attempt.password)) || !found) throw peopleFault('sign-in.wrong');
  if (found.isDisabled) throw peopleFault('sign-in.disabled', { name: found.name });
  if (found.isGiven && isOver(found.changedAt)) throw peopleFault('sign-in.given', { days: GIVEN_DAYS });
  if (found.confirmedAt !== null) return { challenge: await newChallenge(store, found.id, 'password') };
  const newHash = isOldHash(found.hash) ? await hashPassword(attempt.password) : undefined;
  const change = { actor: found.name, action: 'session.start', subject: found.id };
  return store.transact(change, async (tx) => {
    await forgetAttempts(tx, found.name);
    if (newHash) await tx.updateTable('credential').set({ hash: newHash }).where('account', '=', found.id).execute();
    tx.audit({ after: { address: attempt.address } });
    return startSession(tx, found, attempt);
  });
}

/** A password that somebody else chose lies in a message or on a slip of paper: not for long. */
const GIVEN_DAYS = 7;

function isOver(given: Instant): boolean {
  return addDays(dayInChina(given), GIVEN_DAYS) < dayInChina(instantOf(new Date()));
}

/** Throws unless this is the person's own password; wrong ones count towards the lock. */
export async function checkOwnPassword(store: Store, person: Person, password: string): Promise<void> {
  await countAttempt(store, person.name);
  const credential = await credentialOf(store.read(), person.name);
  if (!(await passwordFits(credential?.hash ?? null, password))) throw peopleFault('password.wrong');
}

function credentialOf(db: ReadDb, name: string) {
  return db
    .selectFrom('account')
    .innerJoin('credential', 'credential.account', 'account.id')
    .leftJoin('second_factor', 'second_factor.account', 'account.id')
    .select([
      'account.id',
      'account.name',
      'account.is_disabled as isDisabled',
      'credential.hash',
      'credential.is_given as isGiven',
      'credential.changed_at as changedAt',
      'second_factor.confirmed_at as confirmedAt',
    ])
    .where('account.name_key', '=', nameKey(name))
    .executeTakeFirst();
}

/** Changes one's own password: all sessions end and a new one is opened for this browser. */
export async function changeOwnPassword(
  store: Store,
  person: Person,
  { current, next, address, browser }: { current: string; next: string; address: string; browser: string },
): Promise<StartedSession> {
  await checkOwnPassword(store, person, current);
  if (next.normalize('NFKC') === current.normalize('NFKC')) throw peopleFault('password.same');
  checkNewPassword(next, person.name, (await policy(store.read())).passwordLength);
  await checkNotUsed(store.read(), person.id, next);
  const hash = await hashPassword(next);
  return store.transact({ actor: person.name, action: 'account.password', subject: person.id }, async (tx) => {
    await setPassword(tx, person, hash, false);
    return startSession(tx, person, { address, browser });
  });
}
