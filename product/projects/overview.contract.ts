import { choice, defineRoute, Id, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, DayText, inDistrict, Light, Month, Ratio, Year, Yuan } from './params.ts';

/** The part of the city projects that is looked at; by default the latest month that has been reported. */
const Part = {
  month: Type.Optional(Month),
  programme: Type.Optional(Type.String({ maxLength: 40, description: '专项' })),
  organisation: Type.Optional(Id),
  ...AsOf,
};
const PartQuery = Type.Object(Part);

export const LightCounts = Type.Object({
  green: Type.Integer(),
  yellow: Type.Integer(),
  red: Type.Integer(),
  /** 无法判定: no plan, or no report. */
  grey: Type.Integer(),
});

/** Sums over some projects at the end of a month. Who has not reported it stands with their last report of the year. */
export const Standing = Type.Object({
  projects: Type.Integer(),
  plannedYuan: Yuan,
  doneYuan: Yuan,
  /** 年度完成率 = done ÷ plan. */
  rate: Ratio,
  /** 序时进度. */
  expected: Ratio,
  /** 领先（负为落后）, percentage points as decimal text: `-19.0`. */
  leadPp: nullable(Type.String()),
  lights: LightCounts,
  /** How many of the projects have no report for the month. */
  missing: Type.Integer(),
});
export type Standing = Static<typeof Standing>;

const Grouped = Type.Object({ key: Type.String(), label: Type.String(), standing: Standing });

export const Overview = Type.Object({
  /** The month that is shown: `2026-09`; null when nothing was ever reported. */
  month: nullable(Type.String()),
  year: Type.Integer(),
  /** Its reader sees approved reports only, so that nothing else is counted. */
  isSettledOnly: Type.Boolean(),
  now: Standing,
  /** The same a month before; null in January. */
  before: nullable(Standing),
  byProgramme: Type.Array(Grouped),
  byOrganisation: Type.Array(Grouped),
  /** 前期、在建、完工: they add up to the total. */
  stages: Type.Object({ preparing: Type.Integer(), building: Type.Integer(), finished: Type.Integer() }),
  /** 开工率 = started ÷ planned to have started by the end of the month. */
  started: Type.Object({ started: Type.Integer(), plannedToStart: Type.Integer(), rate: Ratio }),
  /** The rule set the lights are by, in words. */
  rule: Type.Object({ key: Type.String(), label: Type.String(), text: Type.String(), source: Type.String() }),
});
export type Overview = Static<typeof Overview>;

export const LightRow = Type.Object({
  /** The record of the register `city-project`. */
  project: Id,
  code: Type.String(),
  name: Type.String(),
  programme: nullable(Type.String()),
  programmeLabel: Type.String(),
  organisation: nullable(Id),
  organisationName: Type.String(),
  /** The record of the register `city-project-month`, null when there is none. */
  report: nullable(Id),
  plannedYuan: Yuan,
  doneYuan: Yuan,
  monthYuan: Yuan,
  rate: Ratio,
  expected: Ratio,
  leadPp: nullable(Type.String()),
  light: Light,
  /** 完成 31.0%，序时 50.0%，落后 19.0 个百分点 → 黄灯（银川规则：落后 10–30） */
  reason: Type.String(),
  /** Last month's light and rate. */
  lightBefore: nullable(Light),
  rateBefore: Ratio,
  /** For how many reported months running it has been this light, this one included. */
  monthsInLight: Type.Integer(),
  progress: Type.String(),
  problem: Type.String(),
  /** Open supervision items on it. */
  supervisions: Type.Integer(),
});
export type LightRow = Static<typeof LightRow>;

export const Waterfall = Type.Object({
  month: nullable(Type.String()),
  year: Type.Integer(),
  total: Type.Object({ plannedYuan: Type.String(), doneYuan: Type.String(), gapYuan: Type.String() }),
  /** In the order in which they are drawn; they add up to the total exactly. */
  steps: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      projects: Type.Integer(),
      plannedYuan: Type.String(),
      doneYuan: Type.String(),
      gapYuan: Type.String(),
    }),
  ),
});
export type Waterfall = Static<typeof Waterfall>;

/** The S-curve: cumulated plan and done of a year by month. Months not reported yet have no `doneYuan`. */
export const Curve = Type.Object({
  year: Type.Integer(),
  plannedYuan: Yuan,
  points: Type.Array(
    Type.Object({
      month: Type.String(),
      expectedYuan: Yuan,
      doneYuan: Yuan,
      expected: Ratio,
      rate: Ratio,
      /** Projects whose report of this month is missing: their earlier sum stands in. */
      missing: Type.Integer(),
    }),
  ),
});
export type Curve = Static<typeof Curve>;

export const DEADLINE_KINDS = ['report', 'start', 'finish', 'supervision', 'task'] as const;
export const Deadline = Type.Object({
  kind: choice(DEADLINE_KINDS, '类别'),
  on: DayText,
  /** Counted through a year whose holidays are not published yet. */
  isProvisional: Type.Boolean(),
  isOverdue: Type.Boolean(),
  /** Working days left; negative: overdue by so many. */
  workdaysLeft: Type.Integer(),
  /** What is due, one line. */
  text: Type.String(),
  organisation: nullable(Id),
  organisationName: Type.String(),
  /** Where it is opened: a record of a register; for `report` none: the sheet of this month. */
  register: nullable(Type.String()),
  record: nullable(Id),
  month: nullable(Type.String()),
});
export type Deadline = Static<typeof Deadline>;

export const overviewRoutes = {
  overview: defineRoute('GET', '/api/d/:district/projects/overview', {
    access: 'district.enter',
    summary: '城建项目总览：红黄绿灯、本月与上月、各专项各单位',
    params: inDistrict,
    query: PartQuery,
    answer: Type.Object({ data: Overview, can: Type.Object({ choose: Type.Boolean(), approve: Type.Boolean() }) }),
  }),
  lights: defineRoute('GET', '/api/d/:district/projects/lights', {
    access: 'district.enter',
    summary: '项目亮灯清单，红灯和落后多的在前，每盏灯都有理由',
    params: inDistrict,
    query: Type.Object({ ...Part, ...PageQuery, light: Type.Optional(Light) }),
    answer: pageOf(LightRow),
  }),
  waterfall: defineRoute('GET', '/api/d/:district/projects/waterfall', {
    access: 'district.enter',
    summary: '年度计划到完成的瀑布：按专项或单位',
    params: inDistrict,
    query: Type.Object({ ...Part, by: Type.Optional(choice(['programme', 'organisation'], '分组')) }),
    answer: Type.Object({ data: Waterfall }),
  }),
  curve: defineRoute('GET', '/api/d/:district/projects/curve', {
    access: 'district.enter',
    summary: '投资进度曲线：计划与完成，逐月累计',
    params: inDistrict,
    query: Type.Object({ ...Part, year: Type.Optional(Year), project: Type.Optional(Id) }),
    answer: Type.Object({ data: Curve }),
  }),
  deadlines: defineRoute('GET', '/api/d/:district/projects/deadlines', {
    access: 'district.enter',
    summary: '到期事项：月报、开工、完工、督办，逾期的在前',
    params: inDistrict,
    query: Type.Object({
      organisation: Type.Optional(Id),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, description: '天数' })),
      ...AsOf,
    }),
    answer: Type.Object({ data: Type.Array(Deadline) }),
  }),
};
