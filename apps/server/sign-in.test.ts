import { createAccount, resetPassword } from '@quantu/people/server';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, PASSWORD, Visitor, visitorAs, type Office } from './testing/office.ts';

let office: Office;
let admin: Visitor;
beforeAll(async () => {
  office = await openOffice();
  admin = await visitorAs(office, 'administrator', '管理员');
});
afterAll(() => office.close());

async function attempt(name: string, password: string) {
  return new Visitor(office.app).call('POST', '/api/sign-in', { name, password });
}

test('the cookie cannot be read by scripts, and is secure behind https', async () => {
  const plain = await attempt('管理员', PASSWORD);
  expect(plain.headers['set-cookie']).toMatch(/^quantu_session=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax$/);
  const secured = await new Visitor(office.app).call(
    'POST',
    '/api/sign-in',
    { name: '管理员', password: PASSWORD },
    {
      headers: { 'x-forwarded-proto': 'https' },
    },
  );
  expect(secured.headers['set-cookie']).toContain('Secure');
  expect(secured.headers['strict-transport-security']).toMatch(/^max-age=\d+/);
  const rows = await office.store.read().selectFrom('session').select('digest').execute();
  const token = plain.cookies[0]!.value;
  expect(rows.map(({ digest }) => digest)).not.toContain(token);
});

test('a wrong password and an unknown name get the same answer, and the sixth try is locked out', async () => {
  await createAccount(office.store, 'system', { name: '起草人', password: PASSWORD, role: 'writer' });
  for (const name of ['起草人', '没有此人']) {
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await attempt(name, `错误的密码${i}`));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(answers[0]!.json()).toMatchObject({ code: 'sign-in.wrong', text: '账号或密码不正确' });
    expect(answers[5]!.json().text).toMatch(/请在 1[45] 分钟后再试/);
  }
  expect((await attempt('起草人', PASSWORD)).statusCode).toBe(429);
  await resetPassword(office.store, 'command-line', '起草人', '海浪-拍岸-2025-码头');
  expect((await attempt('起草人', '海浪-拍岸-2025-码头')).statusCode).toBe(200);
});

test('tries at the same time do not slip past the limit', async () => {
  await createAccount(office.store, 'system', { name: '阅读者', password: PASSWORD, role: 'writer' });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => attempt('阅读者', `错误的密码${i}`)));
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
});

test('a right password after wrong ones forgets them', async () => {
  await createAccount(office.store, 'system', { name: '赵六', password: PASSWORD, role: 'reader' });
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 3; i++) await attempt('赵六', 'x');
    expect((await attempt('赵六', PASSWORD)).statusCode).toBe(200);
  }
});

test('sessions are listed, ended one by one, and all by a new password', async () => {
  const one = await visitorAs(office, 'writer', '孙七');
  const other = await new Visitor(office.app).signIn('孙七');
  const listed = (await one.call('GET', '/api/account/sessions')).json().data;
  expect(listed).toHaveLength(2);
  const foreign = listed.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
  const stranger = await visitorAs(office, 'writer', '周八');
  expect((await stranger.call('DELETE', `/api/account/sessions/${foreign.id}`)).statusCode).toBe(404);
  expect((await one.call('DELETE', `/api/account/sessions/${foreign.id}`)).json().data).toHaveLength(1);
  expect((await other.call('GET', '/api/account/sessions')).statusCode).toBe(401);

  const third = await new Visitor(office.app).signIn('孙七');
  const wrong = await one.call('POST', '/api/account/password', { current: 'x', next: '海浪-拍岸-2025-码头' });
  expect(wrong.json()).toMatchObject({ code: 'password.wrong' });
  const same = await one.call('POST', '/api/account/password', { current: PASSWORD, next: PASSWORD });
  expect(same.json()).toMatchObject({ code: 'password.same' });
  const weak = await one.call('POST', '/api/account/password', { current: PASSWORD, next: '12345' });
  expect(weak.json()).toMatchObject({ code: 'password.short' });
  const changed = await one.call('POST', '/api/account/password', { current: PASSWORD, next: '海浪-拍岸-2025-码头' });
  expect(changed.statusCode).toBe(200);
  expect((await third.call('GET', '/api/account/sessions')).statusCode).toBe(401);
  expect((await one.call('GET', '/api/account/sessions')).json().data).toHaveLength(1);
});

test('signing out ends the session itself, not only the cookie', async () => {
  const visitor = await visitorAs(office, 'reader', '吴九');
  const { cookie } = visitor;
  expect((await visitor.call('POST', '/api/sign-out')).json().data.account).toBeNull();
  visitor.cookie = cookie;
  expect((await visitor.call('GET', '/api/account/sessions')).statusCode).toBe(401);
});

test('a session slides with use and ends on its last day', async () => {
  const visitor = await visitorAs(office, 'reader', '郑十');
  const age = (set: string) =>
    office.store.unrecorded(undefined, (db) =>
      db
        .updateTable('session')
        .set(JSON.parse(set))
        .where('account', 'in', db.selectFrom('account').select('id').where('name', '=', '郑十'))
        .execute(),
    );
  const hour = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
  await age(JSON.stringify({ last_seen_at: hour(-11), expires_at: hour(1) }));
  const [session] = (await visitor.call('GET', '/api/account/sessions')).json().data;
  expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.parse(hour(11)));
  await age(JSON.stringify({ last_seen_at: hour(-1), ends_at: hour(2) }));
  const [last] = (await visitor.call('GET', '/api/account/sessions')).json().data;
  expect(Date.parse(last.expiresAt)).toBeLessThanOrEqual(Date.parse(hour(2)));
  await age(JSON.stringify({ expires_at: hour(-0.001) }));
  expect((await visitor.call('GET', '/api/account/sessions')).statusCode).toBe(401);
});

test('accounts are made, changed and disabled, and the last administrator stays', async () => {
  const made = await admin.call('POST', '/api/accounts', { name: '钱一', password: PASSWORD, role: 'writer' });
  expect(made.statusCode).toBe(201);
  const { id } = made.json().data;
  const taken = await admin.call('POST', '/api/accounts', { name: '钱一 ', password: PASSWORD, role: 'writer' });
  expect(taken.json()).toMatchObject({ code: 'account.name-taken' });
  const odd = await admin.call('POST', '/api/accounts', { name: '<b>x</b>', password: PASSWORD, role: 'writer' });
  expect(odd.json()).toMatchObject({ code: 'account.name' });
  const working = await new Visitor(office.app).signIn('钱一');
  // What an administrator chose for somebody opens nothing but the way to a password of one's own.
  expect((await working.call('GET', `/api/d/${office.district}/documents`)).json().code).toBe(
    'session.demands-password',
  );
  const own = '海浪-拍岸-2026-灯塔';
  const chosen = await working.call('POST', '/api/account/password', { current: PASSWORD, next: own });
  expect(chosen.json().data.demands).toEqual([]);
  working.csrf = chosen.json().data.csrf;
  await admin.call('PATCH', `/api/accounts/${id}`, { password: PASSWORD });
  const late = (days: number) =>
    office.store.unrecorded(undefined, (db) =>
      sql`update credential set changed_at = changed_at - make_interval(days => ${days}) where account = ${id}`.execute(
        db,
      ),
    );
  await late(8);
  expect((await attempt('钱一', PASSWORD)).json().code).toBe('sign-in.given');
  await late(-8);
  await working.signIn('钱一');
  const disabled = await admin.call('PATCH', `/api/accounts/${id}`, { isDisabled: true });
  expect(disabled.json()).toMatchObject({ data: { isDisabled: true } });
  expect((await working.call('GET', '/api/account/sessions')).statusCode).toBe(401);
  expect((await attempt('钱一', PASSWORD)).json()).toMatchObject({ code: 'sign-in.disabled' });

  const list = (await admin.call('GET', `/api/accounts?text=${encodeURIComponent('管理')}`)).json();
  expect(list).toMatchObject({ total: 1, data: [{ name: '管理员' }] });
  expect(list.data[0].roles).toContain('system-administrator');
  const last = await admin.call('PATCH', `/api/accounts/${list.data[0].id}`, { isDisabled: true });
  expect(last.json()).toMatchObject({ code: 'account.last-administrator' });
  const audit = (await admin.call('GET', '/api/audit?size=200')).json();
  expect(audit.data.map(({ text }: { text: string }) => text)).toContain('新建账号：钱一');
  expect(JSON.stringify(audit)).not.toContain('argon2');
});

test('who asks too often is told to wait', async () => {
  const busy = await openOffice({ limits: { passwords: 3, calls: 5 } });
  const answers = [];
  for (let i = 0; i < 4; i++)
    answers.push(await new Visitor(busy.app).call('POST', '/api/sign-in', { name: 'a', password: 'b' }));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 429]);
  expect(answers[3]!.json()).toMatchObject({ code: 'request.too-many' });
  expect(answers[3]!.json().text).toMatch(/^操作过于频繁，请在 \d+ 秒后再试$/);
  expect(String(answers[3]!.headers['retry-after'])).toMatch(/^[1-9]\d*$/);
  for (let i = 0; i < 5; i++) expect((await new Visitor(busy.app).call('GET', '/api/session')).statusCode).toBe(200);
  expect((await new Visitor(busy.app).call('GET', '/api/session')).statusCode).toBe(429);
  await busy.close();
});
