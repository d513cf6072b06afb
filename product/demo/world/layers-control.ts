import { polygonsOf, type Geometry, type MultiPolygon, type Polygon } from '@quantu/geometry';
import { Random } from '../random.ts';
import { townCode, townName, type Lot } from './ground.ts';
import type { WorldFeature, WorldLayer } from './layer.ts';
import { LAYER } from './planting.ts';
import { USES, type UseName } from './uses.ts';
import { planeOf } from './vertices.ts';
import type { World } from './world.ts';
import { PETRO, SAFETY_METRES, URBAN, WORLD_TOWNS } from './zones.ts';

const feature = (key: string, name: string, geometry: Geometry, more: Partial<WorldFeature> = {}): WorldFeature => ({
  key,
  code: null,
  use: null,
  name,
  attributes: {},
  geometry,
  ...more,
});

/** Lots of a layer, each with what planting changed of its outline. */
function* lots(
  world: World,
  layer: string,
  isWanted: (lot: Lot) => boolean,
  attributesOf: (lot: Lot) => WorldFeature['attributes'],
): Generator<WorldFeature> {
  for (const lot of world.ground.lots) {
    if (!isWanted(lot)) continue;
    const geometry = world.ground.vertices.polygon(world.planter.edits.get(layer, lot.key)?.ring ?? lot.ring);
    yield feature(lot.key, USES[lot.planned].label, geometry, { attributes: attributesOf(lot) });
  }
}

function* redLine(world: World): Generator<WorldFeature> {
  const { blocks, lotsOf, lots: all } = world.ground;
  for (const [at, { zone, village }] of blocks.entries()) {
    if (!world.scheme.isRedLine(at)) continue;
    const kind = zone === 'wetland' ? '滨海湿地' : zone === 'reservoir' ? '水源地' : '水源涵养';
    const geometry = world.union(lotsOf[at]!.map((lot) => all[lot]!.ring));
    const name = `${world.ground.villages[village]!.name.slice(0, 2)}${kind}生态保护红线`;
    yield feature(`HX${String(at).padStart(4, '0')}`, name, geometry, { attributes: { LXDM: kind } });
  }
}

const ZONE_NAMES = { '410': '城镇集中建设区', '420': '城镇弹性发展区', '430': '特别用途区' } as const;

function* boundary(world: World): Generator<WorldFeature> {
  for (const [code, name] of Object.entries(ZONE_NAMES)) {
    for (const town of WORLD_TOWNS.keys()) {
      const area = world.unionOfBlocks(
        (at) => world.ground.blocks[at]!.town === town && world.scheme.boundaryOf(at) === code,
      );
      for (const [part, coordinates] of (area === null ? [] : polygonsOf(area)).entries()) {
        const attributes = { XZQDM: townCode(town), XZQMC: townName(town), GHFQDM: code, GHFQMC: name };
        const geometry: Polygon = { type: 'Polygon', coordinates };
        yield feature(`${townCode(town)}${code}${String(part + 1).padStart(2, '0')}`, name, geometry, {
          code,
          attributes,
        });
      }
    }
  }
}

const byUse =
  (world: World, layer: string, uses: readonly UseName[], minM2 = 0) =>
  (): Iterable<WorldFeature> =>
    lots(
      world,
      layer,
      (lot) => uses.includes(lot.planned) && URBAN.has(world.scheme.zoneOf(lot)) && world.ground.vertices.size(lot.ring) > minM2, // prettier-ignore
      (lot) => ({ XZQMC: townName(world.scheme.townOf(lot)) }),
    );

/** All lots whose centre is near a place, as one area. */
function around(world: World, x: number, y: number, metres: number): Polygon | MultiPolygon | null {
  const { vertices, lots: all } = world.ground;
  const near = all.filter((lot) => {
    const [cx, cy] = vertices.centre(lot.ring);
    return Math.hypot(cx - x, cy - y) < metres;
  });
  return near.length === 0 ? null : world.union(near.map(({ ring }) => ring));
}

const HERITAGE = [
  ['石桥古街历史文化街区（虚构）', [120.4185, 25.0825], 300],
  ['中山老城历史地段（虚构）', [120.4515, 25.067], 330],
  ['南湾渔村传统村落（虚构）', [120.439, 25.0265], 260],
  ['东溪书院文物保护单位（虚构）', [120.3985, 25.0485], 160],
] as const;

function* heritage(world: World): Generator<WorldFeature> {
  for (const [at, [name, place, metres]] of HERITAGE.entries()) {
    const area = around(world, ...planeOf(place), metres);
    if (area) yield feature(`LS${at + 1}`, name, area);
  }
}

function* flood(world: World): Generator<WorldFeature> {
  const { lines, vertices, lots: all } = world.ground;
  const river = lines.find(({ kind }) => kind === 'river')!;
  const places = river.path.map((vertex) => [vertices.x(vertex), vertices.y(vertex)] as const);
  const near = all.filter((lot) => {
    const [x, y] = vertices.centre(lot.ring);
    return places.some(([px, py]) => Math.hypot(px - x, py - y) < 210);
  });
  const strips = world.ground.strips.filter(({ use }) => use === 'river').map(({ place }) => place);
  yield feature('HL1', `${river.name}洪涝风险控制线`, world.union(near.map(({ ring }) => ring)));
  for (const [at, place] of strips.entries()) yield feature(`HL${at + 2}`, `${river.name}行洪通道`, place);
}

function* blueLines(world: World): Generator<WorldFeature> {
  for (const { key, use, place, town } of world.ground.strips) {
    if (use === 'river') yield feature(key, `东溪蓝线（${townName(town)}）`, place);
  }
  yield* lots(
    world,
    'CSLX',
    ({ planned }) => planned === 'lake',
    () => ({}),
  );
}

const RISKS = [
  ['G', '高易发'],
  ['Z', '中易发'],
  ['D', '低易发'],
] as const;

function* geohazards(world: World): Generator<WorldFeature> {
  const random = new Random(97);
  const { blocks, vertices } = world.ground;
  for (const [at, { zone, ring }] of blocks.entries()) {
    if (zone !== 'hill' || random.next() < 0.45) continue;
    const [code, name] = random.pick(RISKS);
    const [x, y] = vertices.centre(ring);
    const place: readonly [number, number] = [x + random.between(-150, 150), y + random.between(-150, 150)];
    yield feature(`DZ${String(at).padStart(4, '0')}`, `滑坡${name}区`, world.circle(place, random.between(60, 160), 14), { code }); // prettier-ignore
  }
}

export function controlLayers(world: World): WorldLayer[] {
  const { scheme } = world;
  const master = {
    category: 'plan',
    shape: 'area',
    codeSet: null,
    theme: '控制线',
    year: '2024',
    plan: 'GH-01',
    basis: '东屿区国土空间总体规划（2021—2035年）（虚构）',
    approvedOn: '2026-04-20',
    fields: ['XZQMC'],
  } as const;
  const town = (lot: Lot) => ({ XZQMC: townName(scheme.townOf(lot)) });
  return [
    {
      ...master,
      code: LAYER.farmland,
      name: '永久基本农田',
      role: 'permanent-farmland',
      features: () => lots(world, LAYER.farmland, (lot) => scheme.isPermanentFarmland(lot), town),
    },
    { ...master, code: LAYER.redLine, name: '生态保护红线', role: 'ecological-red-line', fields: ['LXDM'], features: () => redLine(world) }, // prettier-ignore
    {
      ...master,
      code: LAYER.boundary,
      name: '城镇开发边界',
      role: 'development-boundary',
      codeSet: 'zoning',
      fields: ['XZQDM', 'XZQMC', 'GHFQDM', 'GHFQMC'],
      features: () => boundary(world),
    },
    { ...master, code: 'CSLX', name: '城市蓝线', role: 'blue-line', features: () => blueLines(world) },
    { ...master, code: 'CSLVX', name: '城市绿线', role: 'green-line', features: byUse(world, 'CSLVX', ['park', 'square'], 6000) }, // prettier-ignore
    { ...master, code: 'CSHX', name: '城市黄线', role: 'yellow-line', features: byUse(world, 'CSHX', ['power', 'water', 'drain', 'station']) }, // prettier-ignore
    { ...master, code: 'CSZX', name: '城市紫线', role: 'purple-line', features: byUse(world, 'CSZX', ['temple']) },
    { ...master, code: 'LSWHBHX', name: '历史文化保护线', role: 'heritage', features: () => heritage(world) },
    { ...master, code: 'HLFXKZX', name: '洪涝风险控制线', role: 'flood', features: () => flood(world) },
    {
      ...master,
      code: 'HATSX',
      name: '海岸建筑退缩线（向海一侧）',
      role: 'coast',
      *features() {
        yield feature('HA1', '海岸建筑退缩范围', world.shoreBand(100));
      },
    },
    {
      ...master,
      code: LAYER.forest,
      name: '林地（含公益林）',
      role: 'forest',
      theme: '林地保护利用',
      plan: 'GH-09',
      basis: '东屿区林地保护利用规划（虚构）',
      approvedOn: '2021-12-01',
      features: () =>
        lots(
          world,
          LAYER.forest,
          (lot) => scheme.isForest(lot),
          (lot) => ({
            ...town(lot),
            LDLX: scheme.zoneOf(lot) === 'hill' ? '公益林' : '商品林',
          }),
        ),
    },
    {
      ...master,
      code: LAYER.safety,
      name: '石化安全控制区',
      role: 'safety-zone',
      theme: '安全防护',
      plan: 'GH-10',
      basis: '北港石化基地安全控制区规划（虚构）',
      approvedOn: '2019-09-30',
      *features() {
        yield feature('AQ1', '北港石化基地安全控制区（虚构）', world.circle(planeOf(PETRO[0]), SAFETY_METRES));
      },
    },
    {
      ...master,
      code: 'DZZH',
      name: '地质灾害风险区',
      role: 'geohazard',
      codeSet: 'other',
      theme: '灾害风险',
      plan: 'GH-11',
      basis: '东屿区地质灾害防治规划（虚构）',
      approvedOn: '2022-03-18',
      features: () => geohazards(world),
    },
  ];
}
