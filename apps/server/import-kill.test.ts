import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf } from '@quantu/people';
import type { importRoutes } from '@quantu/product-registers';
import { openStore } from '@quantu/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rooms } from './index.ts';
import { callerOf, ended, killAll, killed, signedIn, startProcess, type ServerProcess } from './testing/process.ts';

type Import = AnswerOf<typeof importRoutes.import>['data'];

const ROWS = 6000;
const UNITS = '/api/d/350505/registers/organisation';
// A server is started again and again; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'quantu-import-kill-'));
let server: ServerProcess;
let headers: Record<string, string>;

beforeAll(async () => {
  server = await startProcess(dataDir);
  headers = await signedIn(server.address, '/api/first-administrator');
});
afterAll(() => {
  killAll();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const call = callerOf(() => ({ address: server.address, headers }), UNITS);

async function upload(count = ROWS): Promise<Import> {
  const lines = Array.from({ length: count }, (_, i) => `Q-${i},第${i}单位,政府部门,${i}\n`);
  const form = new FormData();
  form.set('file', new Blob([`单位代码,单位名称,类别,排序\n${lines.join('')}`]), '单位.csv');
  return (await call<{ data: Import }>('POST', '/imports', form)).data;
}

const total = async (): Promise<number> => (await call<{ total: number }>('GET', '/records')).total;
const now = async (id: string): Promise<Import> => (await call<{ data: Import }>('GET', `/imports/${id}`)).data;
const step = async (id: string, name: 'check' | 'write' | 'undo' | 'cancel'): Promise<Import> =>
  (await call<{ data: Import }>('POST', `/imports/${id}/${name}`)).data;
async function settled(id: string): Promise<void> {
  await expect.poll(async () => (await now(id)).can.cancel, { timeout: 60_000, interval: 100 }).toBe(false);
}

/** The step is begun and, where it tells how far it is, in its midst; then the power goes, and comes back. */
async function killedIn(id: string, state: Import['state']): Promise<Import> {
  if (state !== 'reading') {
    await expect.poll(async () => (await now(id)).note, { timeout: 60_000, interval: 5 }).toMatch(/\d+ \/ 6000/);
  }
  expect((await now(id)).state).toBe(state);
  await killed(server);
  server = await startProcess(dataDir);
  await settled(id);
  return now(id);
}

let run: Import;

test('killed while it reads, an import has been read after the next start', async () => {
  const before = await upload();
  run = await killedIn(before.id, 'reading');
  expect([run.state, run.error, run.sheets[0]!.rowCount]).toEqual(['mapping', null, ROWS]);
});

test('cancelled while it reads, an import has ended and nothing is there', async () => {
  const { id } = await upload(150_000);
  const cancelled = await step(id, 'cancel');
  expect([cancelled.state, cancelled.note]).toEqual(['cancelled', '已取消，没有改动任何记录']);
  expect(await total()).toBe(0);
});

test('cancelled or killed while it checks, every row is told once in the end and none is written', async () => {
  await step(run.id, 'check');
  const cancelled = await step(run.id, 'cancel');
  expect([cancelled.state, cancelled.note]).toEqual(['mapping', '已取消，没有改动任何记录']);
  await step(run.id, 'check');
  const checked = await killedIn(run.id, 'checking');
  expect([checked.state, checked.counts.new, await total()]).toEqual(['checked', ROWS, 0]);
});

test('cancelled while it writes, nothing is written; killed, all of it once', async () => {
  await step(run.id, 'write');
  const cancelled = await step(run.id, 'cancel');
  expect([cancelled.state, cancelled.note, await total()]).toEqual(['checked', '已取消，没有改动任何记录', 0]);
  await step(run.id, 'write');
  const written = await killedIn(run.id, 'writing');
  expect([written.state, written.counts, await total()]).toEqual([
    'written',
    { new: ROWS, changed: 0, unchanged: 0, rejected: 0, skipped: 0 },
    ROWS,
  ]);
});

test('cancelled while it is undone, all stays; killed, nothing is left, and the books are in order', async () => {
  await step(run.id, 'undo');
  const cancelled = await step(run.id, 'cancel');
  expect([cancelled.state, cancelled.note, await total()]).toEqual([
    'written',
    expect.stringContaining('已取消，没有改动任何记录'),
    ROWS,
  ]);
  await step(run.id, 'undo');
  const undone = await killedIn(run.id, 'undoing');
  expect([undone.state, await total()]).toEqual(['undone', 0]);
  expect(await ended(server)).toEqual([0, null]);

  const store = await openStore({ dataDir, rooms });
  expect((await store.doctor()).filter(({ ok }) => !ok)).toEqual([]);
  const { rows } = await sql<{ rows: number; writes: number; undos: number }>`select
    (select count(*)::int from import_row where import = ${run.id}::uuid) as rows,
    (select count(*)::int from audit where action = 'import.write') as writes,
    (select count(*)::int from audit where action = 'import.undo') as undos`.execute(store.read('350505'));
  expect(rows).toEqual([{ rows: ROWS, writes: 1, undos: 1 }]);
  await store.close();
});
