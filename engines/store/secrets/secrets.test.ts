import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyOf } from './key-file.ts';
import { isSealed, secretBox } from './secret-box.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'quantu-key-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const path = () => join(dir, 'secrets.key');

test('what is sealed opens again in its place with its key, and in no other way', () => {
  const [box, other] = [secretBox(randomBytes(32)), secretBox(randomBytes(32))];
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), fc.nat(), (text, place, elsewhere, at) => {
      const sealed = box.seal(text, place);
      expect(isSealed(sealed)).toBe(true);
      expect(box.open(sealed, place)).toBe(text);
      if (elsewhere !== place) expect(box.open(sealed, elsewhere)).toBeNull();
      expect(other.open(sealed, place)).toBeNull();
      expect(box.open(sealed.replace(box.keyId, other.keyId), place)).toBeNull();
      const head = sealed.length - 24 + (at % 20);
      const changed = `${sealed.slice(0, head)}${sealed[head] === 'A' ? 'B' : 'A'}${sealed.slice(head + 1)}`;
      expect(box.open(changed, place)).toBeNull();
    }),
  );
});

test('the same text is never sealed twice alike, and what is not sealed is not opened', () => {
  const box = secretBox(randomBytes(32));
  expect(box.seal('JBSWY3DP', 'a')).not.toBe(box.seal('JBSWY3DP', 'a'));
  for (const plain of ['', 'JBSWY3DP', 'sealed:1:', `sealed:1:${box.keyId}:`, `sealed:1:${box.keyId}:AAAA`]) {
    expect(box.open(plain, 'a')).toBeNull();
  }
});

test('programs that start at once have one key, which its owner alone reads', async () => {
  const keys = await Promise.all([1, 2, 3, 4].map(() => keyOf(path())));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['secrets.key']);
});

test('a key that others may read is closed to them, a damaged one is named', async () => {
  writeFileSync(path(), randomBytes(32).toString('base64'), { mode: 0o644 });
  expect(await keyOf(path())).toHaveLength(32);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  writeFileSync(path(), 'half a key');
  await expect(keyOf(path())).rejects.toThrow(`密钥文件 ${path()} 已损坏`);
});
