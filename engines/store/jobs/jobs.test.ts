import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '@quantu/base';
import { openStore, storeFault, type JobView, type Store } from '../index.ts';
import { TEST_DISTRICT, testDatabase, testStore } from '../testing.ts';

let store: Store;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.close());

const by = { district: TEST_DISTRICT, actor: '值班员', action: 'ask' };
const enqueue = (to: Store, kind: string, payload: Json = {}): Promise<string> =>
  to.transact(by, (tx) => to.jobs.enqueue(tx, { kind, payload }));

/** All that was seen of a job until it ended. */
async function seen(of: Store, id: string): Promise<JobView[]> {
  const all: JobView[] = [];
  for await (const job of of.jobs.watch(id)) all.push(job);
  return all;
}

/** A promise with its resolver, for handlers that wait for the test. */
function gate(): { open: () => void; isOpen: Promise<void> } {
  let open = (): void => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, isOpen };
}

test('a job tells its progress and its result to whoever watches', async () => {
  const middle = gate();
  await store.jobs.work({
    handlers: {
      add: async (job) => {
        await job.progress(0.5, '一半');
        await middle.isOpen;
        return { payload: job.payload, actor: job.actor, district: job.district };
      },
    },
  });
  const id = await enqueue(store, 'add', { a: 1 });
  const states: JobView[] = [];
  for await (const job of store.jobs.watch(id)) {
    states.push(job);
    if (job.note === '一半') middle.open();
  }
  expect(states.some(({ state, progress }) => state === 'running' && progress === 0.5)).toBe(true);
  const result = { payload: { a: 1 }, actor: '值班员', district: TEST_DISTRICT };
  expect(states.at(-1)).toMatchObject({ state: 'done', progress: 1, result });
});

test('a job asked for in a transaction that fails does not exist', async () => {
  const failing = store.transact(by, async (tx) => {
    await store.jobs.enqueue(tx, { kind: 'never', payload: {} });
    throw new Error('planned');
  });
  await expect(failing).rejects.toThrow('planned');
  expect(await store.read().selectFrom('job').select('id').execute()).toEqual([]);
});

test('each of thirty jobs runs once, though two runners with four lanes each take them', async () => {
  const runs = new Map<string, number>();
  const handlers = { count: async ({ id }: { id: string }) => void runs.set(id, (runs.get(id) ?? 0) + 1) };
  const ids = await Promise.all(Array.from({ length: 30 }, () => enqueue(store, 'count')));
  await Promise.all([store.jobs.work({ handlers, concurrency: 4 }), store.jobs.work({ handlers, concurrency: 4 })]);
  const ends = await Promise.all(ids.map(async (id) => (await seen(store, id)).at(-1)?.state));
  expect(new Set(ends)).toEqual(new Set(['done']));
  expect([...runs.values()]).toEqual(ids.map(() => 1));
});

describe('a job that fails', () => {
  test('with a fault keeps the sentence', async () => {
    await store.jobs.work({
      handlers: { fail: () => Promise.reject(storeFault('store.file-too-large', { limit: '1 MB' })) },
    });
    const last = (await seen(store, await enqueue(store, 'fail'))).at(-1);
    expect(last).toMatchObject({ state: 'failed', error: '文件超过上限 1 MB，请拆分或压缩后再上传' });
  });

  test('with a mistake in the program tells the operator, and the person only a number', async () => {
    const told: unknown[] = [];
    await store.jobs.work({
      handlers: { fail: () => Promise.reject(new TypeError('x is not a function')) },
      onError: (error) => told.push(error),
    });
    const id = await enqueue(store, 'fail');
    expect((await seen(store, id)).at(-1)).toMatchObject({ state: 'failed', error: `任务出错，编号 ${id}` });
    expect(told).toMatchObject([{ message: 'x is not a function' }]);
  });

  test('by taking the program down is not tried for ever', async () => {
    const id = await enqueue(store, 'crash');
    await store.transact(by, (tx) => tx.updateTable('job').set({ attempts: 5 }).where('id', '=', id).execute());
    await store.jobs.work({ handlers: { crash: () => Promise.resolve() } });
    expect((await seen(store, id)).at(-1)).toMatchObject({ state: 'failed', error: '任务连续 5 次中断，已停止重试' });
  });
});

describe('cancelling', () => {
  test('ends a job that waits', async () => {
    const id = await enqueue(store, 'nobody-does-this');
    await store.jobs.cancel(id);
    expect(await store.jobs.get(id)).toMatchObject({ state: 'cancelled' });
  });

  test('tells a job that runs, and ends it', async () => {
    const started = gate();
    await store.jobs.work({
      handlers: {
        wait: async ({ signal }) => {
          started.open();
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          signal.throwIfAborted();
        },
      },
    });
    const id = await enqueue(store, 'wait');
    await started.isOpen;
    await store.jobs.cancel(id);
    expect((await seen(store, id)).at(-1)).toMatchObject({ state: 'cancelled' });
  });

  test('a job that does not exist is a fault', async () => {
    await expect(store.jobs.cancel('018f0000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'store.no-job',
    });
  });
});

test('a job that was stopped with the program goes on from what it had saved when the program is back', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-jobs-'));
  const saved = gate();
  const first = await openStore({ dataDir, rooms: [] });
  await first.createDistrict(TEST_DISTRICT, '测试区');
  await first.jobs.work({
    handlers: {
      long: async (job) => {
        await job.save({ done: 3 });
        saved.open();
        await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
        job.signal.throwIfAborted();
      },
    },
  });
  const id = await enqueue(first, 'long');
  await saved.isOpen;
  await first.close();
  const second = await openStore({ dataDir, rooms: [] });
  await second.jobs.work({ handlers: { long: ({ checkpoint }) => Promise.resolve({ from: checkpoint }) } });
  expect((await seen(second, id)).at(-1)).toMatchObject({ state: 'done', result: { from: { done: 3 } } });
  await second.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a job that one lane gives back while the program stops is not begun by another', async () => {
  const database = await testDatabase();
  const makes = await database.open([]);
  await makes.createDistrict(TEST_DISTRICT, '测试区');
  const id = await enqueue(makes, 'long');
  await makes.close();
  for (let round = 0; round < 12; round++) {
    const program = await database.open([]);
    const saved = gate();
    await program.jobs.work({
      concurrency: 8,
      handlers: {
        long: async (job) => {
          await job.save({ round });
          saved.open();
          await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
          job.signal.throwIfAborted();
        },
      },
    });
    await saved.isOpen;
    await program.close();
  }
  const last = await database.open([]);
  expect(await last.jobs.get(id)).toMatchObject({ state: 'queued' });
  await last.close();
  await database.drop();
});
