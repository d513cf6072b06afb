import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DocumentWorkers } from './workers.server.ts';

const dir = mkdtempSync(join(tmpdir(), 'quantu-workers-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** A worker that does what a bad file could make ours do: `path` says what. */
const BAD = join(dir, 'bad.mjs');
writeFileSync(
  BAD,
  `const held = [];
  process.on('disconnect', () => process.exit());
  process.on('message', ({ order: { path } }) => {
    if (path === 'hang') for (;;);
    if (path === 'eat') for (;;) held.push(new Array(100_000).fill(held.length));
    if (path === 'exit') process.exit(3);
    if (path === 'throw') throw new Error('broken');
    if (path === 'crash') process.kill(process.pid, 'SIGSEGV');
    process.send({ kind: 'progress', fraction: 0.5, text: '一半' });
    process.send({ kind: 'done', result: path, peakBytes: 0, cpuMs: 0 });
  });`,
);
const text = join(dir, '报告.txt');
writeFileSync(text, '一、办理情况\n洽谈对接项目33个。\n');

/** The limit is short only where it is what is tested: starting a worker takes a while on a busy machine. */
const badWorkers = (seconds = 60) => new DocumentWorkers({ seconds, megabytes: 64, workers: 1 }, BAD);

test.each([
  ['hang', '“坏文件”识读超过 5 秒，已经停止，请检查文件是否异常'],
  ['eat', '“坏文件”展开后过大，识读所需内存超出上限，已经停止'],
  ['exit', '识读“坏文件”时程序出错，原文件已保存，请把任务编号告诉维护人员'],
  ['throw', '识读“坏文件”时程序出错，原文件已保存，请把任务编号告诉维护人员'],
  ['crash', '识读“坏文件”时程序出错，原文件已保存，请把任务编号告诉维护人员'],
])('a file that makes its worker %s costs that worker only', async (path, sentence) => {
  const workers = badWorkers(path === 'hang' ? 5 : 60);
  const bad = workers.run('read', { path, name: '坏文件' });
  const next = workers.run('read', { path: 'fine', name: '好文件' });
  await expect(bad).rejects.toThrow(sentence);
  await expect(next).resolves.toBe('fine');
  await workers.close();
});

test('a cancelled order ends at once, and the next one is carried out', async () => {
  const workers = badWorkers();
  const stop = new AbortController();
  const bad = workers.run('read', { path: 'hang', name: '坏文件' }, { signal: stop.signal });
  stop.abort(new Error('cancelled'));
  await expect(bad).rejects.toThrow('cancelled');
  const heard: string[] = [];
  const onProgress = (fraction: number, said: string) => void heard.push(`${fraction} ${said}`);
  await expect(workers.run('read', { path: 'x', name: '好' }, { onProgress })).resolves.toBe('x');
  expect(heard).toEqual(['0.5 一半']);
  await workers.close();
});

test('a worker is used again, and one that died while idle is replaced', async () => {
  const workers = badWorkers();
  for (const path of ['a', 'b']) await expect(workers.run('read', { path, name: path })).resolves.toBe(path);
  await workers.close();
  await expect(workers.run('read', { path: 'c', name: 'c' })).resolves.toBe('c');
  await workers.close();
});

test('the real worker reads a file and refuses one with its own sentence', async () => {
  const workers = new DocumentWorkers({ workers: 1 });
  const { reading, format } = await workers.run('read', { path: text, name: '报告.txt' });
  expect(format).toBe('txt');
  expect(reading.figures.map(({ value }) => value)).toEqual(['33']);
  const empty = join(dir, 'empty.txt');
  writeFileSync(empty, '');
  await expect(workers.run('read', { path: empty, name: '空.txt' })).rejects.toMatchObject({ code: 'input.empty' });
  await workers.close();
});
