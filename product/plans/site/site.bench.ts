import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaM2, type Polygon } from '@quantu/geometry';
import { programViewer, type Books } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { openStore, type Room, type Store } from '@quantu/store';
import type { NewFeature } from '../features/feature.server.ts';
import { publishVersion } from '../features/publish.server.ts';
import { writeVersion } from '../features/write-version.server.ts';
import type { MapDesk } from '../map/desk.server.ts';
import { layerRoles } from '../code-sets.ts';
import { checkSite } from './check.server.ts';
import type { SearchWish } from './contract.ts';
import { planSearch } from './search/plan.server.ts';
import { searchSites } from './search/search.server.ts';
import { SiteWorkers } from './worker/site-workers.server.ts';

const DISTRICT = '350505';
const SIDE = 142; // 142² parcels are 20,000
const STEP = 0.001;
const [WEST, SOUTH] = [118.75, 25.0];
const LAYERS = 30;
const TIMES = 5;
const CLASSES = ['0701', '0901', '1001', '1207', '1401', '0804', '0101', '0301'];
const WISH: SearchWish = {
  use: '0701',
  base: 'detailed-parcel',
  minM2: 0,
  maxM2: 1e7,
  isInside: true,
  avoid: ['permanent-farmland', 'ecological-red-line', 'safety-zone'],
  present: ['07', '09'],
  weights: { size: 20, use: 40, road: 20, port: 10, present: 20 },
};
const LIMITS = { DSRJLSX: 2.5, JZMDSX: 35, LDLXX: 30, JZGDSX: 60 };

/** A check of 50 ha over 30 layers, parcels and current use 20,000 each; a search among those parcels. */
export async function benchSites(rooms: readonly Room[], books: Books): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quantu-bench-'));
  await chmod(dataDir, 0o755); // the database runs as a user of its own when we are root
  const store = await openStore({ dataDir, rooms });
  const workers = new SiteWorkers();
  try {
    await store.createDistrict(DISTRICT, '测速区');
    await fill(store, books);
    const desk: MapDesk = {
      store,
      books,
      district: DISTRICT,
      db: store.read(DISTRICT),
      viewer: programViewer('bench'),
      seesDrafts: false,
    };
    const site = blob(WEST + 0.07, SOUTH + 0.07, 0.0038, 40);
    const lines = [`选址和审查（毫秒，${LAYERS} 个图层）\t中位数\t处理器（首次）\t处理器`];
    const size = (areaM2(site) / 10_000).toFixed(0);
    lines.push(
      await measured(`审查 ${size} 公顷`, workers, () => checkSite(desk, '测速', { name: '测速', use: '0701', site })),
      await measured(`在 ${SIDE * SIDE} 个地块里选址`, workers, async () =>
        searchSites(desk, await planSearch(desk, WISH), workers),
      ),
    );
    return [...lines, ''].join('\n');
  } finally {
    await workers.close();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** `workers`: what they reckon counts too. */
async function measured(name: string, workers: SiteWorkers, work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  const cpus: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const [from, before] = [performance.now(), workers.cpuMs];
    const cpu = process.cpuUsage();
    await work();
    times.push(performance.now() - from);
    const { user, system } = process.cpuUsage(cpu);
    cpus.push((user + system) / 1000 + workers.cpuMs - before);
  }
  return [name, median(times).toFixed(0), cpus[0]!.toFixed(0), median(cpus).toFixed(0)].join('\t');
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

async function fill(store: Store, books: Books): Promise<void> {
  const change = { district: DISTRICT, actor: 'bench', action: 'test' };
  const register = books.registers.get('map-layer')!;
  const roles = layerRoles.codes.map(({ code }) => code);
  for (let i = 0; i < LAYERS; i++) {
    const role = roles[i % roles.length]!;
    const shape = role === 'road' || role === 'port' ? 'line' : 'area';
    const values = { code: `L${i}`, name: `图层${i}`, category: 'plan', shape, role, codeSet: 'land-use-2023' };
    await store.transact(change, async (tx) => {
      const { id } = await createRecord(tx, books, register, programViewer('bench'), values);
      await writeVersion(tx, books, { layer: id, features: featuresOf(role, i), meta: { title: '测速' } });
      await publishVersion(tx, books, { layer: id, number: 1, reason: '测速' });
    });
  }
}

function featuresOf(role: string, seed: number): Iterable<NewFeature> {
  const span = SIDE * STEP;
  if (role === 'present-use' || role === 'detailed-parcel') return parcels(seed);
  if (role === 'district' || role === 'development-boundary') {
    return [
      { key: 'all', geometry: blob(WEST + span / 2, SOUTH + span / 2, role === 'district' ? span : span * 0.4, 5000) },
    ];
  }
  if (role === 'road' || role === 'port') {
    return Array.from({ length: 200 }, (_, k) => ({
      key: `R${k}`,
      geometry: {
        type: 'LineString' as const,
        coordinates: Array.from(
          { length: 50 },
          (_, i) => [WEST + (span * i) / 50, SOUTH + (span * k) / 200 + Math.sin(i + k) / 5000] as const,
        ),
      },
    }));
  }
  return Array.from({ length: 300 }, (_, k) => ({
    key: `B${k}`,
    geometry: blob(WEST + span * part(k, seed), SOUTH + span * part(k, seed + 50), 0.0012, 120),
  }));
}

/** 0 to 1, the same for the same numbers. */
const part = (k: number, salt: number): number => ((k * 7919 + salt * 104_729) % 10_007) / 10_007;
const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

/** A ring of so many corners round a place, in and out like a shore. */
function blob(lon: number, lat: number, radius: number, corners: number): Polygon {
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    const r = radius * (0.9 + 0.1 * Math.sin(7 * angle));
    return [rounded(lon + r * Math.cos(angle)), rounded(lat + r * Math.sin(angle))] as const;
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

function* parcels(seed: number): Generator<NewFeature> {
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    const at = (dx: number, dy: number): readonly [number, number] => {
      const [column, row] = [x + dx, y + dy];
      return [
        rounded(WEST + STEP * (column + 0.4 * (part(column * 311 + row, seed) - 0.5))),
        rounded(SOUTH + STEP * (row + 0.4 * (part(column * 631 + row, seed + 9) - 0.5))),
      ];
    };
    const ring = [at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)];
    const code = CLASSES[(x * 7 + y * 3 + seed) % CLASSES.length]!;
    yield { key: `P${i}`, geometry: { type: 'Polygon', coordinates: [ring] }, code, attributes: LIMITS };
  }
}
