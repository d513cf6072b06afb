import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OverlayRun, OverlayWish } from '@quantu/plans';
import { publishVersion, writeVersion, type NewFeature } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { openStore } from '@quantu/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rooms } from './index.ts';
import { books } from './registers.ts';
import { callerOf, ended, killAll, killed, signedIn, startProcess, type ServerProcess } from './testing/process.ts';

const SIDE = 70;
const MAP = '/api/d/350505/map';
// A server is started again and again; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'quantu-overlay-kill-'));
let server: ServerProcess;
let headers: Record<string, string>;
let layers: OverlayWish['layers'];

beforeAll(async () => {
  server = await startProcess(dataDir);
  headers = await signedIn(server.address, '/api/first-administrator');
  await ended(server);
  layers = [await layer('GH', 'city-plan', 0, '0701'), await layer('TG', 'land-plan', 0.0004, '0101')];
  server = await startProcess(dataDir);
});
afterAll(() => {
  killAll();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** Parcels side by side; every seventh is built on. */
async function layer(code: string, role: string, moved: number, built: string): Promise<{ layer: string }> {
  const store = await openStore({ dataDir, rooms });
  const features = Array.from({ length: SIDE * SIDE }, (_, i): NewFeature => {
    const [lon, lat] = [118.8 + moved + (i % SIDE) / 1000, 25.1 + moved + Math.floor(i / SIDE) / 1000];
    const ring = [[lon, lat], [lon + 0.001, lat], [lon + 0.001, lat + 0.001], [lon, lat + 0.001], [lon, lat]] as const; // prettier-ignore
    const coordinates = [ring.map(([x, y]) => [Math.round(x * 1e9) / 1e9, Math.round(y * 1e9) / 1e9] as const)];
    return { key: `${code}${i}`, code: i % 7 === 0 ? built : '0301', geometry: { type: 'Polygon', coordinates } };
  });
  const change = { district: '350505', actor: 'system', action: 'test' };
  const id = await store.transact(change, async (tx) => {
    const values = { code, name: code, category: 'plan', shape: 'area', role, codeSet: 'land-use-2023' };
    const made = await createRecord(tx, books, books.registers.get('map-layer')!, programViewer('system'), values);
    const version = await writeVersion(tx, books, { layer: made.id, features, meta: { title: '首版' } });
    await publishVersion(tx, books, { layer: made.id, number: version!.number, reason: '首次入库' });
    return made.id;
  });
  await store.close();
  return { layer: id };
}

const call = callerOf(() => ({ address: server.address, headers }), MAP);
const now = async (id: string) => (await call<{ data: OverlayRun }>('GET', `/overlays/${id}`)).data;

async function started(name: string): Promise<string> {
  const answer = await fetch(`${server.address}${MAP}/overlays`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name, layers }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { data: OverlayRun }).data.id;
}

async function settled(id: string): Promise<OverlayRun> {
  await expect.poll(async () => (await now(id)).state, { timeout: 120_000, interval: 100 }).not.toBe('running');
  return now(id);
}

test('two runs at once that are killed in their midst are both done after the next start, each conflict once', async () => {
  const ids = [await started('甲案'), await started('乙案')];
  await expect.poll(async () => (await now(ids[0]!)).note, { timeout: 120_000, interval: 5 }).toMatch(/正在/);
  await killed(server);
  server = await startProcess(dataDir);
  const runs = await Promise.all(ids.map(settled));
  expect(runs.map(({ state, error }) => [state, error])).toEqual([
    ['done', null],
    ['done', null],
  ]);
  const counts = runs.map(({ result }) => result!.register!);
  const found = counts.map(({ added, same, changed }) => added + same + changed);
  expect(found[0]).toBeGreaterThan(100);
  expect(found[1]).toBe(found[0]);
  // Whichever came second found what the first had put down.
  expect(Math.min(...counts.map(({ added }) => added))).toBe(0);
});

test('cancelled, a run has ended and says that nothing was changed, and the books are in order', async () => {
  const id = await started('丙案');
  const { data } = await call<{ data: OverlayRun }>('POST', `/overlays/${id}/cancel`);
  expect([data.state, data.note]).toEqual(['cancelled', '已取消，没有改动任何记录']);
  expect(await ended(server)).toEqual([0, null]);
  const store = await openStore({ dataDir, rooms });
  expect((await store.doctor()).filter(({ ok }) => !ok)).toEqual([]);
  const { rows } = await sql<{ runs: number; numbers: number; conflicts: number }>`select
    (select count(*)::int from audit where action = 'overlay.run') as runs,
    (select count(distinct number)::int from plan_conflict) as numbers,
    (select count(*)::int from plan_conflict) as conflicts`.execute(store.read('350505'));
  expect([rows[0]!.runs, rows[0]!.numbers]).toEqual([2, rows[0]!.conflicts]);
  await store.close();
});
