import { expect, test } from 'vitest';
import { permissionsOf } from './grants.ts';
import { checkAccess, mayDo, PRESETS } from './permission.ts';
import { checkNewPassword, hashPassword, isOldHash, passwordFits } from './password.server.ts';
import { csrfOf, isSameSecret, newToken, tokenDigest } from './token.server.ts';

test.each([
  ['短', 'Ab1!xyz', 'password.short'],
  ['长', 'Ab1!'.repeat(40), 'password.long'],
  ['账号在内', 'Zhangsan#2024', 'password.name'],
  ['只有字母', 'kdhwqpzmvn', 'password.simple'],
  ['只有数字', '8302957164', 'password.simple'],
  ['键盘顺序', 'Qwertyuiop1', 'password.common'],
  ['数字顺序', '1234567890a', 'password.common'],
  ['常见词', 'Password1!', 'password.common'],
  ['重复', 'aaaaaaaaaaaaaaaa1', 'password.common'],
])('refuses a password: %s', (_, password, code) => {
  expect(() => checkNewPassword(password, 'zhangsan', 10)).toThrow(expect.objectContaining({ code }));
});

test.each(['海风-吹过-2024-港湾', 'tr0ub4dor&3-x', 'kdhwqpzmvnxrtyuabw', '我们的城市有十个口袋公园和三条河流都很好看'])(
  'takes the password %s',
  (password) => {
    expect(() => checkNewPassword(password, 'zhangsan', 10)).not.toThrow();
  },
);

test('a password fits its own hash, in any composition of its characters, and no other', async () => {
  const stored = await hashPassword('Ａngström-2024');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFits(stored, 'Angstro\u0308m-2024')).toBe(true);
  expect(await passwordFits(stored, 'Angstrom-2024')).toBe(false);
  expect(await passwordFits(null, 'nobody has this password')).toBe(false);
  expect(isOldHash(stored)).toBe(false);
  expect(isOldHash(stored.replace('t=2', 't=1'))).toBe(true);
});

test('a token is 256 bits and its digest and csrf value do not give it away', () => {
  const token = newToken();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(tokenDigest(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(tokenDigest(token)).not.toContain(csrfOf(token));
  expect(isSameSecret(csrfOf(token), csrfOf(token))).toBe(true);
  expect(isSameSecret(csrfOf(token), csrfOf(newToken()))).toBe(false);
});

test('each role may do what the one below it may, and nobody only what is for anyone', () => {
  const ladder = ['reader', 'writer', 'administrator'] as const;
  const needs = ['documents.read', 'documents.write', 'accounts.manage'] as const;
  for (const [i, role] of ladder.entries()) {
    for (const [j, access] of needs.entries()) expect(mayDo(permissionsOf(PRESETS[role]), access)).toBe(i >= j);
    expect(mayDo(permissionsOf(PRESETS[role]), 'signed-in')).toBe(true);
  }
  expect(mayDo(null, 'anyone')).toBe(true);
  expect(mayDo(null, 'signed-in')).toBe(false);
  expect(() => checkAccess(permissionsOf(['reader']), 'documents.write')).toThrow(
    '此操作需要“上传、校核和采纳报告”的权限',
  );
  expect(() => checkAccess(null, 'documents.read')).toThrow('请先登录');
});
