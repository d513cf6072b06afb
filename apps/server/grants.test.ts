import { dayInChina, addDays, instantOf } from '@quantu/base';
import { ADMINISTRATORS, isAdministrator, type RoleKey } from '@quantu/people';
import { changePolicy, createAccount } from '@quantu/people/server';
import { books } from './registers.ts';
import { programViewer } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, PASSWORD, Visitor, visitorAs, type Office } from './testing/office.ts';

let office: Office;
let admin: Visitor;
let housing: string;
let estates: string;
beforeAll(async () => {
  office = await openOffice();
  admin = await visitorAs(office, 'administrator', '管理员');
  housing = await organisation('H', '住建局');
  estates = await organisation('H1', '物业科', housing);
});
afterAll(() => office.close());

const today = dayInChina(instantOf(new Date()));

async function organisation(code: string, name: string, parent: string | null = null): Promise<string> {
  const change = { district: office.district, actor: 'system', action: 'record.create' };
  const values = { code, name, kind: 'department', parent };
  return office.store.transact(change, async (tx) => {
    const register = books.registers.get('organisation')!;
    return (await createRecord(tx, books, register, programViewer('system'), values)).id;
  });
}

const account = async (name: string) => (await createAccount(office.store, 'system', { name, password: PASSWORD })).id;

function grant(by: Visitor, to: string, role: RoleKey, more: object = {}) {
  return by.call('POST', '/api/grants', { account: to, role, ...more });
}

async function sessionOf(visitor: Visitor) {
  return (await visitor.call('GET', '/api/session')).json();
}

test('an account without a role in a district is told so there, and sees no district', async () => {
  await account('新来的');
  const visitor = await new Visitor(office.app).signIn('新来的');
  const refused = await visitor.call('GET', `/api/d/${office.district}/documents`);
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'district.no-grant']);
  expect(refused.json().text).toContain(`测试区${office.district}`);
  expect((await sessionOf(visitor)).data).toMatchObject({ districts: [], permissions: [], roles: [] });
});

test('a role for an organisation tells the navigation where, and reaches everything below it', async () => {
  const id = await account('经办人一');
  const given = await grant(admin, id, 'department-clerk', { district: office.district, organisation: housing });
  expect(given.statusCode).toBe(201);
  expect(given.json().data).toMatchObject({ organisationName: '住建局', isInForce: true, grantedBy: '管理员' });
  const visitor = await new Visitor(office.app).signIn('经办人一');
  const { data, can } = await sessionOf(visitor);
  expect(data.districts).toMatchObject([
    { code: office.district, roles: ['department-clerk'], organisations: [{ id: housing, name: '住建局' }] },
  ]);
  expect(data.districts[0].permissions).toContain('reports.fill');
  expect(can).toEqual({ upload: false, administer: false, grant: false, audit: false });
  expect((await visitor.call('GET', `/api/d/${office.district}/documents`)).statusCode).toBe(200);
  expect(
    (await grant(admin, id, 'department-clerk', { district: office.district, organisation: housing })).json().code,
  ).toBe('grant.exists');
  expect(estates).not.toBe(housing);
});

test('what is asked for wrongly is refused with a sentence', async () => {
  const id = await account('某人');
  const code = async (role: RoleKey, more: object) => (await grant(admin, id, role, more)).json().code;
  const { district } = office;
  expect(await code('audit-administrator', { district })).toBe('grant.administrator-scope');
  expect(await code('territory', { organisation: housing })).toBe('grant.organisation-scope');
  expect(await code('territory', { district, organisation: id })).toBe('grant.organisation');
  expect(await code('territory', { district: '999999' })).toBe('district.unknown');
  expect(await code('territory', { district, until: addDays(today, -1) })).toBe('grant.past');
  expect(await code('territory', { district, from: addDays(today, 9), until: addDays(today, 3) })).toBe('grant.period');
  expect(await code('territory', { district, until: '2027-02-30' })).toBe('audit.day');
  expect((await grant(admin, (await sessionOf(admin)).data.account.id, 'reader')).json().code).toBe('grant.self');
});

test('a role that begins tomorrow or ended yesterday gives nothing today', async () => {
  const id = await account('明天的');
  await grant(admin, id, 'reader', { district: office.district, from: addDays(today, 1) });
  const visitor = await new Visitor(office.app).signIn('明天的');
  expect((await visitor.call('GET', `/api/d/${office.district}/documents`)).statusCode).toBe(403);
});

test('a role is delegated for a time, seen by both, and ended by either', async () => {
  const giver = await visitorAs(office, 'department-head', '负责人一', housing);
  const taker = await visitorAs(office, 'enterprise', '代理人一', housing);
  const { held } = (await giver.call('GET', '/api/account/grants')).json();
  expect(held).toMatchObject([{ role: 'department-head', canDelegate: true }]);
  const delegate = (more: object = {}, by = giver) =>
    by.call('POST', '/api/account/delegations', {
      grant: held[0].id,
      to: '代理人一',
      until: addDays(today, 7),
      ...more,
    });
  expect((await delegate({}, taker)).json().code).toBe('grant.unknown');
  expect((await delegate({ to: '负责人一' })).json().code).toBe('delegation.self');
  expect((await delegate({ to: '没有此人' })).json().code).toBe('account.no-such-name');
  expect((await delegate({ until: addDays(today, -1) })).json().code).toBe('grant.past');
  const given = (await delegate()).json().data;
  expect(given).toMatchObject([{ accountName: '代理人一', delegatedBy: '负责人一', canRevoke: true }]);
  const has = async () => (await sessionOf(taker)).data.roles.includes('department-head');
  expect(await has()).toBe(true);
  const received = (await taker.call('GET', '/api/account/grants')).json().held;
  const handed = received.find(({ role }: { role: string }) => role === 'department-head');
  expect(handed.canDelegate).toBe(false);
  const again = await taker.call('POST', '/api/account/delegations', {
    grant: handed.id,
    to: '管理员',
    until: addDays(today, 1),
  });
  expect(again.json().code).toBe('delegation.again');
  const stranger = await visitorAs(office, 'reader', '旁人');
  expect((await stranger.call('DELETE', `/api/account/delegations/${handed.id}`)).json().code).toBe(
    'delegation.foreign',
  );
  expect((await taker.call('DELETE', `/api/account/delegations/${handed.id}`)).statusCode).toBe(200);
  expect(await has()).toBe(false);
  await delegate();
  expect((await admin.call('DELETE', `/api/grants/${held[0].id}`)).json()).toEqual({ removed: 2 });
  expect(await has()).toBe(false);
  expect((await delegate()).json().code).toBe('grant.unknown');
});

test('the last of each administrator stays, whatever is taken back', async () => {
  const { data } = (await admin.call('GET', '/api/grants?role=audit-administrator')).json();
  expect(data).toHaveLength(1);
  const refused = await admin.call('DELETE', `/api/grants/${data[0].id}`);
  expect(refused.json()).toMatchObject({ code: 'account.last-administrator' });
  expect(refused.json().text).toContain('安全审计员');
  const id = await account('审计员一');
  await grant(admin, id, 'audit-administrator', { until: addDays(today, 30) });
  expect((await admin.call('DELETE', `/api/grants/${data[0].id}`)).statusCode).toBe(409);
});

test('separation is switched on once nobody combines, and kept afterwards', async () => {
  const separate = (by: Visitor) => by.call('PATCH', '/api/security/policy', { isSeparated: true });
  const refused = (await separate(admin)).json();
  expect(refused).toMatchObject({ code: 'separation.combined' });
  expect(refused.text).toContain('管理员（系统管理员和安全管理员）');
  const ids = new Map<string, string>();
  for (const [name, role] of [
    ['系统员', 'system-administrator'],
    ['安全员', 'security-administrator'],
    ['审计员', 'audit-administrator'],
  ] as const) {
    ids.set(name, await account(name));
    expect((await grant(admin, ids.get(name)!, role)).statusCode).toBe(201);
  }
  const security = await new Visitor(office.app).signIn('安全员');
  const system = await new Visitor(office.app).signIn('系统员');
  const auditor = await new Visitor(office.app).signIn('审计员');
  const me = (await sessionOf(admin)).data.account.id;
  const mine = (await security.call('GET', `/api/grants?account=${me}`)).json().data;
  for (const { id, role } of mine.filter(({ role }: { role: RoleKey }) => isAdministrator(role))) {
    expect([role, (await security.call('DELETE', `/api/grants/${id}`)).statusCode]).toEqual([role, 200]);
  }
  const invite = (role: RoleKey) => security.call('POST', '/api/invitations', { displayName: '替身', role });
  const { secret } = (await invite('system-administrator')).json();
  expect((await separate(admin)).json().code).toBe('permission.missing');
  expect((await separate(security)).statusCode).toBe(200);
  for (const role of ADMINISTRATORS) expect((await invite(role)).json().code).toBe('separation.invitation');
  const invited = (await invite('reader')).json().secret;
  const guest = { secret: invited, name: '受邀人', password: PASSWORD };
  expect(
    (await new Visitor(office.app).call('POST', '/api/invitation', { secret: invited })).json().data.isEnabled,
  ).toBe(false);
  const come = await new Visitor(office.app).call('POST', '/api/invitation/accept', guest);
  expect([come.statusCode, come.json().data.account]).toEqual([200, null]);
  const door = () => new Visitor(office.app).call('POST', '/api/sign-in', { name: '受邀人', password: PASSWORD });
  expect((await door()).json().code).toBe('sign-in.disabled');
  const found = (await system.call('GET', `/api/accounts?text=${encodeURIComponent('受邀人')}`)).json().data[0];
  await system.call('PATCH', `/api/accounts/${found.id}`, { isDisabled: false });
  expect((await door()).statusCode).toBe(200);
  const accepted = { secret, name: '替身', password: PASSWORD };
  expect((await new Visitor(office.app).call('POST', '/api/invitation/accept', accepted)).json().code).toBe(
    'separation.invitation',
  );

  expect((await grant(security, ids.get('系统员')!, 'reader')).json().code).toBe('separation.refused');
  expect((await grant(security, me, 'audit-administrator')).json().code).toBe('separation.refused');
  expect((await grant(security, ids.get('安全员')!, 'reader')).json().code).toBe('grant.self');
  expect((await system.call('GET', '/api/grants')).json().code).toBe('permission.missing');
  expect((await system.call('GET', '/api/audit')).json().code).toBe('permission.missing');
  expect((await security.call('GET', '/api/audit')).json().code).toBe('permission.missing');
  expect((await security.call('POST', '/api/accounts', { name: 'a', password: PASSWORD })).json().code).toBe(
    'permission.missing',
  );
  expect((await auditor.call('GET', '/api/audit')).statusCode).toBe(200);
  const made = await system.call('POST', '/api/accounts', { name: '普通人', password: PASSWORD, role: 'reader' });
  expect(made.json().code).toBe('permission.missing');
  expect((await system.call('POST', '/api/accounts', { name: '普通人', password: PASSWORD })).statusCode).toBe(201);
  const takeOver = await system.call('PATCH', `/api/accounts/${ids.get('安全员')!}`, {
    password: '海浪-拍岸-2025-码头',
  });
  expect(takeOver.json().code).toBe('account.administrator-password');

  const clerk = await visitorAs(office, 'department-clerk', '经办人三', housing);
  const { held } = (await clerk.call('GET', '/api/account/grants')).json();
  const delegated = await clerk.call('POST', '/api/account/delegations', {
    grant: held[0].id,
    to: '审计员',
    until: addDays(today, 2),
  });
  expect(delegated.json().code).toBe('separation.refused');
  const off = await security.call('PATCH', '/api/security/policy', { isSeparated: false });
  expect(off.json().code).toBe('separation.stays');
  expect(await changePolicy(office.store, 'command-line', { isSeparated: false })).toMatchObject({
    isSeparated: false,
  });
});

test('no sequence of giving, taking, delegating and switching breaks separation or loses the last administrator', async () => {
  const place = await openOffice();
  const first = await visitorAs(place, 'administrator', '首位');
  const names = ['甲某', '乙某', '丙某'];
  const ids = new Map<string, string>();
  for (const name of names) {
    ids.set(name, (await createAccount(place.store, 'system', { name, password: PASSWORD })).id);
  }
  const visitors = [first, ...(await Promise.all(names.map((name) => new Visitor(place.app).signIn(name))))];
  for (const [at, role] of ADMINISTRATORS.entries()) await grant(first, ids.get(names[at]!)!, role);
  const security = visitors[2]!;
  const mine = (await first.call('GET', '/api/account/grants')).json().held;
  for (const { id, role } of mine) if (isAdministrator(role)) await security.call('DELETE', `/api/grants/${id}`);
  expect((await security.call('PATCH', '/api/security/policy', { isSeparated: true })).statusCode).toBe(200);
  const roles: RoleKey[] = [...ADMINISTRATORS, 'government-office', 'reader'];
  // Most steps are the security administrator's: others are refused at the door.
  const who = fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, fc.nat({ max: visitors.length - 1 }));
  const step = fc.oneof(
    fc.record({ act: fc.constant('give' as const), by: who, to: fc.nat({ max: 2 }), role: fc.constantFrom(...roles) }),
    fc.record({ act: fc.constant('take' as const), by: who, at: fc.nat() }),
    fc.record({ act: fc.constant('delegate' as const), by: who, to: fc.nat({ max: 2 }), at: fc.nat() }),
    fc.record({ act: fc.constant('separate' as const), by: who, on: fc.boolean() }),
  );
  const all = async () => {
    const rows = await place.store.read().selectFrom('role_grant').selectAll().orderBy('granted_at').execute();
    return rows;
  };
  const perform = async (one: StepOf<typeof step>) => {
    const by = visitors[one.by]!;
    const grants = await all();
    if (one.act === 'give') return grant(by, ids.get(names[one.to]!)!, one.role);
    if (one.act === 'separate') return by.call('PATCH', '/api/security/policy', { isSeparated: one.on });
    const chosen = grants[one.at % grants.length]!;
    if (one.act === 'take') return by.call('DELETE', `/api/grants/${chosen.id}`);
    const body = { grant: chosen.id, to: names[one.to], until: addDays(today, 3) };
    return by.call('POST', '/api/account/delegations', body);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const one of steps) {
        expect((await perform(one)).statusCode).toBeLessThan(500);
        const grants = await all();
        const isSeparated = (await first.call('GET', '/api/security/policy')).json().data.isSeparated;
        for (const role of ADMINISTRATORS) expect(grants.map((held) => held.role)).toContain(role);
        expect(
          grants
            .filter(({ delegated_from }) => delegated_from !== null)
            .map(({ role }) => role)
            .some(isAdministrator),
        ).toBe(false);
        if (!isSeparated) continue;
        for (const account of new Set(grants.map((held) => held.account))) {
          const held = new Set(grants.filter((one) => one.account === account).map(({ role }) => role));
          expect(held.size === 1 || ![...held].some(isAdministrator)).toBe(true);
        }
      }
    }),
    { numRuns: 8 },
  );
  await place.close();
});
type StepOf<A> = A extends fc.Arbitrary<infer T> ? T : never;
