import { createAccount } from '@quantu/people/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, PASSWORD, Visitor, visitorAs, type Office } from './testing/office.ts';

let office: Office;
let admin: Visitor;
let reader: Visitor;
beforeAll(async () => {
  office = await openOffice();
  admin = await visitorAs(office, 'administrator', '管理员');
  reader = await visitorAs(office, 'reader', '阅览一');
});
afterAll(() => office.close());

function byToken(method: 'GET' | 'POST' | 'DELETE', url: string, secret: string, payload?: object) {
  const headers = { authorization: `Bearer ${secret}` };
  return office.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
}

async function token(visitor: Visitor, more: object = {}) {
  const body = { name: '数据大屏', permissions: ['documents.read', 'district.enter'], days: 30, ...more };
  return visitor.call('POST', '/api/account/tokens', body);
}

test('a token does what it is for, and never more than its owner may', async () => {
  const { data, secret } = (await token(reader)).json();
  expect(secret).toMatch(/^quantu_[\w-]{43}$/);
  expect(secret.startsWith(data.prefix)).toBe(true);
  const rows = JSON.stringify(await office.store.read().selectFrom('api_token').selectAll().execute());
  expect(rows).not.toContain(secret);
  const url = `/api/d/${office.district}/documents`;
  expect((await byToken('GET', url, secret)).statusCode).toBe(200);
  expect((await byToken('GET', url, `${secret}x`)).json()).toMatchObject({ code: 'token.invalid' });
  expect((await byToken('GET', '/api/account/sessions', secret)).json()).toMatchObject({ code: 'session.token' });
  expect((await byToken('POST', '/api/account/tokens', secret, {})).json()).toMatchObject({ code: 'session.token' });
  expect((await byToken('POST', '/api/sign-out', secret)).json()).toMatchObject({ code: 'session.token' });
  expect((await byToken('GET', '/api/session', secret)).json().data.permissions.toSorted()).toEqual([
    'district.enter',
    'documents.read',
  ]);
  const [listed] = (await reader.call('GET', '/api/account/tokens')).json().data;
  expect(listed.lastUsedAt).not.toBeNull();

  const greedy = await token(reader, { permissions: ['documents.write'] });
  expect(greedy.json()).toMatchObject({ code: 'token.permission' });
  expect((await token(admin, { permissions: ['grants.manage'] })).json().text).toContain('只能由人在页面上办理');
  const [grant] = (await admin.call('GET', `/api/grants?text=${encodeURIComponent('阅览一')}`)).json().data;
  await admin.call('DELETE', `/api/grants/${grant.id}`);
  expect((await byToken('GET', url, secret)).statusCode).toBe(403);
  await admin.call('POST', '/api/grants', { account: grant.account, role: 'reader' });
  expect((await byToken('GET', url, secret)).statusCode).toBe(200);
  await reader.call('DELETE', `/api/account/tokens/${data.id}`);
  expect((await byToken('GET', url, secret)).statusCode).toBe(401);
});

test('a token stays within its districts and registers, its days, and its owner’s being there', async () => {
  const abroad = (await token(reader, { districts: ['350583'] })).json();
  const url = `/api/d/${office.district}/documents`;
  expect((await byToken('GET', url, abroad.secret)).json()).toMatchObject({ code: 'token.district' });
  const narrow = (await token(reader, { registers: ['organisation'] })).json();
  expect((await byToken('GET', url, narrow.secret)).json()).toMatchObject({ code: 'token.register' });
  const old = (await token(reader)).json();
  const change = { actor: 'system', action: 'token.revoke' };
  await office.store.transact(change, (tx) =>
    tx
      .updateTable('api_token')
      .set({ expires_at: '2026-01-01T00:00:00.000Z' as never })
      .where('id', '=', old.data.id)
      .execute(),
  );
  expect((await byToken('GET', url, old.secret)).statusCode).toBe(401);
  const anybodys = (await token(reader)).json();
  expect((await admin.call('DELETE', `/api/tokens/${anybodys.data.id}`)).json().data.isRevoked).toBe(true);
  const other = await visitorAs(office, 'reader', '阅览二');
  expect((await other.call('DELETE', `/api/account/tokens/${narrow.data.id}`)).json().code).toBe('token.unknown');
});

test('a token is limited by itself, not by the address it comes from', async () => {
  const busy = await openOffice({ limits: { calls: 3 } });
  const visitor = await visitorAs(busy, 'reader', '忙');
  const { secret } = (
    await visitor.call('POST', '/api/account/tokens', { name: '忙', permissions: ['documents.read'], days: 1 })
  ).json();
  const call = () =>
    busy.app.inject({ url: `/api/d/${busy.district}/documents`, headers: { authorization: `Bearer ${secret}` } });
  const answers = [];
  for (let at = 0; at < 4; at++) answers.push((await call()).statusCode);
  expect(answers).toEqual([200, 200, 200, 429]);
  await busy.close();
});

test('an invitation makes one account with its role, once', async () => {
  const wish = { displayName: '新经办人', role: 'department-clerk', district: office.district };
  const { data, secret } = (await admin.call('POST', '/api/invitations', wish)).json();
  expect(data).toMatchObject({ state: 'open', createdBy: '管理员' });
  const guest = new Visitor(office.app);
  expect((await guest.call('POST', '/api/invitation', { secret: 'x'.repeat(43) })).json().code).toBe(
    'invitation.unknown',
  );
  expect((await guest.call('POST', '/api/invitation', { secret })).json().data).toMatchObject({
    displayName: '新经办人',
    districtName: `测试区${office.district}`,
  });
  const accept = (name: string, password = PASSWORD) =>
    new Visitor(office.app).call('POST', '/api/invitation/accept', { secret, name, password });
  expect((await accept('新经办', '12345')).json().code).toBe('password.short');
  expect((await accept('管理员')).json().code).toBe('account.name-taken');
  const [first, second] = await Promise.all([accept('新经办'), accept('新经办二')]);
  expect(new Set([first.statusCode, second.statusCode])).toEqual(new Set([200, 410]));
  const done = first.statusCode === 200 ? first : second;
  expect(done.json().data).toMatchObject({ roles: ['department-clerk'], districts: [{ code: office.district }] });
  expect((await accept('另一个')).json().code).toBe('invitation.used');
  const listed = (await admin.call('GET', '/api/invitations')).json().data;
  expect(listed[0]).toMatchObject({ id: data.id, state: 'used', usedBy: done.json().data.account.name });
  expect(JSON.stringify(await office.store.read().selectFrom('invitation').selectAll().execute())).not.toContain(
    secret,
  );
});

test('an invitation that is withdrawn or over opens nothing', async () => {
  const wish = { displayName: '另一人', role: 'reader' };
  const { data, secret } = (await admin.call('POST', '/api/invitations', wish)).json();
  expect((await admin.call('DELETE', `/api/invitations/${data.id}`)).json().data.state).toBe('withdrawn');
  const guest = new Visitor(office.app);
  expect((await guest.call('POST', '/api/invitation', { secret })).json().code).toBe('invitation.over');
  const refused = await admin.call('POST', '/api/invitations', {
    ...wish,
    role: 'audit-administrator',
    district: office.district,
  });
  expect(refused.json().code).toBe('grant.administrator-scope');
});

test('the audit trail is found by who, what, when and text, and saved as a file', async () => {
  const auditor = await visitorAs(office, 'audit-administrator', '审计员');
  await createAccount(office.store, 'command-line', { name: '命令行做的', password: PASSWORD });
  const read = async (query: string) => (await auditor.call('GET', `/api/audit?${query}`)).json();
  const made = await read(`actor=${encodeURIComponent('命令行')}&action=account.create`);
  expect(made.data).toMatchObject([{ actor: '命令行', label: '新建账号', text: '新建账号：命令行做的' }]);
  expect((await read(`text=${encodeURIComponent('命令行做的')}`)).total).toBe(1);
  expect((await read('until=2026-01-01')).total).toBe(0);
  expect((await read('from=2026-01-01')).total).toBeGreaterThan(5);
  expect((await read('from=2026-02-30')).code).toBe('audit.day');
  const actions = (await auditor.call('GET', '/api/audit/actions')).json().data;
  expect(actions).toContainEqual({ action: 'grant.give', label: '授予角色' });
  const csv = (await auditor.call('GET', '/api/audit/export/csv?action=account.create')).body.split('\r\n');
  expect(csv[0]).toBe('\uFEFF序号,时间（北京）,操作人,操作,内容,区划,摘要（SM3）');
  expect(csv.length - 2).toBe((await read('action=account.create')).total);
  const { default: ExcelJS } = await import('exceljs');
  const bytes = (await auditor.call('GET', '/api/audit/export/xlsx?action=account.create')).rawPayload;
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  expect(book.worksheets[0]!.rowCount).toBe(csv.length - 1);
  expect((await admin.call('GET', '/api/audit')).statusCode).toBe(200);
  expect((await reader.call('GET', '/api/audit/export/csv')).statusCode).toBe(403);
});
