import type { Geometry, Position } from '@quantu/geometry';
import { publishVersion, writeVersion, type NewFeature } from '@quantu/plans/server';
import { programViewer, type Value } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import { books } from '@quantu/server';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';

/** Layers of an invented map by code. */
export type PlanWorld = ReadonlyMap<string, string>;

const [WEST, SOUTH] = [118.86, 25.08];
const STEP = 0.002;
const USES = ['0101', '0103', '0301', '0701', '0702', '0801', '0804', '1001', '1201', '1401', '1705'];
const VILLAGES = ['东屿村', '西澳村', '后龙村', '前黄村', '坝头村', '涂岭村'];

/** A corner of the grid, pushed a little the same way whoever asks, so that neighbours share their edges. */
function corner(x: number, y: number): Position {
  const push = (seed: number): number => (((Math.sin(seed) * 43_758.5453) % 1) - 0.5) * STEP * 0.5;
  const isEdge = x === 0 || y === 0;
  const [dx, dy] = isEdge ? [0, 0] : [push(x * 12.9898 + y * 78.233), push(x * 39.346 + y * 11.135)];
  return [round(WEST + x * STEP + dx), round(SOUTH + y * STEP + dy)];
}
const round = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

const ring = (...corners: readonly Position[]): Geometry => ({
  type: 'Polygon',
  coordinates: [[...corners, corners[0]!]],
});

/** Parcels that share their edges, `across` × `up` of them. */
export function parcels(across: number, up: number, shift = 0): NewFeature[] {
  return Array.from({ length: across * up }, (_, i) => {
    const [x, y] = [i % across, Math.floor(i / across)];
    const village = VILLAGES[Math.floor(y / 3) % VILLAGES.length]!;
    return {
      key: `350505${String(i + 1).padStart(6, '0')}`,
      geometry: ring(corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)),
      code: USES[(x * 7 + y * 3 + Math.floor(x / 4) + shift * Number(i % 23 === 0)) % USES.length]!,
      name: i === 0 ? '东屿养老院' : null,
      attributes: { TBBH: String(i + 1), ZLDWMC: village, 容积率: Math.round((i % 37) + 4) / 10, SJNF: 2025 },
    };
  });
}

const box = (west: number, south: number, east: number, north: number): Geometry =>
  ring([west, south], [east, south], [east, north], [west, north]);

interface Layer {
  readonly values: Readonly<Record<string, Value>> & { readonly code: string };
  readonly versions: readonly (readonly NewFeature[])[];
}

function layersOf(across: number, up: number, plan: string): readonly Layer[] {
  const [east, north] = [WEST + across * STEP, SOUTH + up * STEP];
  const middle = (SOUTH + north) / 2;
  return [
    {
      values: { code: 'XZQ', name: '行政区', category: 'present', shape: 'area', role: 'district', order: 90 },
      versions: [[{ key: '1', geometry: box(WEST - STEP, SOUTH - STEP, east + STEP, north + STEP), name: '东屿区' }]],
    },
    {
      values: {
        code: 'DLTB',
        name: '土地利用现状',
        category: 'present',
        shape: 'area',
        role: 'present-use',
        codeSet: 'land-use-2023',
        order: 10,
        basis: '2025 年度变更调查',
      },
      versions: [parcels(across, up), parcels(across, up, 1).slice(0, across * up - 2)],
    },
    {
      values: {
        code: 'STBHHX',
        name: '生态保护红线',
        category: 'plan',
        shape: 'area',
        role: 'ecological-red-line',
        order: 60,
      },
      versions: [
        [{ key: 'HX1', geometry: box(WEST + STEP * 2.3, middle, WEST + STEP * 8.1, north - STEP), name: '北山' }],
      ],
    },
    {
      values: {
        code: 'CZKFBJ',
        name: '城镇开发边界',
        category: 'plan',
        shape: 'area',
        role: 'development-boundary',
        plan,
        order: 55,
      },
      versions: [[{ key: 'KF1', geometry: box(WEST + STEP * 7, SOUTH + STEP, east - STEP, middle), name: '中心城区' }]],
    },
    {
      values: { code: 'DLZX', name: '道路', category: 'present', shape: 'line', role: 'road', order: 70 },
      versions: [
        [
          {
            key: 'R1',
            geometry: {
              type: 'LineString',
              coordinates: [
                [WEST, middle],
                [(WEST + east) / 2, middle + STEP],
                [east, middle],
              ],
            },
            name: '驿峰路',
          },
        ],
      ],
    },
    {
      values: { code: 'GGFW', name: '公共服务设施', category: 'society', shape: 'point', order: 80 },
      versions: [
        Array.from({ length: 12 }, (_, i) => ({
          key: `F${i}`,
          geometry: { type: 'Point' as const, coordinates: corner(2 + i, 1 + (i % 5)) },
          name: `${VILLAGES[i % VILLAGES.length]}卫生所`,
        })),
      ],
    },
  ];
}

/** A small district on the map: current use in two versions, bounds, a road, facilities. */
export async function buildPlanWorld(store: Store, across = 20, up = 15): Promise<PlanWorld> {
  const ids = new Map<string, string>();
  const act = { actor: 'system', action: 'record.create', district: TEST_DISTRICT };
  const plan = await overallPlan(store);
  for (const { values, versions } of layersOf(across, up, plan)) {
    await store.transact({ ...act, subject: 'map-layer' }, async (tx) => {
      const register = books.registers.get('map-layer');
      if (!register) throw new Error('no register map-layer');
      const [made] = await writeMany(tx, books, register, programViewer('system'), [{ values }]);
      if (!made) throw new Error('no layer');
      ids.set(values.code, made.id);
      let number = 0;
      for (const features of versions) {
        number++;
        await writeVersion(tx, books, { layer: made.id, features, meta: { title: `第 ${number} 版` } });
        await publishVersion(tx, books, { layer: made.id, number, reason: '首次入库' });
      }
    });
  }
  return ids;
}

/** The plan that the boundaries belong to. */
function overallPlan(store: Store): Promise<string> {
  const act = { actor: 'system', action: 'record.create', district: TEST_DISTRICT, subject: 'plan' };
  return store.transact(act, async (tx) => {
    const values = { code: 'GH-2025-01', name: '东屿区国土空间总体规划', kind: 'overall' };
    const register = books.registers.get('plan');
    const [made] = register
      ? await writeMany(tx, books, register, programViewer('system'), [{ values, state: 'submitted' }])
      : [];
    if (!made) throw new Error('no plan');
    return made.id;
  });
}
