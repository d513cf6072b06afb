import type { Geometry, Polygon } from '@quantu/geometry';
import { programViewer } from '@quantu/registers';
import { changeRecord, createRecord } from '@quantu/registers/server';
import type { Store, WriteDb } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import type { NewFeature } from '../features/feature.server.ts';
import { layerRecordVersion } from '../features/layers.server.ts';
import { publishVersion } from '../features/publish.server.ts';
import { writeVersion } from '../features/write-version.server.ts';
import type { MapDesk } from '../map/desk.server.ts';
import { testBooks, write } from '../plans.testing.ts';
import { LINE_RULES } from './rules.ts';

/** Metres of a plane that touches the invented district; so that a test says 100 × 200 and not degrees. */
const [LON, LAT] = [118.9, 25.1];
const M_PER_LON = 100_900;
const M_PER_LAT = 110_800;

export function rectangle(x: number, y: number, width: number, height: number): Polygon {
  const at = (dx: number, dy: number): [number, number] => [
    Math.round((LON + dx / M_PER_LON) * 1e9) / 1e9,
    Math.round((LAT + dy / M_PER_LAT) * 1e9) / 1e9,
  ];
  const ring = [at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)];
  return { type: 'Polygon', coordinates: [ring] };
}

export const feature = (key: string, geometry: Geometry, more: Partial<NewFeature> = {}): NewFeature => ({
  key,
  geometry,
  ...more,
});

let layers = 0;
const register = testBooks.registers.get('map-layer')!;
const planner = programViewer('planner');

/** A published layer in a role. */
async function putRole(
  tx: WriteDb,
  role: string,
  features: readonly NewFeature[],
  more: Readonly<Record<string, unknown>>,
): Promise<string> {
  const values = { code: `S${++layers}`, name: `${role}图层`, category: 'plan', shape: 'area', role, ...more };
  const { id } = await createRecord(tx, testBooks, register, planner, values);
  await putVersion(tx, id, 1, features);
  return id;
}

async function putVersion(tx: WriteDb, layer: string, number: number, features: readonly NewFeature[]): Promise<void> {
  await writeVersion(tx, testBooks, { layer, features, meta: { title: `第 ${number} 版` } });
  await publishVersion(tx, testBooks, { layer, number, reason: '测试' });
}

export const playRole = (
  store: Store,
  role: string,
  features: readonly NewFeature[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> => write(store, (tx) => putRole(tx, role, features, more));

export const newVersion = (store: Store, layer: string, number: number, features: readonly NewFeature[]) =>
  write(store, (tx) => putVersion(tx, layer, number, features));

/** The layer goes on without its role. */
export const takeRole = (store: Store, layer: string) =>
  write(store, async (tx) => {
    const version = await layerRecordVersion(tx, layer);
    await changeRecord(tx, testBooks, register, planner, layer, version, { role: null });
  });

export const deskOf = (store: Store): MapDesk => ({
  store,
  books: testBooks,
  district: TEST_DISTRICT,
  db: store.read(TEST_DISTRICT),
  viewer: programViewer('planner'),
  seesDrafts: true,
});

const AWAY = rectangle(-9000, -9000, 10, 10);
const LIMITS = { DSRJLSX: 2.5, DSRJLXX: 1, JZMDSX: 0.35, LDLXX: 30, JZGDSX: 60 };

/** Every role played so that a homely site of 100 × 200 m at (0, 0) is in nobody's way. Layers by role. */
export const soundWorld = (store: Store): Promise<ReadonlyMap<string, string>> => write(store, putWorld);

async function putWorld(tx: WriteDb): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const put = async (role: string, features: readonly NewFeature[], more = {}): Promise<void> => {
    ids.set(role, await putRole(tx, role, features, more));
  };
  await put('district', [feature('D', rectangle(-10_000, -10_000, 20_000, 20_000), { name: '东屿区' })]);
  for (const role of [
    'permanent-farmland',
    'ecological-red-line',
    'project-site',
    ...LINE_RULES.map(({ role }) => role),
  ]) {
    await put(role, [feature('away', AWAY, { name: '远处' })]);
  }
  await put('development-boundary', [
    feature('C', rectangle(-1000, -1000, 2000, 2000), { name: '城镇集中建设区' }),
    feature('F', rectangle(1000, -1000, 2000, 2000), { name: '城镇弹性发展区' }),
  ]);
  const standard = { codeSet: 'land-use-2023' };
  await put(
    'present-use',
    [
      feature('built', rectangle(-500, -500, 1000, 1000), { code: '0701' }),
      feature('field', rectangle(500, -500, 1000, 1000), { code: '0101' }),
    ],
    standard,
  );
  await put(
    'detailed-parcel',
    [
      feature('A-01', rectangle(-200, -200, 700, 700), { code: '0701', name: 'A-01', attributes: LIMITS }),
      feature('A-02', rectangle(500, -200, 700, 700), { code: '1001', name: 'A-02', attributes: LIMITS }),
    ],
    standard,
  );
  return ids;
}

export const SOUND_CONTROLS = { far: 2, density: 30, green: 35, height: 54 };
