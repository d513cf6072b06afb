import { Random } from '../random.ts';
import { townCode, townName } from './ground.ts';
import { rounded, type WorldFeature, type WorldLayer } from './layer.ts';
import { LAYER } from './planting.ts';
import type { World } from './world.ts';
import { WORLD_TOWNS } from './zones.ts';

function* towns(world: World): Generator<WorldFeature> {
  for (const town of WORLD_TOWNS.keys()) {
    const geometry = world.unionOfBlocks((at) => world.ground.blocks[at]!.town === town)!;
    const attributes = { XJXZQDM: townCode(town), XJXZQMC: townName(town) };
    yield { key: townCode(town), code: null, use: null, name: townName(town), attributes, geometry };
  }
}

function* district(world: World): Generator<WorldFeature> {
  const geometry = world.unionOfBlocks(() => true)!;
  const attributes = { XZQDM: '990101', XZQMC: '东屿区（虚构）' };
  yield { key: '990101', code: null, use: null, name: '东屿区（虚构）', attributes, geometry };
}

function* villages(world: World): Generator<WorldFeature> {
  const random = new Random(53);
  for (const [village, { name, town }] of world.ground.villages.entries()) {
    const people = random.whole(680, 5200);
    const geometry = world.unionOfBlocks((at) => world.ground.blocks[at]!.village === village);
    if (!geometry) continue;
    const key = `${townCode(town)}${String(village + 1).padStart(3, '0')}`;
    const attributes = { ZLDWDM: key, ZLDWMC: name, XZQMC: townName(town), CZRK: people, HS: Math.round(people / 2.9) };
    yield { key, code: null, use: null, name: `${name}（虚构）`, attributes, geometry };
  }
}

const SITES = [
  '标准厂房',
  '安置房',
  '小学扩建',
  '卫生院',
  '停车场',
  '商业综合体',
  '人才公寓',
  '污水处理站',
  '物流园',
  '中学',
];

/** Sites that were approved and not yet built on. */
function* sites(world: World): Generator<WorldFeature> {
  const { lots, vertices } = world.ground;
  const free = lots.filter(
    (lot) => world.scheme.boundaryOf(lot.block) === '410' && lot.parcels.every(({ use }) => use !== lot.planned),
  );
  const step = Math.max(1, Math.floor(free.length / 36));
  for (const [at, lot] of free
    .filter((_, i) => i % step === 0)
    .slice(0, 36)
    .entries()) {
    const name = `${townName(world.scheme.townOf(lot))}${SITES[at % SITES.length]!}项目（虚构）`;
    const key = `XM9901012026${String(at + 1).padStart(3, '0')}`;
    const attributes = { XMDM: key, XMMC: name, YDMJ: rounded(vertices.size(lot.ring), 0), SZXZQMC: townName(world.scheme.townOf(lot)) }; // prettier-ignore
    yield { key, code: null, use: null, name, attributes, geometry: vertices.polygon(lot.ring) };
  }
}

function* ports(world: World): Generator<WorldFeature> {
  for (const lot of world.ground.lots) {
    if (lot.planned !== 'port') continue;
    const geometry = world.ground.vertices.polygon(lot.ring);
    yield { key: lot.key, code: null, use: '1204', name: '北港作业区码头（虚构）', attributes: {}, geometry };
  }
}

export function managementLayers(world: World): WorldLayer[] {
  const own = { category: 'management', shape: 'area', codeSet: null, year: '2025', approvedOn: '2025-12-20', basis: '东屿区（虚构）行政管理' } as const; // prettier-ignore
  return [
    { ...own, code: LAYER.district, name: '行政区', role: 'district', theme: '行政区划', fields: ['XZQDM', 'XZQMC'], features: () => district(world) }, // prettier-ignore
    { ...own, code: 'XJXZQ', name: '乡镇街道界', role: 'town', theme: '行政区划', fields: ['XJXZQDM', 'XJXZQMC'], features: () => towns(world) }, // prettier-ignore
    {
      ...own,
      code: 'CJDCQ',
      name: '村（社区）',
      category: 'society',
      role: null,
      theme: '人口',
      fields: ['ZLDWDM', 'ZLDWMC', 'XZQMC', 'CZRK', 'HS'],
      features: () => villages(world),
    },
    {
      ...own,
      code: 'XSXMKJFW',
      name: '用地预审与选址项目范围',
      role: 'project-site',
      theme: '用地审批',
      fields: ['XMDM', 'XMMC', 'YDMJ', 'SZXZQMC'],
      features: () => sites(world),
    },
    { ...own, code: 'GKMT', name: '港口码头', role: 'port', theme: '交通', fields: [], features: () => ports(world) },
  ];
}
