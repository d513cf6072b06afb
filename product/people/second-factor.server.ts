import { randomInt } from 'node:crypto';
import type { ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { countAttempt, forgetAttempts } from './attempts.server.ts';
import type { Person } from './call.server.ts';
import { challenged, useChallenge } from './challenges.server.ts';
import { peopleFault } from './faults.ts';
import { rolesOf } from './grants.ts';
import { policy } from './policy.server.ts';
import type { SecondFactor } from './security.contract.ts';
import { startSession, type StartedSession } from './sessions.server.ts';
import { checkSelf, isIssued } from './self-check.server.ts';
import { placeOfFactor } from './sealed-secrets.server.ts';
import { secretDigest } from './token.server.ts';
import { enrolment, newSecret, stepOf } from './totp.server.ts';

const RECOVERY_CODES = 10;
/** Without what is taken for something else: 0 O, 1 I L. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

export async function secondFactor(db: ReadDb, person: Person): Promise<SecondFactor> {
  const { rows } = await sql<{ since: string | null; left: number }>`
    select (select confirmed_at from second_factor where account = ${person.id}) as since,
      (select count(*) from recovery_code where account = ${person.id}) as left`.execute(db);
  const { since, left } = rows[0]!;
  const { secondFactorRoles } = await policy(db);
  const isRequired = rolesOf(person.grants).some((role) => secondFactorRoles.includes(role));
  const asksPassword = !(await isIssued(db, person));
  return { isOn: since !== null, since, recoveryCodesLeft: left, isRequired, asksPassword };
}

/** Begins, or begins anew: the picture to scan. Signing in stays as it is until a code confirms it. */
export async function enrol(store: Store, person: Person, password: string | undefined) {
  await checkSelf(store, person, password);
  if ((await secondFactor(store.read(), person)).isOn) throw peopleFault('second-factor.on');
  const secret = newSecret();
  await store.unrecorded(undefined, async (db) => {
    const sealed = store.secrets.seal(secret, placeOfFactor(person.id));
    await sql`insert into second_factor (account, secret) values (${person.id}, ${sealed})
      on conflict (account) do update set secret = excluded.secret, last_step = 0
      where second_factor.confirmed_at is null`.execute(db);
  });
  return { secret, ...(await enrolment(secret, person.name)) };
}

/** The first right code switches it on and answers the recovery codes, shown once. */
export async function confirm(store: Store, person: Person, code: string) {
  await countAttempt(store, person.name);
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  const change = { actor: person.name, action: 'second-factor.on', subject: person.id };
  await store.transact(change, async (tx) => {
    const factor = await factorOf(tx, person.id);
    if (!factor) throw peopleFault('second-factor.none');
    if (factor.isOn) throw peopleFault('second-factor.on');
    await takeCode(store, tx, person.id, factor.secret, code);
    await forgetAttempts(tx, person.name);
    await sql`update second_factor set confirmed_at = ${tx.at} where account = ${person.id}`.execute(tx);
    await sql`delete from recovery_code where account = ${person.id}`.execute(tx);
    await tx
      .insertInto('recovery_code')
      .values(codes.map((one) => ({ account: person.id, digest: secretDigest('recovery', plain(one)) })))
      .execute();
    tx.audit({ after: { name: person.name } });
  });
  return { data: await secondFactor(store.read(), person), recoveryCodes: codes };
}

/** Switches one's own off, unless a role asks for it. */
export async function removeOwn(store: Store, person: Person, password: string | undefined): Promise<SecondFactor> {
  await checkSelf(store, person, password);
  const before = await secondFactor(store.read(), person);
  if (before.isOn && before.isRequired) throw peopleFault('second-factor.required');
  const change = { actor: person.name, action: 'second-factor.off', subject: person.id };
  await store.transact(change, async (tx) => {
    await forgetAttempts(tx, person.name);
    await forget(tx, person.id);
  });
  return secondFactor(store.read(), person);
}

/** For who lost telephone and recovery codes: the security administrator, or the operator, takes the factor away. */
export async function removeOf(store: Store, by: Pick<Person, 'name'>, account: string): Promise<void> {
  await store.transact({ actor: by.name, action: 'second-factor.off', subject: account }, async (tx) => {
    const found = await tx.selectFrom('account').select('name').where('id', '=', account).executeTakeFirst();
    if (!found) throw peopleFault('account.unknown');
    await forget(tx, account);
    await tx.deleteFrom('session').where('account', '=', account).execute();
    tx.audit({ after: { name: found.name } });
  });
}

async function forget(tx: WriteDb, account: string): Promise<void> {
  await tx.deleteFrom('second_factor').where('account', '=', account).execute();
  await tx.deleteFrom('recovery_code').where('account', '=', account).execute();
  await tx.deleteFrom('sign_in_challenge').where('account', '=', account).execute();
}

/** The second step of signing in: a code of the authenticator, or a recovery code, each good once. */
export async function finishSignIn(
  store: Store,
  { challenge, code, ...where }: { challenge: string; code: string; address: string; browser: string },
): Promise<StartedSession> {
  const account = await challenged(store, challenge);
  await countAttempt(store, account.name);
  const isRecovery = !/^\d{6}$/.test(code.trim());
  const action = isRecovery ? 'second-factor.recovery' : 'session.start';
  return store.transact({ actor: account.name, action, subject: account.id }, async (tx) => {
    const factor = await factorOf(tx, account.id);
    if (!factor?.isOn) throw peopleFault('second-factor.wrong');
    await (isRecovery
      ? takeRecoveryCode(tx, account.id, code)
      : takeCode(store, tx, account.id, factor.secret, code.trim()));
    await useChallenge(tx, challenge);
    await forgetAttempts(tx, account.name);
    tx.audit({ after: { address: where.address } });
    return startSession(tx, account, { ...where, method: account.method });
  });
}

async function factorOf(tx: WriteDb, account: string) {
  const { rows } = await sql<{ secret: string; isOn: boolean }>`
    select secret, confirmed_at is not null as "isOn" from second_factor where account = ${account} for update`.execute(
    tx,
  );
  return rows[0];
}

/** A code is good for a step later than the last one taken, so that a code overheard opens nothing. */
async function takeCode(store: Store, tx: WriteDb, account: string, sealed: string, code: string): Promise<void> {
  const secret = store.secrets.open(sealed, placeOfFactor(account));
  if (secret === null) throw peopleFault('second-factor.key');
  const step = stepOf(secret, code, Date.parse(tx.at));
  if (step === null) throw peopleFault('second-factor.wrong');
  const { rows } = await sql`update second_factor set last_step = ${step}
    where account = ${account} and last_step < ${step} returning account`.execute(tx);
  if (rows.length === 0) throw peopleFault('second-factor.wrong');
}

async function takeRecoveryCode(tx: WriteDb, account: string, code: string): Promise<void> {
  const { rows } = await sql`delete from recovery_code
    where account = ${account} and digest = ${secretDigest('recovery', plain(code))} returning account`.execute(tx);
  if (rows.length === 0) throw peopleFault('second-factor.wrong');
}

/** 40 bits and more: ABCDE-FGHJK. */
function newRecoveryCode(): string {
  const signs = Array.from({ length: 10 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

function plain(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}
