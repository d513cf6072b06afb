import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Workers } from './workers.ts';

interface Order {
  readonly name: string;
  readonly pieces: number;
}

const dir = mkdtempSync(join(tmpdir(), 'quantu-workers-'));
const boot = join(dir, 'boot.mjs');
/** A worker that does what its order is called. */
writeFileSync(
  boot,
  `import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
  register();
  const { serveOrders } = await import(${JSON.stringify(new URL('./serve-orders.ts', import.meta.url).href)});
  const { Fault } = await import(${JSON.stringify(new URL('../faults.ts', import.meta.url).href)});
  const held = [];
  serveOrders(async ({ name, pieces }, tell) => {
    if (name === 'hang') for (;;);
    if (name === 'eat') for (;;) held.push(new Array(100_000).fill(held.length));
    if (name === 'exit') process.exit(3);
    if (name === 'crash') process.kill(process.pid, 'SIGSEGV');
    if (name === 'throw') throw new Error('not foreseen');
    if (name === 'refuse') throw new Fault('file.empty', 422, '文件是空的', { name });
    for (let i = 0; i < pieces; i++) {
      tell.progress(i / pieces, String(i));
      await tell.piece(i);
    }
    return process.pid;
  });`,
);
const workers = (seconds = 60) =>
  new Workers<Order, number, number>({
    boot,
    seconds,
    megabytes: 64,
    faults: {
      tooBig: (name) => new Error(`${name}: too big`),
      tooSlow: (name, seconds) => new Error(`${name}: nothing for ${seconds} s`),
      broken: (name) => new Error(`${name}: broken`),
    },
  });
const all = [workers(), workers(5)] as const;
const [plain, hasty] = all;
afterAll(async () => {
  await Promise.all(all.map((one) => one.close()));
  rmSync(dir, { recursive: true });
});

test('every piece comes, in order, and then the result', async () => {
  const heard: number[] = [];
  const said: string[] = [];
  const pieces = plain.pieces({ name: 'fine', pieces: 100 }, { onProgress: (_, text) => void said.push(text) });
  for (;;) {
    const { done, value } = await pieces.next();
    if (done === true) break;
    heard.push(value);
  }
  expect(heard).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(said.map(Number)).toEqual(heard);
  expect(plain.peakBytes).toBeGreaterThan(0);
});

test('who reads slowly is not run over: only a few pieces are under way', async () => {
  const made: string[] = [];
  const pieces = plain.pieces({ name: 'fine', pieces: 100 }, { onProgress: (_, text) => void made.push(text) });
  await pieces.next();
  await plain.result({ name: 'fine', pieces: 0 });
  await pieces.next();
  expect(made.length).toBeLessThanOrEqual(6);
  await pieces.return(0);
});

test.each([
  ['eat', 'eat: too big'],
  ['exit', 'exit: broken'],
  ['crash', 'crash: broken'],
  ['throw', 'throw: broken'],
  ['hang', 'hang: nothing for 5 s'],
])('what makes its worker %s costs that worker only', async (name, sentence) => {
  const by = name === 'hang' ? hasty : plain;
  await expect(by.result({ name, pieces: 0 })).rejects.toThrow(sentence);
  expect(await plain.result({ name: 'fine', pieces: 3 })).toBeGreaterThan(0);
});

test('a worker that refused is used again; one that broke is not', async () => {
  const pid = await plain.result({ name: 'fine', pieces: 1 });
  const refused = plain.result({ name: 'refuse', pieces: 0 });
  await expect(refused).rejects.toMatchObject({ code: 'file.empty', status: 422, facts: { name: 'refuse' } });
  expect(await plain.result({ name: 'fine', pieces: 1 })).toBe(pid);
  await expect(plain.result({ name: 'throw', pieces: 0 })).rejects.toMatchObject({
    cause: expect.stringContaining('not foreseen') as unknown,
  });
  expect(await plain.result({ name: 'fine', pieces: 1 })).not.toBe(pid);
});

test('a cancelled order ends at once, with its own reason', async () => {
  const stop = new AbortController();
  const hanging = plain.result({ name: 'hang', pieces: 0 }, { signal: stop.signal });
  stop.abort(new Error('no longer wanted'));
  await expect(hanging).rejects.toThrow('no longer wanted');
  await expect(plain.result({ name: 'fine', pieces: 0 }, { signal: stop.signal })).rejects.toThrow('no longer wanted');
});
