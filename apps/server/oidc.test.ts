import { createAccount } from '@quantu/people/server';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Issuer } from './testing/issuer.ts';
import { openOffice, PASSWORD, Visitor, visitorAs, type Office } from './testing/office.ts';

const issuer = new Issuer();
let office: Office;
let admin: Visitor;
beforeAll(async () => {
  await issuer.listen();
  office = await openOffice();
  admin = await visitorAs(office, 'administrator', '管理员');
  await createAccount(office.store, 'system', { name: 'Lin.Clerk', password: PASSWORD, role: 'reader' });
});
afterAll(async () => {
  await office.close();
  issuer.close();
});

const settings = (change: object) => admin.call('PATCH', '/api/oidc/settings', change);

async function begin(visitor: Visitor) {
  return (await visitor.call('POST', '/api/oidc/start')).json<{ address: string; binding: string }>();
}

/** Signs in as whoever the issuer says. */
async function arrive(claims: Record<string, unknown>, change: (back: string) => string = (back) => back) {
  issuer.claims = claims;
  const visitor = new Visitor(office.app);
  const { address, binding } = await begin(visitor);
  const back = change(issuer.agree(address));
  return { visitor, back, binding, answer: await visitor.call('POST', '/api/oidc/finish', { address: back, binding }) };
}

test('it is off until it is set, and not switched on half set', async () => {
  expect((await admin.call('GET', '/api/session')).json().data.oidcLabel).toBeNull();
  expect((await new Visitor(office.app).call('POST', '/api/oidc/start')).json().code).toBe('oidc.off');
  const half = await settings({ isOn: true, issuer: issuer.address });
  expect(half.json().text).toContain('客户端标识、回调地址');
  const set = await settings({
    isOn: true,
    label: '市统一身份认证',
    issuer: issuer.address,
    clientId: 'quantu',
    clientSecret: 'client-secret',
    redirect: 'https://quantu.example/sign-in/oidc',
  });
  expect(set.json().data).toMatchObject({ isOn: true, hasSecret: true, isFixed: false });
  expect(set.body).not.toContain('client-secret');
  expect((await new Visitor(office.app).call('GET', '/api/session')).json().data.oidcLabel).toBe('市统一身份认证');
});

test('whoever the issuer names is signed in by that name, in any case of its letters', async () => {
  const { visitor, answer, back, binding } = await arrive({ preferred_username: 'lin.clerk' });
  expect(answer.json().data).toMatchObject({ account: { name: 'Lin.Clerk' }, demands: [] });
  visitor.csrf = answer.json().data.csrf;
  expect((await visitor.call('GET', `/api/d/${office.district}/documents`)).statusCode).toBe(200);
  const again = await new Visitor(office.app).call('POST', '/api/oidc/finish', { address: back, binding });
  expect(again.json().code).toBe('oidc.attempt');
});

test('another browser, state, nonce, page or signature opens nothing', async () => {
  const { address } = await begin(new Visitor(office.app));
  const stranger = await begin(new Visitor(office.app));
  const foreign = await new Visitor(office.app).call('POST', '/api/oidc/finish', {
    address: issuer.agree(address),
    binding: stranger.binding,
  });
  expect(foreign.json().code).toBe('oidc.attempt');
  const claims = { preferred_username: 'lin.clerk' };
  const code = async (...wish: Parameters<typeof arrive>) => (await arrive(...wish)).answer.json().code;
  expect(await code(claims, (back) => back.replace(/state=[^&]+/, 'state=other'))).toBe('oidc.attempt');
  expect(await code(claims, (back) => back.replace('quantu.example', 'evil.example'))).toBe('oidc.attempt');
  expect(await code(claims, (back) => back.replace(/code=[^&]+/, 'code=guessed'))).toBe('oidc.refused');
  expect(await code({ ...claims, nonce: 'other' })).toBe('oidc.refused');
  expect(await code({ ...claims, aud: 'other' })).toBe('oidc.refused');
  expect(await code({ ...claims, exp: 1 })).toBe('oidc.refused');
  issuer.isForged = true;
  expect(await code(claims)).toBe('oidc.refused');
  issuer.isForged = false;
});

test('a role that needs a second factor needs it through the issuer too, unless the issuer asked for one', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await createAccount(office.store, 'system', { name: '局长', password: PASSWORD, role: 'department-head' });
  await admin.call('PATCH', '/api/security/policy', { secondFactorRoles: ['department-head'], passwordDays: 30 });
  const claims = { preferred_username: '局长' };
  const demandsOf = async (more: object) => (await arrive({ ...claims, ...more })).answer.json().data.demands;
  expect(await demandsOf({})).toEqual(['second-factor']);
  expect(await demandsOf({ amr: ['pwd'], acr: 'silver' })).toEqual(['second-factor']);
  expect(await demandsOf({ amr: ['pwd', 'mfa'] })).toEqual([]);
  await settings({ factorAcr: 'gold platinum' });
  expect((await begin(new Visitor(office.app))).address).toContain('acr_values=gold+platinum');
  expect(await demandsOf({ acr: 'gold' })).toEqual([]);
  expect(await demandsOf({ acr: 'silver' })).toEqual(['second-factor']);

  const { visitor, answer } = await arrive(claims);
  visitor.csrf = answer.json().data.csrf;
  const state = (await visitor.call('GET', '/api/account/second-factor')).json().data;
  expect(state).toMatchObject({ isRequired: true, asksPassword: false });
  vi.setSystemTime(Date.now() + 11 * 60_000);
  expect((await visitor.call('POST', '/api/account/second-factor', {})).json().code).toBe('session.stale');
  const fresh = await arrive(claims);
  fresh.visitor.csrf = fresh.answer.json().data.csrf;
  const { secret } = (await fresh.visitor.call('POST', '/api/account/second-factor', {})).json().data;
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  await fresh.visitor.call('POST', '/api/account/second-factor/confirm', { code: code() });
  vi.setSystemTime(Date.now() + 31_000);
  const again = await arrive(claims);
  expect(again.answer.json().data).toMatchObject({ account: null, demands: [] });
  const { challenge } = again.answer.json().data;
  const body = { challenge, code: code() };
  const inside = await again.visitor.call('POST', '/api/sign-in/second-factor', body);
  // Forty days later the age of the password still says nothing about somebody who comes through the issuer.
  expect(inside.json().data).toMatchObject({ account: { name: '局长' }, demands: [] });
  await office.store.unrecorded(undefined, (db) =>
    sql`update credential set changed_at = now() - interval '40 days'`.execute(db),
  );
  const later = (await again.visitor.call('GET', '/api/session')).json().data;
  expect(later.demands).toEqual([]);
  await office.store.unrecorded(undefined, (db) => sql`update credential set changed_at = now()`.execute(db));
  expect((await arrive({ ...claims, amr: ['mfa'] })).answer.json().data.challenge).toBeNull();
  vi.useRealTimers();
});

test('nobody gets an account by it unless that is set, and then without a role', async () => {
  expect((await arrive({})).answer.json().code).toBe('oidc.claim');
  expect((await arrive({ preferred_username: '新人' })).answer.json()).toMatchObject({ code: 'oidc.no-account' });
  await settings({ makesAccounts: true });
  const { answer } = await arrive({ preferred_username: '新人' });
  expect(answer.json().data).toMatchObject({ account: { name: '新人', roles: [] }, districts: [] });
  const byPassword = await new Visitor(office.app).call('POST', '/api/sign-in', { name: '新人', password: '' });
  expect(byPassword.json().code).toBe('sign-in.wrong');
  expect((await arrive({ preferred_username: '<b>x</b>' })).answer.json().code).toBe('account.name');
});

test('what the server’s environment sets cannot be changed on the page', async () => {
  vi.stubEnv('QUANTU_OIDC_ISSUER', issuer.address);
  vi.stubEnv('QUANTU_OIDC_CLIENT_ID', 'from-environment');
  vi.stubEnv('QUANTU_OIDC_LABEL', '政务外网登录');
  const shown = (await admin.call('GET', '/api/oidc/settings')).json().data;
  expect(shown).toMatchObject({ isFixed: true, isOn: true, clientId: 'from-environment', label: '政务外网登录' });
  expect((await settings({ isOn: false })).json().code).toBe('oidc.fixed');
  expect((await new Visitor(office.app).call('POST', '/api/oidc/start')).json().text).toContain('回调地址');
  vi.unstubAllEnvs();
});

test('an issuer that does not answer is named', async () => {
  await settings({ issuer: 'http://127.0.0.1:9' });
  const answer = await new Visitor(office.app).call('POST', '/api/oidc/start');
  expect([answer.statusCode, answer.json().code]).toEqual([502, 'oidc.issuer']);
});
