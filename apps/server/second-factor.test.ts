import { sealSecrets } from '@quantu/people/server';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openOffice, PASSWORD, Visitor, visitorAs, type Office } from './testing/office.ts';

let office: Office;
let admin: Visitor;
beforeAll(async () => {
  office = await openOffice();
  admin = await visitorAs(office, 'administrator', '管理员');
});
afterAll(() => office.close());
afterEach(() => void vi.useRealTimers());

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

/** What the telephone shows now: the oracle is the library's own generator, fed by the secret that was scanned. */
const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

async function enrolled(visitor: Visitor): Promise<{ secret: string; codes: string[] }> {
  const { data } = (await visitor.call('POST', '/api/account/second-factor', { password: PASSWORD })).json();
  const confirmed = await visitor.call('POST', '/api/account/second-factor/confirm', { code: codeOf(data.secret) });
  expect(confirmed.statusCode).toBe(200);
  return { secret: data.secret, codes: confirmed.json().recoveryCodes };
}

async function challengeOf(name: string): Promise<{ visitor: Visitor; challenge: string }> {
  const visitor = new Visitor(office.app);
  const answer = await visitor.call('POST', '/api/sign-in', { name, password: PASSWORD });
  expect(answer.json().data).toMatchObject({ account: null, csrf: null });
  expect(answer.cookies).toEqual([]);
  return { visitor, challenge: answer.json().data.challenge };
}

const finish = (visitor: Visitor, challenge: string, code: string) =>
  visitor.call('POST', '/api/sign-in/second-factor', { challenge, code });

test('a second factor is scanned, confirmed, asked for, and a code is good once', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const visitor = await visitorAs(office, 'reader', '两步甲');
  const begun = await visitor.call('POST', '/api/account/second-factor', { password: '错误的密码' });
  expect(begun.json().code).toBe('password.wrong');
  const early = await visitor.call('POST', '/api/account/second-factor/confirm', { code: '123456' });
  expect(early.json().code).toBe('second-factor.none');
  const shown = (await visitor.call('POST', '/api/account/second-factor', { password: PASSWORD })).json().data;
  expect(shown.svg).toMatch(/^<svg [^>]*>.*<\/svg>\s*$/s);
  expect(shown.address).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
  expect((await new Visitor(office.app).signIn('两步甲')).csrf).not.toBeNull();
  const { secret, codes } = await enrolled(visitor);
  expect(codes).toHaveLength(10);

  const { visitor: other, challenge } = await challengeOf('两步甲');
  expect((await finish(other, challenge, codeOf(secret))).json().code).toBe('second-factor.wrong');
  later(31);
  const code = codeOf(secret);
  expect((await finish(other, 'x'.repeat(43), code)).json().code).toBe('second-factor.challenge');
  const done = await finish(other, challenge, code);
  expect(done.json().data.account).toMatchObject({ name: '两步甲', hasSecondFactor: true });
  expect((await finish(new Visitor(office.app), challenge, code)).statusCode).toBe(401);
  const again = await challengeOf('两步甲');
  expect((await finish(again.visitor, again.challenge, code)).json().code).toBe('second-factor.wrong');
});

test('a recovery code opens once, however it is typed', async () => {
  const visitor = await visitorAs(office, 'reader', '两步乙');
  const { codes } = await enrolled(visitor);
  const first = await challengeOf('两步乙');
  const typed = ` ${codes[0]!.toLowerCase().replace('-', ' ')} `;
  expect((await finish(first.visitor, first.challenge, typed)).statusCode).toBe(200);
  const second = await challengeOf('两步乙');
  expect((await finish(second.visitor, second.challenge, codes[0]!)).json().code).toBe('second-factor.wrong');
  const state = (await visitor.call('GET', '/api/account/second-factor')).json().data;
  expect(state).toMatchObject({ isOn: true, recoveryCodesLeft: 9 });
  const kept = await office.store.read().selectFrom('recovery_code').select('digest').execute();
  expect(kept.map(({ digest }) => digest)).not.toContain(codes[1]);
});

test('wrong codes and wrong passwords share one lock', async () => {
  const visitor = await visitorAs(office, 'reader', '两步丙');
  await enrolled(visitor);
  const { visitor: other, challenge } = await challengeOf('两步丙');
  const answers = [];
  for (let at = 0; at < 5; at++) answers.push((await finish(other, challenge, `00000${at}`)).statusCode);
  expect(answers).toEqual([401, 401, 401, 401, 429]);
  const signIn = await other.call('POST', '/api/sign-in', { name: '两步丙', password: PASSWORD });
  expect(signIn.statusCode).toBe(429);
});

test('secrets lie sealed in the database, those of an earlier version from the next start on', async () => {
  const visitor = await visitorAs(office, 'reader', '两步戊');
  const { secret } = await enrolled(visitor);
  const all = async () =>
    (await office.store.read().selectFrom('second_factor').select('secret').execute()).map((row) => row.secret);
  expect(await all()).not.toContain(secret);
  const { data } = (await admin.call('GET', `/api/accounts?text=${encodeURIComponent('两步戊')}`)).json();
  await office.store.unrecorded(undefined, async (db) => {
    await sql`update second_factor set secret = ${secret}, last_step = 0 where account = ${data[0].id}`.execute(db);
    await sql`insert into oidc_secret (key, secret) values ('oidc', 'open-secret')`.execute(db);
  });
  const lines: string[] = [];
  await sealSecrets(office.store, (line) => lines.push(line));
  expect(await all()).not.toContain(secret);
  const kept = await office.store.read().selectFrom('oidc_secret').select('secret').execute();
  expect(kept[0]?.secret).toMatch(/^sealed:1:[0-9a-f]{8}:/);
  const { visitor: other, challenge } = await challengeOf('两步戊');
  expect((await finish(other, challenge, codeOf(secret))).statusCode).toBe(200);
  expect(lines).toEqual([]);
});

test('a lost key is said in one sentence, and a recovery code still opens', async () => {
  const visitor = await visitorAs(office, 'reader', '两步己');
  const { secret, codes } = await enrolled(visitor);
  await office.store.unrecorded(undefined, async (db) => {
    await sql`update second_factor set secret = regexp_replace(secret, '^sealed:1:[0-9a-f]{8}', 'sealed:1:00000000')
      where account = (select id from account where name = '两步己')`.execute(db);
  });
  const lines: string[] = [];
  await sealSecrets(office.store, (line) => lines.push(line));
  expect(lines).toEqual([expect.stringContaining('有 1 个动态口令或客户端密钥')]);
  const first = await challengeOf('两步己');
  const answer = await finish(first.visitor, first.challenge, codeOf(secret));
  expect([answer.statusCode, answer.json().text]).toEqual([409, expect.stringContaining('请联系运维人员放回')]);
  expect((await finish(first.visitor, first.challenge, codes[0]!)).statusCode).toBe(200);
});

test('a role that asks for a second factor opens nothing until there is one, and does not let it go', async () => {
  const change = await admin.call('PATCH', '/api/security/policy', { secondFactorRoles: ['department-head'] });
  expect(change.statusCode).toBe(200);
  const visitor = await visitorAs(office, 'department-head', '负责人丁');
  const { data } = (await visitor.call('GET', '/api/session')).json();
  expect(data.demands).toEqual(['second-factor']);
  const refused = await visitor.call('GET', `/api/d/${office.district}/documents`);
  expect(refused.json()).toMatchObject({ code: 'session.demands-second-factor' });
  const token = { name: '绕过', permissions: ['documents.read'], days: 1 };
  expect((await visitor.call('POST', '/api/account/tokens', token)).json().code).toBe('session.demands-second-factor');
  await enrolled(visitor);
  expect((await visitor.call('GET', `/api/d/${office.district}/documents`)).statusCode).toBe(200);
  const off = await visitor.call('POST', '/api/account/second-factor/remove', { password: PASSWORD });
  expect(off.json().code).toBe('second-factor.required');
  await admin.call('PATCH', '/api/security/policy', { secondFactorRoles: [] });
  const gone = await visitor.call('POST', '/api/account/second-factor/remove', { password: PASSWORD });
  expect(gone.json().data.isOn).toBe(false);
  expect((await new Visitor(office.app).signIn('负责人丁')).csrf).not.toBeNull();
});

test('the security administrator takes a lost second factor away and ends the sessions', async () => {
  const visitor = await visitorAs(office, 'reader', '丢手机的');
  await enrolled(visitor);
  const { data } = (await admin.call('GET', `/api/accounts?text=${encodeURIComponent('丢手机的')}`)).json();
  expect((await admin.call('DELETE', `/api/security/accounts/${data[0].id}/second-factor`)).statusCode).toBe(200);
  expect((await visitor.call('GET', '/api/account/sessions')).statusCode).toBe(401);
  expect((await new Visitor(office.app).signIn('丢手机的')).csrf).not.toBeNull();
});

test('the policy of passwords is data: length, age, former ones, how often one may err', async () => {
  const policy = (change: object) => admin.call('PATCH', '/api/security/policy', change);
  expect((await policy({ passwordLength: 12, passwordsRemembered: 2, freeFailures: 3 })).statusCode).toBe(200);
  expect((await policy({ passwordLength: 3 })).json().text).toBe('密码最短长度是 3，不能小于 8');
  const visitor = await visitorAs(office, 'reader', '守规矩的');
  const next = (current: string, to: string) =>
    visitor.call('POST', '/api/account/password', { current, next: to }).then((answer) => {
      if (answer.statusCode === 200) visitor.csrf = answer.json().data.csrf;
      return answer;
    });
  expect((await next(PASSWORD, '短-密码-12')).json().text).toContain('至少需要 12 个');
  const others = ['海浪-拍岸-2025-码头', '山风-过林-2026-石桥', '春雨-入夜-2027-小巷'];
  expect((await next(PASSWORD, others[0]!)).statusCode).toBe(200);
  expect((await next(others[0]!, PASSWORD)).json().code).toBe('password.used');
  expect((await next(others[0]!, others[1]!)).statusCode).toBe(200);
  expect((await next(others[1]!, others[2]!)).statusCode).toBe(200);
  expect((await next(others[2]!, PASSWORD)).statusCode).toBe(200);

  await office.store.unrecorded(undefined, (db) =>
    db
      .updateTable('credential')
      .set({ changed_at: '2026-01-01T00:00:00.000Z' as never })
      .execute(),
  );
  expect((await visitor.call('GET', `/api/d/${office.district}/documents`)).json().code).toBe(
    'session.demands-password',
  );
  expect((await next(PASSWORD, '秋月-照水-2028-渡口')).statusCode).toBe(200);
  expect((await visitor.call('GET', `/api/d/${office.district}/documents`)).statusCode).toBe(200);

  const tries = [];
  for (let at = 0; at < 4; at++)
    tries.push(
      (await new Visitor(office.app).call('POST', '/api/sign-in', { name: '守规矩的', password: 'x' })).statusCode,
    );
  expect(tries).toEqual([401, 401, 401, 429]);
});

test('sessions of all are listed and ended, and a shorter rest ends those that rest', async () => {
  const boss = await visitorAs(office, 'security-administrator', '安全员');
  const visitor = await visitorAs(office, 'reader', '在线的');
  const { data } = (await boss.call('GET', `/api/security/sessions?text=${encodeURIComponent('在线')}`)).json();
  expect(data).toMatchObject([{ accountName: '在线的', isCurrent: false }]);
  expect((await boss.call('DELETE', `/api/security/sessions/${data[0].id}`)).json()).toEqual({ ended: 1 });
  expect((await visitor.call('GET', '/api/account/sessions')).statusCode).toBe(401);
  expect((await boss.call('DELETE', `/api/security/sessions/${data[0].id}`)).json().code).toBe('session.unknown');
  const again = await new Visitor(office.app).signIn('在线的');
  await new Visitor(office.app).signIn('在线的');
  expect((await boss.call('DELETE', `/api/security/accounts/${data[0].account}/sessions`)).json()).toEqual({
    ended: 2,
  });
  expect((await again.call('GET', '/api/account/sessions')).statusCode).toBe(401);
  vi.useFakeTimers({ toFake: ['Date'] });
  const resting = await new Visitor(office.app).signIn('在线的');
  expect((await boss.call('PATCH', '/api/security/policy', { idleMinutes: 10 })).statusCode).toBe(200);
  later(11 * 60);
  expect((await resting.call('GET', '/api/account/sessions')).statusCode).toBe(401);
});
