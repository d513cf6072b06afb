import { mayDo, PERMISSIONS, permissionsOf, PRESETS, type Access } from '@quantu/people';
import { newId } from '@quantu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, Visitor, visitorAs, type Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

interface Described {
  'x-access'?: Access;
}
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const METHODS: readonly Method[] = ['GET', 'POST', 'PATCH', 'DELETE'];

interface Listed {
  method: Method;
  path: string;
  access: Access;
}

/** Every route as the OpenAPI description has it. */
async function routes(): Promise<Listed[]> {
  const description = (await office.app.inject('/api/openapi.json')).json<{
    paths: Record<string, Record<string, Described>>;
  }>();
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const route = methods[method.toLowerCase()];
      if (!route) return [];
      expect(['anyone', 'signed-in', ...Object.keys(PERMISSIONS)], `${method} ${path} says who may call it`).toContain(
        route['x-access'],
      );
      return [{ method, path, access: route['x-access']! }];
    }),
  );
}

function addressOf(path: string): string {
  return path
    .replace('{district}', office.district)
    .replace('{format}', 'json')
    .replace(/\{\w+\}/g, newId());
}

test('every route lets through who may call it and nobody else', async () => {
  const all = await routes();
  expect(all.length).toBeGreaterThan(25);
  for (const role of ['reader', 'writer', 'administrator'] as const) {
    for (const { method, path, access } of all.filter(({ path }) => path !== '/api/sign-out')) {
      const visitor = await signedIn(role);
      const { statusCode } = await visitor.call(method, addressOf(path), method === 'GET' ? undefined : {});
      const isRefused = statusCode === 401 || statusCode === 403;
      expect([role, method, path, isRefused]).toEqual([
        role,
        method,
        path,
        !mayDo(permissionsOf(PRESETS[role]), access),
      ]);
    }
  }
  for (const { method, path } of all.filter(({ access }) => access !== 'anyone')) {
    const { statusCode } = await new Visitor(office.app).call(
      method,
      addressOf(path),
      method === 'GET' ? undefined : {},
    );
    expect([method, path, statusCode]).toEqual([method, path, 401]);
  }
});

const sessions = new Map<string, Visitor>();
async function signedIn(role: 'reader' | 'writer' | 'administrator'): Promise<Visitor> {
  const visitor = sessions.get(role) ?? (await visitorAs(office, role));
  sessions.set(role, visitor);
  return visitor;
}

test('only what nobody could be harmed by is open to anyone', async () => {
  // The open interface shows a stranger layers marked 可以公开 only; its own test looks at that.
  const isOgc = (path: string) => path === '/ogc' || path.startsWith('/ogc/');
  const open = (await routes()).filter(({ access, path }) => access === 'anyone' && !isOgc(path));
  expect((await routes()).every(({ method, path }) => method === 'GET' || !isOgc(path))).toBe(true);
  expect(open.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    // A report that was made public, as the code on its print leads to it.
    'GET /api/public/{district}/reports/{report}',
    'GET /api/session',
    'POST /api/first-administrator',
    'POST /api/invitation',
    'POST /api/invitation/accept',
    'POST /api/oidc/finish',
    'POST /api/oidc/start',
    'POST /api/sign-in',
    'POST /api/sign-in/second-factor',
    'POST /api/sign-out',
  ]);
});

test('readers change nothing but their own account, and records where a register lets them', async () => {
  const changing = (await routes()).filter(
    ({ method, access }) => method !== 'GET' && !mayDo(permissionsOf(['reader']), access),
  );
  // Behind `district.enter` each register's own rules decide; they are held against every viewer elsewhere.
  const open = (await routes()).filter(
    ({ method, access }) => method !== 'GET' && access !== 'district.enter' && mayDo(permissionsOf(['reader']), access),
  );
  expect(changing.length).toBeGreaterThanOrEqual(9);
  expect(
    open
      .map(({ path }) => path)
      .filter((path) => !/sign-|first-administrator|\/api\/(account|invitation|oidc)\//.test(`${path}/`)),
  ).toEqual([]);
});

test('a call that changes something needs our page: header, its value, and the same origin', async () => {
  const visitor = await visitorAs(office, 'writer', '写作者');
  const url = `/api/d/${office.district}/documents/${newId()}/accept-all`;
  const code = async (headers: Record<string, string>) =>
    (await visitor.call('POST', url, undefined, { headers })).json<{ code: string }>().code;
  expect(await code({})).toBe('document.unknown');
  expect(await code({ 'x-quantu-csrf': '' })).toBe('session.csrf');
  expect(await code({ 'x-quantu-csrf': 'guess' })).toBe('session.csrf');
  expect(await code({ origin: 'https://evil.example' })).toBe('session.origin');
  expect(await code({ origin: 'null' })).toBe('session.origin');
  expect(await code({ 'sec-fetch-site': 'cross-site' })).toBe('session.origin');
  expect(await code({ 'sec-fetch-site': 'same-site' })).toBe('session.origin');
  expect(await code({ origin: 'http://localhost', host: 'localhost' })).toBe('document.unknown');
  expect(await code({ 'sec-fetch-site': 'same-origin' })).toBe('document.unknown');
  const stranger = new Visitor(office.app);
  const answer = await stranger.call(
    'POST',
    '/api/sign-in',
    { name: 'a', password: 'b' },
    { headers: { 'x-quantu-csrf': '' } },
  );
  expect(answer.json()).toMatchObject({ code: 'session.csrf' });
});

test('a reader sees what a writer may do, and is not offered it', async () => {
  const reader = await signedIn('reader');
  const list = await reader.call('GET', `/api/d/${office.district}/documents`);
  expect(list.json()).toMatchObject({ can: { upload: false } });
  const refused = await reader.upload(office.district, 'a.txt', '一份文字');
  expect(refused.json()).toMatchObject({ code: 'permission.missing' });
});

test('another district is another world, and an unknown one is not there', async () => {
  const reader = await signedIn('reader');
  expect((await reader.call('GET', '/api/d/999999/documents')).json()).toMatchObject({ code: 'district.unknown' });
  expect((await reader.call('GET', '/api/d/shared/documents')).statusCode).toBe(404);
  expect((await new Visitor(office.app).call('GET', '/api/d/999999/documents')).statusCode).toBe(401);
});
