import type { Geometry } from '@quantu/geometry';
import type { Lot } from './ground.ts';
import { townCode, townName } from './ground.ts';
import { rounded, type WorldFeature, type WorldLayer } from './layer.ts';
import { codesOf, LAYER } from './planting.ts';
import { controlsOf } from './scheme.ts';
import { seaPlace } from './sea.ts';
import { isBuilt, USES, type UseName } from './uses.ts';
import type { World } from './world.ts';

type Standard = 'overall' | 'city' | 'land' | 'detailed';
const LABELS = new Map<string, string>(
  Object.values(USES).flatMap((use) => [
    [use.city, use.label],
    [use.survey, use.surveyLabel],
    [use.current, use.label],
  ]),
);

/** What a lot of one plan is, with what planting changed. */
function* lotFeatures(
  world: World,
  layer: string,
  standard: Standard,
  isWanted: (lot: Lot) => boolean,
  attributesOf: (lot: Lot, code: string) => WorldFeature['attributes'] = () => ({}),
): Generator<WorldFeature> {
  const { vertices, lots } = world.ground;
  const { edits } = world.planter;
  for (const lot of lots) {
    if (!isWanted(lot)) continue;
    const edit = edits.get(layer, lot.key);
    if (edit?.isGone) continue;
    const own = codesOf(lot)[standard];
    const code = edit?.code ?? own;
    yield {
      key: lot.key,
      code,
      use: edit?.code === undefined ? useOf(standard, lot.planned) : standard === 'overall' ? code : null,
      name: LABELS.get(code) ?? USES[lot.planned].label,
      attributes: { ...townOf(world, lot), ...attributesOf(lot, code), ...edit?.attributes },
      geometry: vertices.polygon(edit?.ring ?? lot.ring, edit?.holes),
    };
  }
  for (const { key, code, name, ring } of edits.extras(layer)) {
    yield { key, code, use: null, name, attributes: {}, geometry: vertices.polygon(ring) };
  }
}

const useOf = (standard: Standard, planned: UseName): string =>
  standard === 'overall' ? codesOf({ planned }).overall : USES[planned].current;

const townOf = (world: World, lot: Lot) => {
  const town = world.scheme.townOf(lot);
  return { XZQDM: townCode(town), XZQMC: townName(town) };
};

/** Roads and rivers as plans have them, one feature a line and town. */
function* stripFeatures(world: World, standard: 'overall' | 'land'): Generator<WorldFeature> {
  for (const { key, line, town, use, place } of world.ground.strips) {
    const attributes = { XZQDM: townCode(town), XZQMC: townName(town) };
    const name = world.ground.lines[line]!.name ?? USES[use].label;
    yield {
      key,
      code: codesOf({ planned: use })[standard],
      use: useOf(standard, use),
      name,
      attributes,
      geometry: place,
    };
  }
}

/** The roads between the blocks that the city plan covers. */
function* cityStrips(world: World): Generator<WorldFeature> {
  const rings = new Map<number, number[][]>();
  for (const [block, strips] of world.ground.stripsOf.entries()) {
    if (!world.scheme.isInCityPlan(block)) continue;
    for (const { line, ring } of strips) rings.set(line, [...(rings.get(line) ?? []), [...ring]]);
  }
  for (const [line, own] of rings) {
    const { kind, isUrban, name } = world.ground.lines[line]!;
    const use = kind === 'river' ? 'river' : kind === 'highway' ? 'highway' : isUrban ? 'street' : 'lane';
    const { city, label, current } = USES[use];
    const place = world.union(own);
    yield { key: `S${line}`, code: city, use: current, name: name ?? label, attributes: {}, geometry: place };
  }
}

export function planLayers(world: World): WorldLayer[] {
  const { scheme } = world;
  const isAll = (): boolean => true;
  const detailed = (
    code: string,
    plan: 'old' | 'new',
    name: string,
    year: string,
    number: string,
    approvedOn: string,
  ): WorldLayer => ({
    // prettier-ignore
    code,
    name,
    category: 'plan',
    role: 'detailed-parcel',
    codeSet: 'land-use-2023',
    shape: 'area',
    theme: '详细规划',
    year,
    plan: number,
    approvedOn,
    basis: '东政综〔虚构〕控规批复',
    fields: ['DKBH', 'BZDYBH', 'YDMJ', 'DSRJLSX', 'DSRJLXX', 'JZMDSX', 'LDLXX', 'JZGDSX', 'VERSION'],
    features: () =>
      lotFeatures(
        world,
        code,
        'detailed',
        (lot) => scheme.isInDetailed(lot.block, plan) && isBuilt(lot.planned),
        (lot, use) => ({
          // prettier-ignore
          DKBH: lot.key.slice(9),
          BZDYBH: `990101-${plan === 'old' ? 'ZS' : 'BH'}-${String(lot.block % 24).padStart(2, '0')}`,
          YDMJ: rounded(scheme.vertices.size(lot.ring), 0),
          ...controlsOf(lot.planned === 'homes' ? '0701' : use, ...scheme.vertices.centre(lot.ring)),
          VERSION: year,
        }),
      ),
  });
  return [
    {
      code: LAYER.overall,
      name: '规划用地用海（总体规划）',
      category: 'plan',
      role: 'planned-use',
      codeSet: 'land-use-2023',
      shape: 'area',
      theme: '总体规划',
      year: '2024',
      plan: 'GH-01',
      approvedOn: '2026-04-20',
      basis: '东屿区国土空间总体规划（2021—2035年）（虚构）',
      fields: ['XZQDM', 'XZQMC', 'MJ'],
      *features() {
        yield* lotFeatures(world, LAYER.overall, 'overall', isAll);
        yield* stripFeatures(world, 'overall');
      },
    },
    {
      code: LAYER.city,
      name: '原城市总体规划用地',
      category: 'plan',
      role: 'city-plan',
      codeSet: 'gb-50137',
      shape: 'area',
      theme: '原城规',
      year: '2012',
      plan: 'GH-02',
      approvedOn: '2012-08-15',
      basis: '东屿城市总体规划（2011—2030年）（虚构）',
      fields: ['XZQDM', 'XZQMC'],
      *features() {
        yield* lotFeatures(world, LAYER.city, 'city', (lot) => scheme.isInCityPlan(lot.block));
        yield* cityStrips(world);
      },
    },
    {
      code: LAYER.land,
      name: '原土地利用总体规划用途',
      category: 'plan',
      role: 'land-plan',
      codeSet: 'survey',
      shape: 'area',
      theme: '原土规',
      year: '2010',
      plan: 'GH-03',
      approvedOn: '2010-12-30',
      basis: '东屿区土地利用总体规划（2006—2020年）（虚构），按三调工作分类转换',
      fields: ['XZQDM', 'XZQMC'],
      *features() {
        yield* lotFeatures(world, LAYER.land, 'land', isAll);
        yield* stripFeatures(world, 'land');
      },
    },
    detailed(LAYER.detailedOld, 'old', '中山片区控规地块', '2016', 'GH-04', '2016-11-08'),
    detailed(LAYER.detailedNew, 'new', '滨海新城控规地块', '2022', 'GH-05', '2022-06-17'),
    {
      code: LAYER.sea,
      name: '用海规划分区',
      category: 'plan',
      role: null,
      codeSet: 'land-use-2023',
      shape: 'area',
      theme: '总体规划',
      year: '2024',
      plan: 'GH-01',
      approvedOn: '2026-04-20',
      basis: '东屿区国土空间总体规划（2021—2035年）（虚构）',
      fields: [],
      *features() {
        for (const use of world.sea) {
          const ring = world.planter.edits.get(LAYER.sea, use.key)?.ring ?? use.ring;
          const geometry: Geometry = seaPlace(world.ground, { ring, holes: use.holes });
          yield { key: use.key, code: use.code, use: use.code, name: use.name, attributes: {}, geometry };
        }
      },
    },
  ];
}
