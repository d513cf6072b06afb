import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sm3 } from '@quantu/base/server';
import { FileStore } from './file-store.ts';

let root: string;
let files: FileStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'quantu-files-'));
  files = new FileStore(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const about = { name: '报告.docx', type: 'application/octet-stream' };

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('any content is read back by its hash, however it arrived', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 999 }), async (bytes, size) => {
      const stored = await files.put(inChunks(bytes, size), about);
      expect(stored).toEqual({ hash: sm3(bytes), size: bytes.length, ...about });
      expect(new Uint8Array(await files.read(stored.hash))).toEqual(bytes);
    }),
    { numRuns: 20 },
  ));

test('the same content twice is kept once', async () => {
  const [first, second] = await Promise.all([files.put(Buffer.from('同'), about), files.put(Buffer.from('同'), about)]);
  expect(first.hash).toBe(second.hash);
  const kept: string[] = [];
  for await (const hash of files.all()) kept.push(hash);
  expect(kept.filter((hash) => hash === first.hash)).toHaveLength(1);
});

test('a content over the limit is refused with its limit, and nothing of it stays', async () => {
  const putting = files.put(inChunks(new Uint8Array(3000), 500), { ...about, limit: 2048 });
  await expect(putting).rejects.toThrow('文件超过上限 2 KB，请拆分或压缩后再上传');
  expect(await files.incoming()).toEqual([]);
});

test('an upload that breaks off leaves nothing', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(100);
    throw new Error('connection lost');
  }
  await expect(files.put(broken(), about)).rejects.toThrow('connection lost');
  expect(await files.incoming()).toEqual([]);
});

test('a sweep removes what a kill left, not what is being done now, and keeps what has a row', async () => {
  const kept = await files.put(Buffer.from('有记录'), about);
  const lost = await files.put(Buffer.from('没有记录'), about);
  await writeFile(join(root, 'incoming', '1-half'), 'half');
  const isRecorded = (hashes: readonly string[]) =>
    Promise.resolve(new Set(hashes.filter((hash) => hash !== lost.hash)));
  await files.sweep(60_000, isRecorded);
  expect(await files.has(lost.hash)).toBe(true);
  await files.sweep(0, isRecorded);
  expect([await files.has(kept.hash), await files.has(lost.hash)]).toEqual([true, false]);
  expect(await files.pending()).toEqual([]);
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
});

test('what is not a hash is no path', async () => {
  for (const hash of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
    await expect(files.open(hash)).rejects.toMatchObject({ code: 'store.no-file', status: 404 });
  }
});
