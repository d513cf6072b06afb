import { addDays, parseDay } from '@quantu/base';
import { addWorkdays } from '@quantu/workflow';
import type { Plan } from './city.ts';
import { LEADERS, townCode } from './directory.ts';
import { lineThrough, placeIn, pointAt, siteAround, TOWNS } from './places.ts';
import { Random, split } from './random.ts';
import { to, type Happening, type Planned } from './timeline.ts';

const yuan = (wan: number): string => String(wan * 10_000);

/** 五大片区: a programme that projects belong to. */
export function areaHappenings(random: Random): Happening[] {
  const names = ['中山古城片区', '滨海新城', '石桥片区', '南湾片区', '东溪片区'];
  return TOWNS.map((town, at) => {
    const values: Record<string, Planned> = {
      code: `PQ0${at + 1}`,
      name: names[at]!,
      headquarters: `${names[at]}开发建设指挥部`,
      leader: to('person', LEADERS[at % LEADERS.length]!),
      lead: to('organisation', at % 2 === 0 ? 'D03' : 'C01'),
      town: to('organisation', townCode(at)),
      level: 'district',
      plannedYuan: yuan(random.whole(20, 90) * 10_000),
      startedOn: '2024-01-08',
      purpose: '产城融合、宜居宜业（虚构）。',
      range: siteAround(random, town.centre, 1500),
    };
    return { on: '2024-01-08', register: 'area-programme', key: `PQ0${at + 1}`, values };
  });
}

/** The three estates of the report: 68 buildings, 2,346 households, 21.6 万㎡, 35 lifts, 820 parking places. */
const ESTATES_2026 = [
  { name: '北门小区', buildings: 24, households: 812, areaM2: 74_300, lifts: 12, parking: 280 },
  { name: '渔业新村', buildings: 19, households: 655, areaM2: 60_200, lifts: 9, parking: 230 },
  { name: '解放路西侧小区', buildings: 25, households: 879, areaM2: 81_500, lifts: 14, parking: 310 },
] as const;
/** 万元 of the report: 4,260 from above, 1,180 from residents and those whose pipes they are. */
const FROM_ABOVE = 4_260;
const FROM_OTHERS = 1_180;
const EARLIER_ESTATES = [
  '文昌',
  '水产',
  '盐场',
  '机械厂',
  '粮站',
  '供销社',
  '纺织',
  '港务',
  '邮电',
  '建新',
  '和平',
  '团结',
];
const SURVEYED = [
  '东门',
  '南门',
  '西河',
  '码头',
  '前进',
  '红星',
  '光明',
  '新华',
  '胜利',
  '友谊',
  '春风',
  '朝阳',
  '向阳',
];

export function estateHappenings(random: Random): Happening[] {
  const above = split(FROM_ABOVE, [1.1, 0.9, 1.2]);
  const others = split(FROM_OTHERS, [1, 0.8, 1.1]);
  const current = ESTATES_2026.flatMap(({ name, areaM2, ...sizes }, at) => {
    const [central, province, city] = split(above[at]!, [5, 3, 2]);
    const [resident, operator] = split(others[at]!, [4, 6]);
    const values = {
      name,
      ...sizes,
      areaM2: String(areaM2),
      agreement: '0.974',
      centralYuan: yuan(central!),
      provinceYuan: yuan(province!),
      cityYuan: yuan(city!),
      residentYuan: yuan(resident!),
      operatorYuan: yuan(operator!),
    };
    return renovated(random, `XQ2026-0${at + 1}`, 2026, at, values, null);
  });
  const earlier = EARLIER_ESTATES.flatMap((name, at) => {
    const year = at < 6 ? 2024 : 2025;
    return renovated(
      random,
      `XQ${year}-${String(at + 1).padStart(2, '0')}`,
      year,
      at,
      { name: `${name}小区`, ...drawn(random) },
      `${year}-11-${10 + at}`,
    );
  });
  const surveyed = SURVEYED.map((name, at): Happening => {
    const code = `XQ-C${String(at + 1).padStart(2, '0')}`;
    const values = { ...estate(random, code, at), name: `${name}小区`, ...drawn(random) };
    return {
      on: '2026-03-12',
      register: 'old-estate',
      key: code,
      values,
      state: random.pick(['surveyed', 'consulted', 'filed']),
    };
  });
  return [...current, ...earlier, ...surveyed];
}

function drawn(random: Random) {
  const buildings = random.whole(4, 20);
  const households = buildings * random.whole(24, 40);
  return {
    buildings,
    households,
    areaM2: String(households * random.whole(80, 98)),
    lifts: random.whole(0, 8),
    parking: random.whole(20, 160),
    agreement: String(random.whole(90, 99) / 100),
  };
}

function estate(random: Random, code: string, at: number): Record<string, Planned> {
  const town = at % 2;
  const place = placeIn(random, TOWNS[town]!);
  return {
    code,
    street: to('organisation', townCode(town)),
    lead: to('organisation', 'D03'),
    renovation: random.pick(['basic', 'better', 'best']),
    builtIn: random.whole(1982, 2000),
    districtYuan: yuan(random.whole(60, 300)),
    pipesKm: String(random.whole(8, 60) / 10),
    charging: random.whole(10, 120),
    careFacilities: random.whole(0, 2),
    location: pointAt(place),
    range: siteAround(random, place, random.between(70, 180)),
  };
}

function renovated(
  random: Random,
  code: string,
  programmeYear: number,
  at: number,
  own: Record<string, Planned>,
  finishedOn: string | null,
): Happening[] {
  const register = 'old-estate';
  const values = { ...estate(random, code, at), ...own, programmeYear };
  const startedOn = `${programmeYear}-0${3 + (at % 4)}-1${at % 9}`;
  const list: Happening[] = [
    { on: `${programmeYear}-01-18`, register, key: code, values, state: 'planned' },
    { on: startedOn, register, key: code, values: { startedOn }, state: 'started' },
  ];
  if (finishedOn !== null) {
    list.push({
      on: finishedOn,
      register,
      key: code,
      values: {
        finishedOn,
        management: 'company',
        stars: random.whole(2, 4),
        satisfaction: String(random.whole(88, 99) / 100),
      },
      state: 'accepted',
    });
  }
  return list;
}

/** The report: nine projects of 2026, 42.5 km of pipes, 30,000 t/day more. */
const SEWAGE_2026 = [
  ['石桥泵站改造工程', 'pumping', 0, 0],
  ['东溪污水处理厂二期', 'plant', 0, 30_000],
  ['滨海片区污水管网新建', 'pipes', 8.2, 0],
  ['中山片区雨污分流', 'pipes', 7.6, 0],
  ['石桥片区污水管网改造', 'pipes', 6.4, 0],
  ['南湾污水主干管', 'pipes', 9.1, 0],
  ['东溪截污管网', 'pipes', 6.8, 0],
  ['北港园区污水支管', 'pipes', 4.4, 0],
  ['望海河排口整治', 'outfall', 0, 0],
] as const;

export function sewageHappenings(random: Random): Happening[] {
  const current = SEWAGE_2026.flatMap(([name, kind, km, capacity], at) =>
    sewage(random, `WS2026-0${at + 1}`, 2026, at, { name, kind, km, capacity }, null),
  );
  const earlier = Array.from({ length: 23 }, (_, at) => {
    const year = at < 11 ? 2024 : 2025;
    const kind = random.pick(['pipes', 'pipes', 'pumping', 'outfall', 'water'] as const);
    const name = `${TOWNS[at % TOWNS.length]!.short}${{ pipes: '污水管网', pumping: '污水泵站', outfall: '排口整治', water: '水体整治' }[kind]}工程（${year}-${at + 1}）`;
    const km = kind === 'pipes' ? random.whole(10, 70) / 10 : 0;
    return sewage(
      random,
      `WS${year}-${String(at + 1).padStart(2, '0')}`,
      year,
      at,
      { name, kind, km, capacity: 0 },
      `${year}-12-0${1 + (at % 9)}`,
    );
  }).flat();
  return [...current, ...earlier];
}

interface Sewage {
  readonly name: string;
  readonly kind: string;
  readonly km: number;
  readonly capacity: number;
}

function sewage(
  random: Random,
  code: string,
  programmeYear: number,
  at: number,
  { name, kind, km, capacity }: Sewage,
  finishedOn: string | null,
): Happening[] {
  const register = 'sewage-project';
  const town = at % TOWNS.length;
  const place = placeIn(random, TOWNS[town]!);
  const newKm = Math.round(km * 700) / 1000;
  const values: Record<string, Planned> = {
    code,
    name,
    kind,
    programmeYear,
    lead: to('organisation', at % 3 === 0 ? 'D03' : 'C02'),
    town: to('organisation', townCode(town)),
    totalYuan: yuan(random.whole(8, 160) * 100),
    newKm: String(newKm),
    rebuiltKm: String(Math.round((km - newKm) * 1000) / 1000),
    repairedKm: String(kind === 'pipes' ? random.whole(2, 20) / 10 : 0),
    capacityBefore: capacity > 0 ? 20_000 : 0,
    capacityAfter: capacity > 0 ? 20_000 + capacity : 0,
    outfalls: kind === 'outfall' ? random.whole(2, 9) : 0,
    plannedStart: `${programmeYear}-03-01`,
    plannedFinish: `${programmeYear}-12-20`,
    location: pointAt(place),
    ...(km > 0 ? { route: lineThrough(random, place, km * 120) } : {}),
  };
  const startedOn = `${programmeYear}-03-${10 + (at % 15)}`;
  const list: Happening[] = [
    { on: `${programmeYear}-01-20`, register, key: code, values },
    { on: startedOn, register, key: code, values: { startedOn, progress: 'structure' }, state: 'building' },
  ];
  if (finishedOn !== null)
    list.push({ on: finishedOn, register, key: code, values: { finishedOn, progress: 'used' }, state: 'finished' });
  return list;
}

/** 督办: what is red or late is chased, some of it is signed off. */
export function supervisionHappenings(plans: readonly Plan[]): Happening[] {
  const behind = plans
    .filter(({ year }) => year === 2026)
    .toSorted((a, b) => shareOf(a) - shareOf(b))
    .slice(0, 12);
  const lights = behind.flatMap(({ project }, at) => {
    const state = (['issued', 'working', 'answered', 'closed'] as const)[at % 4]!;
    return item(at, {
      matter: `${project.name}进度滞后，限期整改`,
      source: 'light',
      lead: project.lead,
      project: project.code,
      level: at < 4 ? 'L3' : 'L2',
      state,
    });
  });
  const late = item(20, {
    matter: '2026年10月城建月报未报',
    source: 'report',
    lead: 'D06',
    project: null,
    level: 'L2',
    state: 'issued',
  });
  const opinion = item(21, {
    matter: '区人大常委会关于老旧小区改造的审议意见',
    source: 'congress',
    lead: 'D03',
    project: null,
    level: 'L4',
    state: 'working',
  });
  return [...lights, ...late, ...opinion];
}

const shareOf = ({ done, planned }: Plan): number => done.reduce((sum, part) => sum + part, 0) / planned;

interface Item {
  readonly matter: string;
  readonly source: string;
  readonly lead: string;
  readonly project: string | null;
  readonly level: string;
  readonly state: 'issued' | 'working' | 'answered' | 'closed';
}

function item(at: number, { matter, source, lead, project, level, state }: Item): Happening[] {
  const register = 'supervision-item';
  const code = `DB2026-${String(at + 1).padStart(3, '0')}`;
  const issuedOn = at >= 20 ? parseDay('2026-11-10')! : addDays(parseDay('2026-10-14')!, at);
  const values: Record<string, Planned> = {
    code,
    matter,
    source,
    lead: to('organisation', lead),
    leader: to('person', LEADERS[at % LEADERS.length]!),
    level,
    issuedOn,
    dueOn: addWorkdays(issuedOn, 10 + at).on,
    ...(project === null ? {} : { project: to('city-project', project) }),
  };
  const list: Happening[] = [{ on: issuedOn, register, key: code, values }];
  const acceptedOn = addWorkdays(issuedOn, 2).on;
  if (state === 'issued') return list;
  list.push({ on: acceptedOn, register, key: code, values: { acceptedOn }, state: 'working' });
  if (state === 'working') return list;
  const answeredOn = addWorkdays(acceptedOn, 6).on;
  list.push({
    on: answeredOn,
    register,
    key: code,
    values: { answer: '已增加施工班组，倒排工期，本月起按周报送进度（虚构）。', answeredOn },
    state: 'answered',
  });
  if (state === 'closed')
    list.push({
      on: addWorkdays(answeredOn, 2).on,
      register,
      key: code,
      values: { closedOn: addWorkdays(answeredOn, 2).on },
      state: 'closed',
    });
  return list;
}
