import { defineRoute, InstantText, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { inDistrict } from '../contract.ts';
import { RuleBody } from './rule-schema.ts';

export const RuleKey = Type.String({ pattern: '^(standard|R[1-9]\\d{0,5})$', description: '规则代号' });
export const RuleVersion = Type.Integer({ minimum: 1, maximum: 100_000, description: '规则版本' });

export const RuleSetName = Type.Object({ key: RuleKey, version: RuleVersion, label: Type.String() });
export type RuleSetName = Static<typeof RuleSetName>;

const Version = Type.Object({
  version: RuleVersion,
  label: Type.String(),
  /** Why it was changed; who did; empty of what comes with the program. */
  reason: Type.String(),
  by: nullable(Type.String()),
  at: nullable(InstantText),
});

/** One version of a rule set, and which others there are. */
export const RuleSetView = Type.Object({
  ...RuleSetName.properties,
  ...Version.properties,
  rules: RuleBody,
  versions: Type.Array(Version),
  can: Type.Object({ edit: Type.Boolean(), copy: Type.Boolean() }),
});
export type RuleSetView = Static<typeof RuleSetView>;

const Label = Type.String({ minLength: 1, maxLength: 60, description: '规则名称' });
const Reason = Type.String({ minLength: 1, maxLength: 300, description: '修改说明' });
const oneAnswer = Type.Object({ data: RuleSetView });
const ofSet = Type.Object({ ...inDistrict.properties, key: RuleKey });
const SETS = '/api/d/:district/map/overlay-rules';

/** Rule sets of overlays: one comes with the program, the others are a district's own, version by version. */
export const ruleSetRoutes = {
  ruleSets: defineRoute('GET', SETS, {
    access: 'district.enter',
    summary: '叠加规则：每套的现行版本',
    params: inDistrict,
    answer: Type.Object({ data: Type.Array(RuleSetView) }),
  }),
  ruleSet: defineRoute('GET', `${SETS}/:key`, {
    access: 'district.enter',
    summary: '一套叠加规则的一个版本',
    params: ofSet,
    query: Type.Object({ version: Type.Optional(RuleVersion) }),
    answer: oneAnswer,
  }),
  addRuleSet: defineRoute('POST', SETS, {
    access: 'plans.write',
    summary: '另存一套叠加规则',
    params: inDistrict,
    body: Type.Object({ label: Label, reason: Reason, rules: RuleBody }),
    answer: oneAnswer,
    status: 201,
  }),
  changeRuleSet: defineRoute('POST', `${SETS}/:key`, {
    access: 'plans.write',
    summary: '修改一套叠加规则：存为新的版本',
    params: ofSet,
    body: Type.Object({
      /** The version that was changed. */
      base: RuleVersion,
      label: Label,
      reason: Reason,
      rules: RuleBody,
    }),
    answer: oneAnswer,
  }),
};
