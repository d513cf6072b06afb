import { TOWNS } from './places.ts';
import { to, type Happening, type Planned } from './timeline.ts';

/** On this day the invented offices began to keep their registers. */
export const BEGIN = '2024-01-05';

const DEPARTMENTS = [
  ['D01', '区发展和改革局', '区发改局'],
  ['D02', '区工业和信息化局', '区工信局'],
  ['D03', '区住房和城乡建设局', '区住建局'],
  ['D04', '区交通运输局', '区交通局'],
  ['D05', '区商务局', '区商务局'],
  ['D06', '区文化和旅游局', '区文旅局'],
  ['D07', '区教育局', '区教育局'],
  ['D08', '区卫生健康局', '区卫健局'],
  ['D09', '区自然资源局', '区自然资源局'],
  ['D10', '区城市管理局', '区城管局'],
] as const;
const COMPANIES = [
  ['C01', '东屿城市建设投资集团', '东屿城投'],
  ['C02', '东屿水务有限公司', '东屿水务'],
] as const;

function organisation(
  code: string,
  name: string,
  kind: string,
  parent: string | null,
  shortName = name,
  rank = 0,
): Happening {
  const values: Record<string, Planned> = {
    code,
    name: name.startsWith('区') ? `东屿${name}` : name,
    shortName,
    kind,
    rank,
    since: '2016-01-01',
  };
  if (parent !== null) values['parent'] = to('organisation', parent);
  return { on: BEGIN, register: 'organisation', key: code, values };
}

/** The organisations of the district as a tree: congress and government, departments, towns, companies. */
const organisations: readonly Happening[] = [
  organisation('RD', '区人大常委会', 'congress', null, '区人大', 1),
  organisation('RD1', '区人大常委会办公室', 'congress', 'RD', '区人大办', 2),
  organisation('RD2', '区人大常委会城建环资工委', 'congress', 'RD', '区人大城建环资工委', 3),
  organisation('ZF', '区人民政府', 'government', null, '区政府', 10),
  organisation('ZFB', '区人民政府办公室', 'government', 'ZF', '区政府办', 11),
  ...DEPARTMENTS.map(([code, name, short], at) => organisation(code, name, 'department', 'ZF', short, 20 + at)),
  ...TOWNS.map(({ name, short }, at) => organisation(`T0${at + 1}`, name, 'territory', 'ZF', short, 50 + at)),
  ...COMPANIES.map(([code, name, short], at) => organisation(code, name, 'state-company', 'ZF', short, 70 + at)),
];

/** 甲某 and so on: nobody is meant. */
const STEMS = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];

function person(at: number, organisationCode: string, post: string): Happening {
  const code = `R${String(at + 1).padStart(3, '0')}`;
  const name = `${STEMS[at % STEMS.length]!}某${at >= STEMS.length ? '某' : ''}`;
  const values = {
    code,
    name,
    organisation: to('organisation', organisationCode),
    post,
    since: '2024-01-01',
    rank: at,
  };
  return { on: BEGIN, register: 'person', key: code, values };
}

const POSTS: readonly (readonly [organisation: string, post: string])[] = [
  ['ZF', '区长'],
  ['ZF', '副区长（城建）'],
  ['ZF', '副区长（工业招商）'],
  ['ZF', '副区长（文教卫）'],
  ['ZFB', '督查室主任'],
  ['ZFB', '督查室经办人'],
  ['RD', '常委会主任'],
  ['RD', '常委会副主任'],
  ['RD2', '工委主任'],
  ...[...DEPARTMENTS, ...COMPANIES].flatMap(([code]) => [[code, '主要负责人'] as const, [code, '经办人'] as const]),
  ...TOWNS.map((_, at) => [`T0${at + 1}`, '经办人'] as const),
];

export const directory: readonly Happening[] = [
  ...organisations,
  ...POSTS.map(([code, post], at) => person(at, code, post)),
];

/** The leaders whom projects are hooked to: 挂钩领导. */
export const LEADERS = ['R001', 'R002', 'R003', 'R004'] as const;
export const townCode = (at: number): string => `T0${at + 1}`;
