import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { LIGHTS } from './lights.ts';

const DistrictPart = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
const inDistrict = Type.Object(DistrictPart);
const Year = Type.Integer({ minimum: 2000, maximum: 2100, description: '年度' });
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: '月份' });
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const ofMonth = Type.Object({ ...DistrictPart, month: Month });
const Reason = Type.String({ minLength: 1, maxLength: 500, description: '理由' });
const Light = choice(LIGHTS, '灯');
/** 元 as decimal text; null: not known. */
const Yuan = nullable(Type.String());
/** A ratio as decimal text: 0.31 is 31 %; null: cannot be told. */
const Ratio = nullable(Type.String());

/** The part of the city projects that is looked at; by default the latest month that has been reported. */
const Part = {
  month: Type.Optional(Month),
  programme: Type.Optional(Type.String({ maxLength: 40, description: '专项' })),
  organisation: Type.Optional(Id),
  /** As it was at the end of this day. */
  asOf: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' })),
};
const PartQuery = Type.Object(Part);

/* ---------- what is red and why ---------- */

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

/* ---------- waterfall, curve, deadlines ---------- */

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

export const DEADLINE_KINDS = ['report', 'start', 'finish', 'supervision'] as const;
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

/* ---------- one project ---------- */

export const ProjectView = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  state: Type.String(),
  stateLabel: Type.String(),
  /** Label and text of what the printed sheet shows, in its order. */
  facts: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
  light: Light,
  reason: Type.String(),
  years: Type.Array(Type.Object({ year: Type.Integer(), plannedYuan: Yuan, doneYuan: Yuan, rate: Ratio })),
  /** Every reported month, oldest first. */
  months: Type.Array(
    Type.Object({
      report: Id,
      month: Type.String(),
      state: Type.String(),
      monthYuan: Yuan,
      cumulativeYuan: Yuan,
      rate: Ratio,
      expected: Ratio,
      leadPp: nullable(Type.String()),
      light: Light,
      reason: Type.String(),
      progress: Type.String(),
      problem: Type.String(),
      isLate: Type.Boolean(),
      isAmended: Type.Boolean(),
    }),
  ),
  /** When its state and image progress changed. */
  stages: Type.Array(Type.Object({ on: DayText, text: Type.String() })),
  supervisions: Type.Array(
    Type.Object({
      id: Id,
      matter: Type.String(),
      state: Type.String(),
      stateLabel: Type.String(),
      dueOn: nullable(DayText),
    }),
  ),
});
export type ProjectView = Static<typeof ProjectView>;

/* ---------- investment projects ---------- */

export const InvestmentOverview = Type.Object({
  /** By stage, in their order. */
  stages: Type.Array(
    Type.Object({ state: Type.String(), label: Type.String(), projects: Type.Integer(), totalYuan: Type.String() }),
  ),
  /** First signings of the year and what counts of their sums. */
  signed: Type.Object({ projects: Type.Integer(), countedYuan: Type.String() }),
  /** By size of the counted sum: 20 亿元以上, 10–20 … */
  tiers: Type.Array(Type.Object({ label: Type.String(), projects: Type.Integer(), countedYuan: Type.String() })),
  /** 开工率, 投产率, 资金到位率 with both parts, each with its definition. */
  rates: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      numerator: Type.String(),
      denominator: Type.String(),
      rate: Ratio,
      definition: Type.String(),
    }),
  ),
});
export type InvestmentOverview = Static<typeof InvestmentOverview>;

/* ---------- rules and curves ---------- */

export const RuleSet = Type.Object({
  key: Type.String(),
  label: Type.String(),
  source: Type.String(),
  /** One sentence a light: what makes it. */
  green: Type.String(),
  yellow: Type.String(),
  red: Type.String(),
});
/** Twelve cumulated ratios, January to December, as decimal text; the last is 1. */
const Points = Type.Array(Type.String({ pattern: '^\\d(\\.\\d{1,6})?$', description: '进度' }), {
  minItems: 12,
  maxItems: 12,
});
export const CURVE_SCOPES = ['all', 'programme', 'project'] as const;
export const CurveSetting = Type.Object({
  id: Id,
  scope: choice(CURVE_SCOPES, '适用范围'),
  /** A programme's code or a project's id; null for all. */
  key: nullable(Type.String()),
  label: Type.String(),
  year: Type.Integer(),
  points: Points,
});
export const Rules = Type.Object({
  chosen: Type.String(),
  sets: Type.Array(RuleSet),
  /** Reports are due on this working day of the next month. */
  dueWorkday: Type.Integer(),
  /** Others go by the straight line, months ÷ 12. */
  curves: Type.Array(CurveSetting),
  /** Who chose what when, latest first. */
  acts: Type.Array(
    Type.Object({ at: InstantText, by: Type.String(), text: Type.String(), reason: nullable(Type.String()) }),
  ),
});
export type Rules = Static<typeof Rules>;
const rulesAnswer = Type.Object({
  data: Rules,
  /** Lights that are another colour after the choice. */
  changed: Type.Integer(),
  can: Type.Object({ choose: Type.Boolean() }),
});

/* ---------- monthly reporting ---------- */

/** One organisation's month. */
export const ReportStatus = Type.Object({
  organisation: Id,
  name: Type.String(),
  month: Type.String(),
  dueOn: DayText,
  isProvisional: Type.Boolean(),
  projects: Type.Integer(),
  open: Type.Integer(),
  submitted: Type.Integer(),
  approved: Type.Integer(),
  amended: Type.Integer(),
  /** Something is open after the day it was due, or was handed in after it. */
  isLate: Type.Boolean(),
  /** Positive: still working days left; negative: late by so many. Null when all is handed in. */
  workdaysLeft: nullable(Type.Integer()),
  submittedOn: nullable(DayText),
  can: Type.Object({ fill: Type.Boolean(), submit: Type.Boolean(), approve: Type.Boolean() }),
});
export type ReportStatus = Static<typeof ReportStatus>;

export const REPORT_FIELDS = ['doneYuan', 'progress', 'progressText', 'problem'] as const;
export const SheetRow = Type.Object({
  report: Id,
  version: Type.Integer(),
  state: Type.String(),
  project: Id,
  code: Type.String(),
  name: Type.String(),
  programmeLabel: Type.String(),
  /** What may be typed here, as the register holds it; money in 元. */
  doneYuan: Yuan,
  progress: nullable(Type.String()),
  progressText: nullable(Type.String()),
  problem: nullable(Type.String()),
  /** Of these, the ones that still are what last month's report had. */
  prefilled: Type.Array(choice(REPORT_FIELDS, '项')),
  /** Last month's, for comparison. */
  before: nullable(Type.Object({ month: Type.String(), doneYuan: Yuan, cumulativeYuan: Yuan, light: Light })),
  /** Computed, never typed. */
  plannedYuan: Yuan,
  cumulativeYuan: Yuan,
  /** Cumulated of the year without this month: for computing while typing. */
  earlierYuan: Yuan,
  rate: Ratio,
  expected: Ratio,
  leadPp: nullable(Type.String()),
  light: Light,
  reason: Type.String(),
  photos: Type.Integer(),
  isLate: Type.Boolean(),
  isAmended: Type.Boolean(),
  can: Type.Object({ fill: Type.Boolean(), amend: Type.Boolean() }),
});
export type SheetRow = Static<typeof SheetRow>;

export const Sheet = Type.Object({
  month: Type.String(),
  organisation: Id,
  name: Type.String(),
  status: ReportStatus,
  rows: Type.Array(SheetRow),
  /** The cells of this sheet: the burden it is. */
  cells: Type.Object({ typed: Type.Integer(), prefilled: Type.Integer(), computed: Type.Integer() }),
  rule: Type.Object({ key: Type.String(), label: Type.String() }),
});
export type Sheet = Static<typeof Sheet>;
const sheetAnswer = Type.Object({ data: Sheet });

const ReportValues = Type.Partial(
  Type.Object({
    doneYuan: nullable(Type.String({ maxLength: 30, description: '本月完成投资（元）' })),
    progress: nullable(Type.String({ maxLength: 40, description: '形象进度' })),
    progressText: nullable(Type.String({ maxLength: 500, description: '进度说明' })),
    problem: nullable(Type.String({ maxLength: 1000, description: '存在问题' })),
  }),
);
const ofOrganisation = Type.Object({ organisation: Id });

export const projectRoutes = {
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
    }),
    answer: Type.Object({ data: Type.Array(Deadline) }),
  }),
  investment: defineRoute('GET', '/api/d/:district/projects/investment', {
    access: 'district.enter',
    summary: '招商项目总览：各阶段、签约、规模分档、开工率',
    params: inDistrict,
    query: Type.Object({ year: Type.Optional(Year) }),
    answer: Type.Object({ data: InvestmentOverview }),
  }),
  project: defineRoute('GET', '/api/d/:district/projects/city/:project', {
    access: 'district.enter',
    summary: '一个城建项目：逐月进度、灯的理由、阶段和督办',
    params: Type.Object({ ...DistrictPart, project: Id }),
    answer: Type.Object({ data: ProjectView }),
  }),
  projectSheet: defineRoute('GET', '/api/d/:district/projects/city/:project/sheet.pdf', {
    access: 'district.enter',
    summary: '项目一页纸（A4，PDF）',
    params: Type.Object({ ...DistrictPart, project: Id }),
    medium: 'file',
  }),
  rules: defineRoute('GET', '/api/d/:district/projects/rules', {
    access: 'district.enter',
    summary: '亮灯规则和进度曲线',
    params: inDistrict,
    answer: Type.Object({ data: Rules, can: Type.Object({ choose: Type.Boolean() }) }),
  }),
  chooseRules: defineRoute('POST', '/api/d/:district/projects/rules', {
    access: 'rules.choose',
    summary: '选用亮灯规则、月报截止日；全部灯重新计算',
    params: inDistrict,
    body: Type.Object({
      ruleSet: Type.Optional(Type.String({ maxLength: 40, description: '亮灯规则' })),
      dueWorkday: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: '截止工作日' })),
      reason: Reason,
    }),
    answer: rulesAnswer,
  }),
  setCurve: defineRoute('POST', '/api/d/:district/projects/curves', {
    access: 'rules.choose',
    summary: '设定进度曲线（空：恢复按月均匀）；有关的灯重新计算',
    params: inDistrict,
    body: Type.Object({
      scope: choice(CURVE_SCOPES, '适用范围'),
      key: nullable(Type.String({ maxLength: 60, description: '专项或项目' })),
      year: Year,
      points: nullable(Points),
      reason: Reason,
    }),
    answer: rulesAnswer,
  }),
  reporting: defineRoute('GET', '/api/d/:district/projects/reporting', {
    access: 'district.enter',
    summary: '各单位月报情况：未交、迟交、待审定',
    params: inDistrict,
    query: Type.Object({ month: Type.Optional(Month) }),
    answer: Type.Object({
      month: Type.String(),
      /** Months that have reports, latest first. */
      months: Type.Array(Type.String()),
      data: Type.Array(ReportStatus),
    }),
  }),
  sheet: defineRoute('GET', '/api/d/:district/projects/reporting/:month/sheet', {
    access: 'district.enter',
    summary: '一个单位的月报表；单位缺省为本人所在单位',
    params: ofMonth,
    query: Type.Object({ organisation: Type.Optional(Id) }),
    answer: sheetAnswer,
  }),
  fillSheet: defineRoute('PATCH', '/api/d/:district/projects/reporting/:month/sheet', {
    access: 'reports.fill',
    summary: '保存月报的格子；版本过时的行不写，随答复返回',
    params: ofMonth,
    body: Type.Object({
      organisation: Id,
      rows: Type.Array(Type.Object({ report: Id, version: Type.Integer(), values: ReportValues }), { maxItems: 500 }),
    }),
    answer: Type.Object({ data: Sheet, stale: Type.Array(Id) }),
  }),
  submitSheet: defineRoute('POST', '/api/d/:district/projects/reporting/:month/submit', {
    access: 'reports.fill',
    summary: '提交月报；缺填的逐项列出',
    params: ofMonth,
    body: ofOrganisation,
    answer: sheetAnswer,
  }),
  returnSheet: defineRoute('POST', '/api/d/:district/projects/reporting/:month/return', {
    access: 'reports.approve',
    summary: '退回已提交的月报',
    params: ofMonth,
    body: Type.Object({ organisation: Id, reason: Reason }),
    answer: sheetAnswer,
  }),
  approveSheet: defineRoute('POST', '/api/d/:district/projects/reporting/:month/approve', {
    access: 'reports.approve',
    summary: '审定月报，锁定数据',
    params: ofMonth,
    body: ofOrganisation,
    answer: sheetAnswer,
  }),
  amend: defineRoute('POST', '/api/d/:district/projects/reporting/:month/amend', {
    access: 'reports.approve',
    summary: '更正已审定的一行：写明理由，原数保留',
    params: ofMonth,
    body: Type.Object({ report: Id, version: Type.Integer(), values: ReportValues, reason: Reason }),
    answer: sheetAnswer,
  }),
};
