import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, DayText, DistrictPart, inDistrict, Light, Ratio, Year, Yuan } from './params.ts';

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

export const oneProjectRoutes = {
  investment: defineRoute('GET', '/api/d/:district/projects/investment', {
    access: 'district.enter',
    summary: '招商项目总览：各阶段、签约、规模分档、开工率',
    params: inDistrict,
    query: Type.Object({ year: Type.Optional(Year), ...AsOf }),
    answer: Type.Object({ data: InvestmentOverview }),
  }),
  project: defineRoute('GET', '/api/d/:district/projects/city/:project', {
    access: 'district.enter',
    summary: '一个城建项目：逐月进度、灯的理由、阶段和督办',
    params: Type.Object({ ...DistrictPart, project: Id }),
    query: Type.Object(AsOf),
    answer: Type.Object({ data: ProjectView }),
  }),
  projectSheet: defineRoute('GET', '/api/d/:district/projects/city/:project/sheet.pdf', {
    access: 'district.enter',
    summary: '项目一页纸（A4，PDF）',
    params: Type.Object({ ...DistrictPart, project: Id }),
    query: Type.Object(AsOf),
    medium: 'file',
  }),
};
