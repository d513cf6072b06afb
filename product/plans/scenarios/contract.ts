import { choice, defineRoute, Id, InstantText, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { Box, ofLayer, BalanceRow } from '../contract.ts';

export const SCENARIO_STATES = { open: '比选中', adopted: '已采纳', discarded: '已放弃' } as const;
export type ScenarioState = keyof typeof SCENARIO_STATES;

export const Scenario = Type.Object({
  id: Id,
  /** Below zero: everything that takes a version's number takes a scenario's. */
  number: Type.Integer({ maximum: -1 }),
  name: Type.String(),
  purpose: nullable(Type.String()),
  owner: nullable(Type.String()),
  /** The version it stands on; 0: the layer had none. */
  base: Type.Integer(),
  state: choice(['open', 'adopted', 'discarded'] as const, '状态'),
  stateLabel: Type.String(),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
  /** The draft that took it in. */
  adoptedAs: nullable(Type.Integer()),
  madeAt: InstantText,
});
export type Scenario = Static<typeof Scenario>;

/** A feature that was changed in the scenario and, since it began, in the layer too. */
export const ScenarioConflict = Type.Object({
  key: Type.String(),
  name: nullable(Type.String()),
  /** What each side did with it. */
  scenario: choice(['added', 'changed', 'removed'] as const, '方案'),
  layer: choice(['added', 'changed', 'removed'] as const, '现状'),
  box: nullable(Box),
});
export type ScenarioConflict = Static<typeof ScenarioConflict>;

const ofScenario = Type.Object({
  ...ofLayer.properties,
  number: Type.Integer({ maximum: -1, description: '方案编号，负数' }),
});
const Reason = Type.String({ minLength: 1, maxLength: 500, description: '理由' });
const scenarioAnswer = Type.Object({ data: Scenario });
const SCENARIOS = '/api/d/:district/map/layers/:layer/scenarios';

export const scenarioRoutes = {
  scenarios: defineRoute('GET', SCENARIOS, {
    access: 'plans.write',
    summary: '图层的规划方案',
    params: ofLayer,
    answer: Type.Object({ data: Type.Array(Scenario) }),
  }),
  begin: defineRoute('POST', SCENARIOS, {
    access: 'plans.write',
    summary: '在某一版上开始一个方案；编辑、瓦片、统计、比较都用它的（负数）编号',
    params: ofLayer,
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: '方案名称' }),
      purpose: Type.Optional(Type.String({ maxLength: 1000 })),
      owner: Type.Optional(Type.String({ maxLength: 60 })),
      base: Type.Optional(Type.Integer({ minimum: 0, description: '基于哪一版；不填为现行版本' })),
    }),
    answer: scenarioAnswer,
    status: 201,
  }),
  adoption: defineRoute('GET', `${SCENARIOS}/:number/adoption`, {
    access: 'plans.write',
    summary: '采纳方案会怎样：进入哪一版草稿，哪些要素两边都改过',
    params: ofScenario,
    answer: Type.Object({
      data: Type.Object({
        /** The version the layer has come to: its draft, else the one in force. */
        top: Type.Integer(),
        isDraft: Type.Boolean(),
        conflicts: Type.Array(ScenarioConflict),
      }),
    }),
  }),
  adopt: defineRoute('POST', `${SCENARIOS}/:number/adopt`, {
    access: 'plans.write',
    summary: '采纳方案：写进图层的草稿，两边都改过的要素按选定的来',
    params: ofScenario,
    body: Type.Object({
      reason: Reason,
      /** Keys that both sides changed: whose is taken. */
      take: Type.Optional(
        Type.Record(Type.String({ maxLength: 200 }), choice(['scenario', 'layer'] as const, '以谁为准')),
      ),
    }),
    answer: Type.Object({ data: Type.Object({ number: Type.Integer(), findings: Type.Array(Type.String()) }) }),
  }),
  discard: defineRoute('POST', `${SCENARIOS}/:number/discard`, {
    access: 'plans.write',
    summary: '放弃方案；内容留档，可以恢复',
    params: ofScenario,
    body: Type.Object({ reason: Reason }),
    answer: scenarioAnswer,
  }),
  reopen: defineRoute('POST', `${SCENARIOS}/:number/reopen`, {
    access: 'plans.write',
    summary: '恢复放弃了的方案',
    params: ofScenario,
    body: Type.Object({ reason: Reason }),
    answer: scenarioAnswer,
  }),
  balance: defineRoute('GET', '/api/d/:district/map/layers/:layer/balance', {
    access: 'district.enter',
    summary: '两个版本或方案的分类面积和差额（平方米）',
    params: ofLayer,
    query: Type.Object({ from: Type.Integer(), to: Type.Integer() }),
    answer: Type.Object({
      data: Type.Array(
        Type.Object({
          ...Type.Pick(BalanceRow, ['code', 'label']).properties,
          before: Type.Object({ features: Type.Integer(), areaM2: Type.Number() }),
          after: Type.Object({ features: Type.Integer(), areaM2: Type.Number() }),
        }),
      ),
    }),
  }),
};
