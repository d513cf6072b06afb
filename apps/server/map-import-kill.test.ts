import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpatialImport } from '@quantu/plans';
import { openStore } from '@quantu/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rooms } from './index.ts';
import { callerOf, ended, killAll, killed, signedIn, startProcess, type ServerProcess } from './testing/process.ts';

const PARCELS = 12_000;
const MAP = '/api/d/350505/map';
// A server is started again and again; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'quantu-map-kill-'));
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

const call = callerOf(() => ({ address: server.address, headers }), MAP);

const parcel = (i: number) => {
  const [lon, lat] = [118.8 + (i % 100) / 1000, 25.1 + Math.floor(i / 100) / 1000];
  const ring = [[lon, lat], [lon + 0.001, lat], [lon + 0.001, lat + 0.001], [lon, lat + 0.001], [lon, lat]]; // prettier-ignore
  return { type: 'Feature', properties: { BSM: `K${i}` }, geometry: { type: 'Polygon', coordinates: [ring] } };
};

async function upload(): Promise<SpatialImport> {
  const features = Array.from({ length: PARCELS }, (_, i) => parcel(i));
  const form = new FormData();
  form.set('file', new Blob([JSON.stringify({ type: 'FeatureCollection', features })]), '地块图.geojson');
  return (await call<{ data: SpatialImport }>('POST', '/imports', form)).data;
}

const now = async (id: string) => (await call<{ data: SpatialImport }>('GET', `/imports/${id}`)).data;
const step = async (id: string, name: 'check' | 'write' | 'undo' | 'cancel') =>
  (await call<{ data: SpatialImport }>('POST', `/imports/${id}/${name}`)).data;

/** The step is under way; then the power goes, and comes back. */
async function killedIn(id: string, state: SpatialImport['state']): Promise<SpatialImport> {
  if (state === 'checking') {
    await expect.poll(async () => (await now(id)).note, { timeout: 120_000, interval: 5 }).toMatch(/\d+ \/ 12000/);
  }
  expect((await now(id)).state).toBe(state);
  await killed(server);
  server = await startProcess(dataDir);
  await expect.poll(async () => (await now(id)).can.cancel, { timeout: 120_000, interval: 100 }).toBe(false);
  return now(id);
}

let run: SpatialImport;

test('killed while it reads, a spatial import has been read after the next start', async () => {
  run = await killedIn((await upload()).id, 'reading');
  expect([run.state, run.error, run.layers[0]!.features]).toEqual(['mapping', null, PARCELS]);
});

test('cancelled or killed while it checks, every feature is told once in the end', async () => {
  await step(run.id, 'check');
  const cancelled = await step(run.id, 'cancel');
  expect([cancelled.state, cancelled.note]).toEqual(['mapping', '已取消，没有改动任何图层']);
  await step(run.id, 'check');
  const checked = await killedIn(run.id, 'checking');
  expect([checked.state, checked.error, checked.counts.new]).toEqual(['checked', null, PARCELS]);
  const rows = await call<{ total: number }>('GET', `/imports/${run.id}/rows`);
  expect(rows.total).toBe(PARCELS);
});

test('killed while it writes and while it is undone, each is done once, whole, and the books are in order', async () => {
  await step(run.id, 'write');
  const written = await killedIn(run.id, 'writing');
  expect([written.state, written.layers[0]!.version?.number]).toEqual(['written', 1]);
  await step(run.id, 'undo');
  expect((await killedIn(run.id, 'undoing')).state).toBe('undone');
  expect(await ended(server)).toEqual([0, null]);

  const store = await openStore({ dataDir, rooms });
  expect((await store.doctor()).filter(({ ok }) => !ok)).toEqual([]);
  const { rows } = await sql<{ features: number; layers: number; writes: number; undos: number }>`select
    (select count(*)::int from layer_feature) as features, (select count(*)::int from map_layer) as layers,
    (select count(*)::int from audit where action = 'map.import-write') as writes,
    (select count(*)::int from audit where action = 'map.import-undo') as undos`.execute(store.read('350505'));
  expect(rows).toEqual([{ features: 0, layers: 0, writes: 1, undos: 1 }]);
  await store.close();
});
