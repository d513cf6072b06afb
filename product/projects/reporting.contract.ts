import { choice, defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, DayText, DistrictPart, inDistrict, Light, Month, Ratio, Reason, Yuan } from './params.ts';

const ofMonth = Type.Object({ ...DistrictPart, month: Month });

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

export const reportingRoutes = {
  reporting: defineRoute('GET', '/api/d/:district/projects/reporting', {
    access: 'district.enter',
    summary: '各单位月报情况：未交、迟交、待审定',
    params: inDistrict,
    query: Type.Object({ month: Type.Optional(Month), ...AsOf }),
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
    query: Type.Object({ organisation: Type.Optional(Id), ...AsOf }),
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
