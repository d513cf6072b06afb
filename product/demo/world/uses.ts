import type { Random } from '../random.ts';
import type { Zone } from './zones.ts';

/** One use in the words of each standard that the invented plans speak. */
export interface Use {
  readonly label: string;
  /** 用地用海分类 2023, as the detailed plan has it; the overall plan has the first four digits. */
  readonly current: string;
  /** GB 50137-2011. */
  readonly city: string;
  /** 三调工作分类. */
  readonly survey: string;
  readonly surveyLabel: string;
}

const use = (label: string, current: string, city: string, survey: string, surveyLabel = label): Use => ({
  label,
  current,
  city,
  survey,
  surveyLabel,
});

export const USES = {
  homes: use('二类城镇住宅用地', '070102', 'R21', '0701', '城镇住宅用地'),
  villas: use('一类城镇住宅用地', '070101', 'R11', '0701', '城镇住宅用地'),
  office: use('机关团体用地', '0801', 'A1', '08H1', '机关团体新闻出版用地'),
  culture: use('文化活动用地', '080302', 'A22', '08H2', '科教文卫用地'),
  school: use('中小学用地', '080403', 'A33', '08H2', '科教文卫用地'),
  research: use('科研用地', '0802', 'A35', '08H2', '科教文卫用地'),
  sports: use('体育场馆用地', '080501', 'A41', '08H2', '科教文卫用地'),
  hospital: use('医院用地', '080601', 'A51', '08H2', '科教文卫用地'),
  welfare: use('社会福利用地', '0807', 'A6', '08H2', '科教文卫用地'),
  shops: use('零售商业用地', '090101', 'B11', '05H1', '商业服务业设施用地'),
  market: use('批发市场用地', '090102', 'B12', '05H1', '商业服务业设施用地'),
  business: use('商务金融用地', '0902', 'B2', '05H1', '商业服务业设施用地'),
  hotel: use('旅馆用地', '090104', 'B14', '05H1', '商业服务业设施用地'),
  factory: use('一类工业用地', '100101', 'M1', '0601', '工业用地'),
  works: use('二类工业用地', '100102', 'M2', '0601', '工业用地'),
  petro: use('三类工业用地', '100103', 'M3', '0601', '工业用地'),
  store: use('一类物流仓储用地', '110101', 'W1', '0508', '物流仓储用地'),
  tanks: use('三类物流仓储用地', '110103', 'W3', '0508', '物流仓储用地'),
  port: use('港口码头用地', '1204', 'H23', '1008'),
  station: use('公共交通场站用地', '120802', 'S41', '1005', '交通服务场站用地'),
  parking: use('社会停车场用地', '120803', 'S42', '1005', '交通服务场站用地'),
  water: use('供水用地', '1301', 'U11', '0809', '公用设施用地'),
  drain: use('排水用地', '1302', 'U21', '0809', '公用设施用地'),
  power: use('供电用地', '1303', 'U12', '0809', '公用设施用地'),
  park: use('公园绿地', '1401', 'G1', '0810', '公园与绿地'),
  belt: use('防护绿地', '1402', 'G2', '0810', '公园与绿地'),
  square: use('广场用地', '1403', 'G3', '0810A', '广场用地'),
  temple: use('宗教用地', '1503', 'A9', '09', '特殊用地'),
  village: use('二类农村宅基地', '070302', 'H14', '0702', '农村宅基地'),
  villageHall: use('农村社区服务设施用地', '0704', 'H14', '0702', '农村宅基地'),
  paddy: use('水田', '0101', 'E2', '0101'),
  irrigated: use('水浇地', '0102', 'E2', '0102'),
  dry: use('旱地', '0103', 'E2', '0103'),
  orchard: use('果园', '0201', 'E2', '0201'),
  tea: use('茶园', '0202', 'E2', '0202'),
  wood: use('乔木林地', '0301', 'E2', '0301'),
  bamboo: use('竹林地', '0302', 'E2', '0302'),
  shrubs: use('灌木林地', '0303', 'E2', '0305'),
  thin: use('其他林地', '0304', 'E2', '0307'),
  grass: use('其他草地', '0403', 'E2', '0404'),
  mangrove: use('红树林地', '0507', 'E2', '0303'),
  tidal: use('沿海滩涂', '0505', 'E11', '1105'),
  farmHouse: use('种植设施建设用地', '060201', 'E2', '1202', '设施农用地'),
  river: use('河流水面', '1701', 'E11', '1101'),
  lake: use('水库水面', '1703', 'E12', '1103'),
  pool: use('坑塘水面', '1704', 'E13', '1104'),
  fishPool: use('坑塘水面', '1704', 'E13', '1104A', '养殖坑塘'),
  bare: use('裸土地', '2306', 'E2', '1206'),
  idle: use('空闲地', '2301', 'E2', '1201'),
  blank: use('留白用地', '16', 'E2', '0103', '旱地'),
  highway: use('公路用地', '1202', 'H22', '1003'),
  street: use('城镇村道路用地', '1207', 'S1', '1004'),
  lane: use('农村道路', '0601', 'E2', '1006'),
} as const satisfies Readonly<Record<string, Use>>;
export type UseName = keyof typeof USES;

type Weights = readonly (readonly [UseName, number])[];

/** What lots of a zone are planned for. */
export const PLANNED: Readonly<Record<Zone, Weights>> = {
  core: [['homes', 36], ['shops', 12], ['business', 9], ['school', 7], ['office', 5], ['hospital', 3], ['culture', 3], ['sports', 2], ['hotel', 3], ['market', 2], ['park', 9], ['square', 2], ['parking', 3], ['station', 1], ['welfare', 1], ['power', 1], ['research', 1]], // prettier-ignore
  homes: [['homes', 58], ['villas', 6], ['shops', 7], ['school', 7], ['park', 9], ['belt', 3], ['hospital', 1], ['welfare', 2], ['parking', 2], ['power', 1], ['water', 1], ['temple', 1], ['sports', 1], ['research', 1]], // prettier-ignore
  industry: [
    ['factory', 40],
    ['works', 34],
    ['store', 12],
    ['belt', 7],
    ['parking', 2],
    ['power', 2],
    ['drain', 3],
  ],
  petro: [
    ['petro', 62],
    ['tanks', 26],
    ['belt', 8],
    ['drain', 2],
    ['power', 2],
  ],
  port: [
    ['port', 84],
    ['store', 16],
  ],
  village: [
    ['village', 62],
    ['villageHall', 4],
    ['orchard', 14],
    ['dry', 14],
    ['wood', 6],
  ],
  reserve: [['blank', 100]],
  green: [
    ['wood', 34],
    ['orchard', 22],
    ['irrigated', 26],
    ['grass', 10],
    ['pool', 8],
  ],
  farm: [
    ['paddy', 52],
    ['irrigated', 24],
    ['dry', 17],
    ['orchard', 4],
    ['pool', 2],
    ['farmHouse', 1],
  ],
  orchard: [
    ['orchard', 52],
    ['tea', 14],
    ['dry', 20],
    ['thin', 8],
    ['grass', 6],
  ],
  hill: [
    ['wood', 66],
    ['shrubs', 14],
    ['bamboo', 10],
    ['thin', 7],
    ['bare', 3],
  ],
  wetland: [
    ['mangrove', 48],
    ['tidal', 52],
  ],
  pond: [
    ['fishPool', 88],
    ['farmHouse', 4],
    ['grass', 8],
  ],
  reservoir: [['lake', 100]],
};

/** What stands on land whose plan has not come true yet. */
const NOT_YET: Weights = [['dry', 34], ['irrigated', 22], ['orchard', 12], ['grass', 14], ['idle', 12], ['bare', 6]]; // prettier-ignore
/** Odd parcels among their like. */
const ODD: Readonly<Partial<Record<Zone, Weights>>> = {
  village: [
    ['dry', 40],
    ['orchard', 20],
    ['pool', 8],
    ['grass', 12],
    ['thin', 20],
  ],
  farm: [
    ['paddy', 30],
    ['dry', 30],
    ['pool', 8],
    ['farmHouse', 6],
    ['orchard', 14],
    ['grass', 12],
  ],
  orchard: [
    ['dry', 40],
    ['thin', 30],
    ['grass', 20],
    ['pool', 10],
  ],
  hill: [
    ['shrubs', 40],
    ['thin', 30],
    ['grass', 20],
    ['bare', 10],
  ],
  green: [
    ['grass', 50],
    ['dry', 50],
  ],
};

export function weighted(random: Random, weights: Weights): UseName {
  let left = random.next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of weights) {
    left -= weight;
    if (left < 0) return name;
  }
  return weights.at(-1)![0];
}

const BUILT_ZONES: ReadonlySet<Zone> = new Set(['core', 'homes', 'industry', 'petro', 'port']);
const EMPTY_SHARE: Readonly<Partial<Record<Zone, number>>> = { core: 0.06, homes: 0.24, industry: 0.2, petro: 0.12 };

/** How a lot lies today: built as planned, or not yet. */
export function presentOfLot(random: Random, zone: Zone, planned: UseName): UseName {
  if (planned === 'blank') return weighted(random, NOT_YET);
  return BUILT_ZONES.has(zone) && random.next() < (EMPTY_SHARE[zone] ?? 0) ? weighted(random, NOT_YET) : planned;
}

/** How one parcel of it lies: mostly like the rest. */
export function presentOfParcel(random: Random, zone: Zone, ofLot: UseName): UseName {
  const odd = ODD[zone];
  return odd && random.next() < 0.16 ? weighted(random, odd) : ofLot;
}

const BUILT_FROM = new Set(['07', '08', '09', '10', '11', '13', '14', '15']);
/** Whether the plans call it 建设用地. */
export const isBuilt = (name: UseName): boolean => BUILT_FROM.has(USES[name].current.slice(0, 2)) || isTraffic(name);
const isTraffic = (name: UseName): boolean => USES[name].current.startsWith('12');
export const isFarmland = (name: UseName): boolean => USES[name].current.startsWith('01');
export const isForest = (name: UseName): boolean => USES[name].current.startsWith('03');
/** The overall plan does not divide further than this. */
export const overallCode = (name: UseName): string => USES[name].current.slice(0, 4);
