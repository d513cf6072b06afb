import { choice, defineRoute, Id, InstantText, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, inDistrict, Reason, Year } from './params.ts';

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

export const ruleRoutes = {
  rules: defineRoute('GET', '/api/d/:district/projects/rules', {
    access: 'district.enter',
    summary: '亮灯规则和进度曲线',
    params: inDistrict,
    query: Type.Object(AsOf),
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
};
