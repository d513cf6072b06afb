import { addDays, dayOf, type Day } from '@quantu/base';
import { addWorkdays, workdayOfMonth } from '@quantu/workflow';
import { LEADERS, townCode } from './directory.ts';
import { placeIn, pointAt, siteAround, TOWNS } from './places.ts';
import { Random, split } from './random.ts';
import { to, type Happening, type Planned } from './timeline.ts';

/** 万元 in 元: what is planned here is whole 万元. */
const yuan = (wan: number): string => String(wan * 10_000);
const day = (year: number, month: number, date: number): Day => dayOf(year, month, date)!;
const two = (value: number): string => String(value).padStart(2, '0');

interface Kind {
  readonly code: string;
  readonly programme: string;
  readonly leads: readonly string[];
  readonly works: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    code: 'roads',
    programme: 'traffic',
    leads: ['D04', 'C01', 'D03'],
    works: ['道路拓宽工程', '道路新建工程', '路口优化工程', '桥梁改造工程', '公交首末站'],
  },
  {
    code: 'schools-hospitals',
    programme: 'living',
    leads: ['D07', 'D08', 'D07'],
    works: ['小学扩建', '中学实验楼', '幼儿园新建', '社区卫生服务站', '养老服务中心'],
  },
  {
    code: 'parks',
    programme: 'green',
    leads: ['D10', 'D09', 'D06', 'T03'],
    works: ['口袋公园', '绿道', '滨水公园', '街头绿地', '文化广场'],
  },
  {
    code: 'pipes',
    programme: 'resilience',
    leads: ['C02', 'D03', 'D10'],
    works: ['雨污分流改造', '污水管网新建', '排水防涝工程', '供水管网改造'],
  },
];
const STREETS = [
  '富港路',
  '学府路',
  '海韵街',
  '解放路',
  '建设路',
  '渔港路',
  '东溪大道',
  '石桥路',
  '北门街',
  '望海路',
  '工业路',
  '湖滨路',
  '文苑路',
];
const PARTS = ['北段', '南段', '东段', '西段', '一期', '二期', ''];

interface YearList {
  readonly year: number;
  readonly counts: readonly number[];
  /** How many of the projects of the list before go on. */
  readonly carried: number;
  /** 万元. */
  readonly planned: number;
}

/** What the report says of 2026: 52 projects, of them 14, 12, 15 and 11; 46.80 亿元, 8.60 more than the year before. */
export const LISTS: readonly YearList[] = [
  { year: 2024, counts: [16, 13, 16, 13], carried: 0, planned: 356_000 },
  { year: 2025, counts: [18, 15, 17, 14], carried: 22, planned: 382_000 },
  { year: 2026, counts: [14, 12, 15, 11], carried: 12, planned: 468_000 },
];
/** 37.44 亿元 were done by the end of September 2026. */
export const DONE_BY_SEPTEMBER = 374_400;
/** What was taken back in November from what had been reported of August. */
export const LATE_CORRECTION = -1_200;

export interface CityProject {
  readonly code: string;
  readonly name: string;
  readonly kind: Kind;
  readonly lead: string;
  readonly town: number;
  readonly startedOn: Day | null;
  readonly plannedStart: Day;
  /** Years in whose plan it stands. */
  readonly years: readonly number[];
}

/** A plan of one year with what was done in each month that has been reported. */
export interface Plan {
  readonly project: CityProject;
  readonly year: number;
  readonly planned: number;
  readonly done: readonly number[];
}

/** The projects of all lists. A few of the last have not started, as the report says. */
export function cityProjects(random: Random): CityProject[] {
  const projects: CityProject[] = [];
  for (const { year, counts, carried } of LISTS) {
    const before = projects.filter(({ years }) => years.at(-1) === year - 1 && years.length === 1);
    const going = KINDS.flatMap((kind, at) =>
      before.filter((project) => project.kind === kind).slice(0, split(carried, counts)[at]),
    );
    for (const project of going) projects[projects.indexOf(project)] = { ...project, years: [...project.years, year] };
    KINDS.forEach((kind, at) => {
      const own = counts[at]! - going.filter((project) => project.kind === kind).length;
      for (let number = 0; number < own; number++) projects.push(newProject(random, projects.length, kind, year));
    });
  }
  const last = projects.filter(({ years }) => years[0] === 2026);
  for (const at of [5, 17, 29]) {
    const idle = last[at]!;
    projects[projects.indexOf(idle)] = { ...idle, startedOn: null, plannedStart: day(2026, 8, 10 + (at % 5)) };
  }
  return projects;
}

function newProject(random: Random, at: number, kind: Kind, year: number): CityProject {
  const plannedStart = day(year, random.whole(1, 3), random.whole(1, 28));
  const town = random.whole(0, TOWNS.length - 1);
  const street = STREETS[(at * 5 + random.whole(0, 3)) % STREETS.length]!;
  return {
    code: `CJ${year}-${String(at + 1).padStart(3, '0')}`,
    name: `${street}${PARTS[at % PARTS.length]!}${random.pick(kind.works)}（${at + 1}号）`,
    kind,
    lead: kind.leads[at % kind.leads.length]!,
    town,
    plannedStart,
    startedOn: addDays(plannedStart, random.whole(0, 14)),
    years: [year],
  };
}

/** Done and planned by year; the sums are the report's, the parts are drawn. */
export function cityPlans(random: Random, projects: readonly CityProject[]): Plan[] {
  return LISTS.flatMap(({ year, planned }) => {
    const own = projects.filter(({ years }) => years.includes(year));
    const weights = own.map(({ startedOn }) => Math.exp(random.between(0, 2.2)) * (startedOn === null ? 0.4 : 1));
    const plans = split(planned, weights);
    return year < 2026 ? pastYear(random, own, plans, year) : thisYear(random, own, plans);
  });
}

const finished = (random: Random): number =>
  random.next() < 0.85 ? random.between(0.98, 1.03) : random.between(0.82, 0.97);

function pastYear(random: Random, own: readonly CityProject[], plans: readonly number[], year: number): Plan[] {
  return own.map((project, at) => {
    const planned = plans[at]!;
    return { project, year, planned, done: monthsOf(random, Math.round(planned * finished(random)), 12) };
  });
}

/** Red: far behind; yellow: behind; the others share what is left of the reported sum. */
function thisYear(random: Random, own: readonly CityProject[], plans: readonly number[]): Plan[] {
  const shares = own.map(({ startedOn }, at) => {
    if (startedOn === null) return 0;
    if (at % 13 === 4) return random.between(0.2, 0.43);
    return at % 7 === 3 ? random.between(0.48, 0.64) : null;
  });
  const fixed = plans.map((planned, at) => Math.round(planned * (shares[at] ?? 0)));
  const left = DONE_BY_SEPTEMBER - fixed.reduce((sum, part) => sum + part, 0);
  const rest = split(
    left,
    plans.map((planned, at) => (shares[at] === null ? planned * random.between(0.94, 1.06) : 0)),
  );
  return own.map((project, at) => {
    const bySeptember = shares[at] === null ? rest[at]! : fixed[at]!;
    const planned = plans[at]!;
    const october = project.startedOn === null ? 0 : Math.round(planned * random.between(0.03, 0.08));
    return { project, year: 2026, planned, done: [...monthsOf(random, bySeptember, 9), october] };
  });
}

/** Slow at first, then steady, each month as it comes. */
function monthsOf(random: Random, total: number, months: number): number[] {
  return split(
    total,
    Array.from({ length: months }, (_, at) => random.between(0.7, 1.3) * (at < 2 ? 0.6 : 1)),
  );
}

/** The project whose August was reported too high. */
export const corrected = (plans: readonly Plan[]): Plan =>
  plans
    .filter(({ year, project }) => year === 2026 && project.lead === 'D03')
    .toSorted((a, b) => b.planned - a.planned)[0]!;

/** Whose October is missing, and whose waits for approval. */
const MISSING = ['D06', 'T03'];
const WAITING = ['D04', 'D10', 'C02'];

/** Everything that was recorded about city projects, from the lists to the reports. */
export function cityHappenings(random: Random, projects: readonly CityProject[], plans: readonly Plan[]): Happening[] {
  return [
    ...projects.flatMap((project) => projectHappenings(random, project, plans)),
    ...plans.map(planHappening),
    ...plans.flatMap((plan) => plan.done.flatMap((_, at) => reportHappening(plan, at))),
    correction(corrected(plans)),
  ];
}

function projectHappenings(random: Random, project: CityProject, plans: readonly Plan[]): Happening[] {
  const { code, name, kind, lead, town, plannedStart, startedOn, years } = project;
  const own = plans.filter((plan) => plan.project === project);
  const planned = own.reduce((sum, plan) => sum + plan.planned, 0);
  const place = placeIn(random, TOWNS[town]!);
  const last = years.at(-1)!;
  const values: Record<string, Planned> = {
    code,
    name,
    programme: kind.programme,
    kind: kind.code,
    level: random.next() < 0.15 ? 'city' : 'district',
    lead: to('organisation', lead),
    leader: to('person', random.pick(LEADERS)),
    builder: `东屿${random.pick(['城投', '水务', '交建'])}（虚构）`,
    contractor: `施工单位${random.pick(['一', '二', '三', '四', '五'])}（虚构）`,
    town: to('organisation', townCode(town)),
    programmeArea: to('area-programme', `PQ0${town + 1}`),
    totalYuan: yuan(Math.round(planned * random.between(1.05, 1.9))),
    funding: random.pick(['budget', 'upper', 'bond', 'company']),
    content: `${name}，按批复的建设内容和规模实施（虚构）。`,
    plannedStart,
    plannedFinish: day(last, 12, random.whole(10, 28)),
    location: pointAt(place),
    site: siteAround(random, place, random.between(60, 220)),
  };
  const made: Happening = { on: `${years[0]}-01-10`, register: 'city-project', key: code, values };
  if (startedOn === null) return [made];
  const started: Happening = {
    on: startedOn,
    register: 'city-project',
    key: code,
    values: { startedOn },
    state: 'building',
  };
  if (last === 2026) return [made, started];
  const finishedOn = day(last, 12, random.whole(15, 30));
  return [
    made,
    started,
    { on: finishedOn, register: 'city-project', key: code, values: { finishedOn }, state: 'finished' },
  ];
}

function planHappening({ project, year, planned }: Plan): Happening {
  const values = { project: to('city-project', project.code), year, plannedYuan: yuan(planned) };
  return { on: `${year}-01-12`, register: 'city-project-year', key: `${project.code}:${year}`, values };
}

const STEPS = [
  'entered',
  'foundation',
  'structure',
  'structure',
  'topped',
  'fitting',
  'fitting',
  'finishing',
  'acceptance',
] as const;

function reportHappening(plan: Plan, at: number): Happening[] {
  const { project, year, planned, done } = plan;
  const month = `${year}-${two(at + 1)}`;
  const next = at === 11 ? `${year + 1}-01` : `${year}-${two(at + 2)}`;
  const due = workdayOfMonth(next, 5).on;
  const isLast = month === '2026-10';
  const sum = done.slice(0, at + 1).reduce((all, part) => all + part, 0);
  const share = sum / planned;
  // What is built goes on from one year's plan to the next; what is finished has been accepted.
  const { years } = project;
  const isOver = at === 11 && year === years.at(-1);
  const partOfAll = isOver ? 1 : (years.indexOf(year) + Math.min(share, 1)) / years.length;
  const values: Record<string, Planned> = {
    project: to('city-project', project.code),
    month,
    lead: to('organisation', project.lead),
    progress:
      project.startedOn === null || project.startedOn.slice(0, 7) > month
        ? 'tender'
        : STEPS[Math.min(8, Math.floor(partOfAll * 8.5))]!,
  };
  const happening = { register: 'city-project-month', key: `${project.code}:${month}` };
  // A clerk opened the sheet and did not hand it in: nothing is known of the month.
  if (isLast && MISSING.includes(project.lead)) return [{ ...happening, on: `${next}-01`, values }];
  const isLate = month === '2026-08' && project.lead === 'D04';
  const submittedOn = isLate ? addWorkdays(due, 4).on : addWorkdays(due, -(at % 3)).on;
  values['doneYuan'] = yuan(done[at]!);
  values['submittedOn'] = submittedOn;
  values['progressText'] = sum === 0 ? '正在办理前期手续' : `累计完成年度计划的 ${Math.round(share * 100)}%`;
  values['problem'] = problemOf(share - (at + 1) / 12);
  if (isLast && WAITING.includes(project.lead)) return [{ ...happening, on: submittedOn, values, state: 'submitted' }];
  const approvedOn = addWorkdays(submittedOn > due ? submittedOn : due, 1).on;
  return [{ ...happening, on: approvedOn, values: { ...values, approvedOn }, state: 'approved' }];
}

function problemOf(lead: number): string | null {
  if (lead < -0.3) return '征地拆迁未完成，施工面不足，需区领导协调';
  return lead < -0.1 ? '管线迁改滞后，材料进场慢' : null;
}

function correction({ project, done }: Plan): Happening {
  return {
    on: '2026-11-12',
    register: 'city-project-month',
    key: `${project.code}:2026-08`,
    values: { doneYuan: yuan(done[7]! + LATE_CORRECTION) },
    step: { transition: 'amend', reason: '8月报表把预付款 1,200 万元重复计入完成投资，核对凭证后更正' },
  };
}
