import { areaM2 } from '@quantu/geometry';
import { buildings } from './buildings.ts';
import { townCode, townName, type Lot, type Parcel } from './ground.ts';
import { rounded, type WorldFeature, type WorldLayer } from './layer.ts';
import { LAYER } from './planting.ts';
import { USES, type UseName } from './uses.ts';
import type { World } from './world.ts';

const SURVEY_LABELS = new Map<string, string>(
  Object.values(USES).map(({ survey, surveyLabel }) => [survey, surveyLabel]),
);

/** Parcels of the survey; a year earlier some were still what they had been before they were built on. */
function* parcels(world: World, year: 2024 | 2025): Generator<WorldFeature> {
  const { ground, scheme, planter } = world;
  for (const lot of ground.lots) {
    for (const parcel of lot.parcels) {
      const wasBefore = year === 2024 && isNew(world, lot, parcel);
      const edit = planter.edits.get(LAYER.present, parcel.key);
      const use = wasBefore ? 'dry' : parcel.use;
      const code = edit?.code ?? USES[use].survey;
      const current = edit?.code === '0702' ? '0703' : USES[use].current;
      yield surveyed(world, parcel.key, scheme.townOf(lot), ground.blocks[lot.block]!.village, code, current, ground.vertices.polygon(parcel.ring)); // prettier-ignore
    }
  }
  for (const { key, town, use, place } of ground.strips) {
    yield surveyed(world, key, town, null, USES[use].survey, USES[use].current, place);
  }
}

function surveyed(
  world: World,
  key: string,
  town: number,
  village: number | null,
  code: string,
  use: string,
  geometry: WorldFeature['geometry'],
): WorldFeature {
  const place = village === null ? townName(town) : world.ground.villages[village]!.name;
  const area = rounded(areaM2(geometry), 2);
  const name = SURVEY_LABELS.get(code)!;
  const attributes = {
    YSDM: '2001010100',
    TBBH: key.slice(9),
    DLBM: code,
    DLMC: name,
    QSXZ: /^(0[1-4]|0702|1006|1104|120)/.test(code) ? '30' : '20',
    ZLDWDM: townCode(town),
    ZLDWMC: `${townName(town)}${place}`,
    TBMJ: area,
    YDYHFLDM: use,
  };
  return { key, code, use, name, attributes, geometry };
}

const NEW_USES: ReadonlySet<UseName> = new Set(['homes', 'factory', 'works', 'school', 'shops']);
/** What was built within the year: every fortieth parcel of what is built most. */
function isNew(world: World, lot: Lot, parcel: Parcel): boolean {
  return NEW_USES.has(parcel.use) && (lot.block * 31 + lot.parcels.indexOf(parcel) * 7) % 40 === 0 && !world.scheme.isRedLine(lot.block); // prettier-ignore
}

/** Parcels that differ between the two published versions of the survey. */
export function changedParcels(world: World): readonly string[] {
  return world.ground.lots.flatMap((lot) =>
    lot.parcels.filter((parcel) => isNew(world, lot, parcel)).map(({ key }) => key),
  );
}

function* roads(world: World): Generator<WorldFeature> {
  const { lines, vertices } = world.ground;
  for (const [at, { kind, name, halfWidth, path, isUrban }] of lines.entries()) {
    if (kind === 'river') continue;
    const label = { highway: '公路', arterial: '主干路', main: isUrban ? '次干路' : '县乡道', street: isUrban ? '支路' : '村道', lane: isUrban ? '街巷' : '田间道' }[kind]; // prettier-ignore
    yield {
      key: `L${String(at + 1).padStart(5, '0')}`,
      code: label,
      use: null,
      name: name ?? label,
      attributes: { DLDJ: label, KD: halfWidth * 2 },
      geometry: { type: 'LineString', coordinates: vertices.line(path) },
    };
  }
}

function* rivers(world: World): Generator<WorldFeature> {
  const { lines, vertices } = world.ground;
  for (const [at, { kind, name, path, halfWidth }] of lines.entries()) {
    if (kind !== 'river') continue;
    const geometry = { type: 'LineString', coordinates: vertices.line(path) } as const;
    yield { key: `R${at}`, code: null, use: null, name, attributes: { KD: halfWidth * 2 }, geometry };
  }
}

function* houses(world: World): Generator<WorldFeature> {
  const { vertices } = world.ground;
  for (const { key, label, structure, floors, year, footprintM2, corners } of buildings(world.ground, world.scale)) {
    const scratch = vertices.scratch(corners);
    const attributes = {
      FWYT: label,
      CS: floors,
      JG: structure,
      JCND: year,
      ZDMJ: footprintM2,
      JZMJ: footprintM2 * floors,
      HEIGHT: rounded(floors * (label === '厂房' ? 5 : 3.1), 1),
    };
    yield { key, code: label, use: null, name: label, attributes, geometry: scratch.polygon([0, 1, 2, 3]) };
  }
}

const SERVICES: Readonly<Partial<Record<UseName, string>>> = {
  school: '中小学',
  hospital: '医院',
  culture: '文化活动中心',
  sports: '体育中心',
  welfare: '养老服务中心',
  market: '农贸市场',
  station: '公交首末站',
  parking: '公共停车场',
  villageHall: '党群服务中心',
};

function* services(world: World): Generator<WorldFeature> {
  const { lots, vertices, blocks, villages } = world.ground;
  for (const lot of lots) {
    const label = SERVICES[lot.planned];
    if (label === undefined || lot.parcels[0]!.use !== lot.planned) continue;
    const scratch = vertices.scratch([vertices.centre(lot.ring)]);
    const name = `${villages[blocks[lot.block]!.village]!.name}${label}（虚构）`;
    const attributes = { LX: label, XZQMC: townName(world.scheme.townOf(lot)) };
    yield { key: lot.key, code: label, use: null, name, attributes, geometry: { type: 'Point', coordinates: scratch.position(0) } }; // prettier-ignore
  }
}

export function presentLayers(world: World): WorldLayer[] {
  const own = { category: 'present', basis: '东屿区（虚构）现状调查', year: '2025', approvedOn: '2026-05-12' } as const;
  return [
    {
      ...own,
      code: LAYER.present,
      name: '土地利用现状（地类图斑）',
      role: 'present-use',
      codeSet: 'survey',
      shape: 'area',
      theme: '年度变更调查',
      fields: ['YSDM', 'TBBH', 'DLBM', 'DLMC', 'QSXZ', 'ZLDWDM', 'ZLDWMC', 'TBMJ', 'YDYHFLDM'],
      features: () => parcels(world, 2025),
      before: { year: '2024', approvedOn: '2025-05-16', features: () => parcels(world, 2024) },
    },
    {
      ...own,
      code: 'DLZXX',
      name: '道路',
      role: 'road',
      codeSet: 'other',
      shape: 'line',
      theme: '交通',
      fields: ['DLDJ', 'KD'],
      features: () => roads(world),
    },
    {
      ...own,
      code: 'HLZXX',
      name: '河流',
      role: null,
      codeSet: null,
      shape: 'line',
      theme: '水系',
      colour: '#338ec0',
      fields: ['KD'],
      features: () => rivers(world),
    },
    {
      ...own,
      code: 'FW',
      name: '房屋',
      role: 'building',
      codeSet: 'other',
      shape: 'area',
      theme: '房屋建筑',
      fields: ['FWYT', 'CS', 'JG', 'JCND', 'ZDMJ', 'JZMJ', 'HEIGHT'],
      features: () => houses(world),
    },
    {
      ...own,
      code: 'GGSSD',
      name: '公共服务设施',
      role: null,
      codeSet: 'other',
      shape: 'point',
      theme: '公共服务',
      fields: ['LX', 'XZQMC'],
      features: () => services(world),
    },
  ];
}
