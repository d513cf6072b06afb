import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { inDistrict, Shape } from '../contract.ts';
import { Kind, PurposeText, Sliver } from './rule-schema.ts';
import { RuleKey, RuleSetName, RuleVersion } from './rule-sets.contract.ts';

const DistrictPart = inDistrict.properties;
const ofRun = Type.Object({ ...DistrictPart, run: Id });
const ofConflict = Type.Object({ ...DistrictPart, conflict: Id });
const Code = Type.String({ maxLength: 40 });

export const OVERLAY_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
export type OverlayState = (typeof OVERLAY_STATES)[number];

export const OverlayWish = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80, description: '叠加方案' }),
  layers: Type.Array(
    Type.Object({
      layer: Id,
      /** Left out: the version in force. */
      version: Type.Optional(Type.Integer({ minimum: 1 })),
      /** How this run reads codes, in place of the standard's reading; an empty code: features without one. */
      readings: Type.Optional(Type.Record(Code, PurposeText)),
    }),
    { minItems: 1, maxItems: 30 },
  ),
  /** Left out: the rule set that comes with the program; without a version the latest. */
  rules: Type.Optional(Type.Object({ key: RuleKey, version: Type.Optional(RuleVersion) })),
  /** In place of those of the rule set. */
  kinds: Type.Optional(Type.Array(Kind, { minItems: 1, uniqueItems: true })),
  sliver: Type.Optional(Sliver),
  /** Looked at only: the register of conflicts stays as it is. */
  isTrial: Type.Optional(Type.Boolean()),
});
export type OverlayWish = Static<typeof OverlayWish>;

/** A layer as a run takes it. */
export const RunLayer = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  role: nullable(Type.String()),
  roleLabel: nullable(Type.String()),
  isPlan: Type.Boolean(),
  standard: nullable(Type.String()),
  version: Type.Integer(),
  versionTitle: Type.String(),
  isInForce: Type.Boolean(),
  approvedOn: nullable(Type.String()),
  readings: Type.Record(Code, PurposeText),
});
export type RunLayer = Static<typeof RunLayer>;

const PurposeOrNull = nullable(PurposeText);
const SumPart = {
  patches: Type.Integer(),
  areaM2: Type.Number(),
  slivers: Type.Integer(),
  sliverM2: Type.Number(),
};
export const RunResult = Type.Object({
  matrices: Type.Array(
    Type.Object({
      a: Type.Integer(),
      b: Type.Integer(),
      town: nullable(Type.String()),
      classA: PurposeOrNull,
      classB: PurposeOrNull,
      ...SumPart,
    }),
  ),
  kinds: Type.Array(
    Type.Object({
      kind: Kind,
      unjudged: nullable(Type.String()),
      count: Type.Integer(),
      areaM2: Type.Number(),
      slivers: Type.Integer(),
      sliverM2: Type.Number(),
    }),
  ),
  undecided: Type.Array(
    Type.Object({
      layer: Id,
      layerName: Type.String(),
      code: nullable(Type.String()),
      aspect: choice(['purpose', 'sensitive'] as const, '待定什么'),
      features: Type.Integer(),
    }),
  ),
  sums: Type.Object({
    cells: Type.Integer(),
    cellsM2: Type.Number(),
    unionM2: Type.Number(),
    layerM2: Type.Array(Type.Number()),
    vanished: Type.Integer(),
    vanishedM2: Type.Number(),
    slivers: Type.Integer(),
    sliverM2: Type.Number(),
  }),
  /** What became of the register; null: a trial. */
  register: nullable(
    Type.Object({
      added: Type.Integer(),
      changed: Type.Integer(),
      same: Type.Integer(),
      gone: Type.Integer(),
      returned: Type.Integer(),
    }),
  ),
  box: nullable(Type.Array(Type.Number())),
});
export type RunResult = Static<typeof RunResult>;
export type RegisterCounts = NonNullable<RunResult['register']>;

export const OverlayRun = Type.Object({
  id: Id,
  name: Type.String(),
  state: choice(OVERLAY_STATES, '状态'),
  by: Type.String(),
  at: InstantText,
  progress: Type.Number(),
  note: Type.String(),
  error: nullable(Type.String()),
  layers: Type.Array(RunLayer),
  /** The rule set it goes by. */
  rules: RuleSetName,
  kinds: Type.Array(Kind),
  sliver: Sliver,
  /** What of the rule set was decided otherwise for this run. */
  changed: Type.Array(choice(['kinds', 'sliver'], '改动')),
  isTrial: Type.Boolean(),
  /** Why it can only be a trial; null: it is one because somebody wished so, or it is none. */
  trialReason: nullable(Type.String()),
  result: nullable(RunResult),
  can: Type.Object({ cancel: Type.Boolean(), again: Type.Boolean() }),
});
export type OverlayRun = Static<typeof OverlayRun>;
const runAnswer = Type.Object({ data: OverlayRun });

export const CutFeature = Type.Object({
  key: Type.String(),
  name: nullable(Type.String()),
  code: nullable(Type.String()),
  beforeM2: Type.Number(),
  afterM2: Type.Number(),
  cutM2: Type.Number(),
  /** Small or thin parts that the cut would leave. */
  slivers: Type.Integer(),
  sliverM2: Type.Number(),
  before: Shape,
  /** Null: nothing is left of it. */
  after: nullable(Shape),
});
export const Proposal = Type.Object({
  conflict: Id,
  number: Type.String(),
  kind: Kind,
  /** Which layer gives way. */
  side: choice(['a', 'b'] as const, '哪一方让'),
  /** Whether the rule says so, or the person who asked. */
  isByRule: Type.Boolean(),
  layer: Id,
  layerName: Type.String(),
  /** The version that would be edited: the draft, or the one in force. */
  base: Type.Integer(),
  isDraft: Type.Boolean(),
  place: Shape,
  features: Type.Array(CutFeature),
  beforeM2: Type.Number(),
  afterM2: Type.Number(),
  cutM2: Type.Number(),
  /** Sentences. */
  notes: Type.Array(Type.String()),
});
export type Proposal = Static<typeof Proposal>;

/** A conflict with what is needed to look at it on the map. */
export const ConflictView = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  kind: Kind,
  kindLabel: Type.String(),
  state: Type.String(),
  stateLabel: Type.String(),
  layerA: nullable(Type.Object({ id: Id, name: Type.String() })),
  layerB: nullable(Type.Object({ id: Id, name: Type.String() })),
  classA: nullable(Type.String()),
  classB: nullable(Type.String()),
  town: nullable(Type.String()),
  areaM2: Type.Number(),
  yields: nullable(Type.String()),
  clause: nullable(Type.String()),
  /** The rule set it was found by, with its version. */
  ruleSet: nullable(Type.String()),
  holder: nullable(Type.String()),
  dueOn: nullable(Type.String()),
  decision: nullable(Type.String()),
  place: nullable(Shape),
  proposal: nullable(Shape),
  /** The sides that can give way here. */
  sides: Type.Array(choice(['a', 'b'] as const, '哪一方让')),
  can: Type.Object({ accept: Type.Boolean() }),
});
export type ConflictView = Static<typeof ConflictView>;

const MAP = '/api/d/:district/map';
const SideText = Type.Optional(choice(['a', 'b'] as const, '哪一方让；不填按规则'));
export const OVERLAY_FORMATS = ['geojson', 'shapefile', 'gpkg', 'csv'] as const;

/** Overlay runs, their conflicts, and the edits that would remove them. */
export const analysisRoutes = {
  overlays: defineRoute('GET', `${MAP}/overlays`, {
    access: 'district.enter',
    summary: '叠加分析记录',
    params: inDistrict,
    query: Type.Object({ ...PageQuery }),
    answer: pageOf(Type.Omit(OverlayRun, ['result'])),
  }),
  overlay: defineRoute('POST', `${MAP}/overlays`, {
    access: 'plans.write',
    summary: '开始一次叠加分析',
    params: inDistrict,
    body: OverlayWish,
    answer: runAnswer,
    status: 201,
  }),
  overlayRun: defineRoute('GET', `${MAP}/overlays/:run`, {
    access: 'district.enter',
    summary: '一次叠加分析：进度，或矩阵、冲突、待定编码和合计',
    params: ofRun,
    answer: runAnswer,
  }),
  cancelOverlay: defineRoute('POST', `${MAP}/overlays/:run/cancel`, {
    access: 'plans.write',
    summary: '取消正在进行的叠加分析',
    params: ofRun,
    answer: runAnswer,
  }),
  overlayPlaces: defineRoute('GET', `${MAP}/overlays/:run/places`, {
    access: 'district.enter',
    summary: '一次叠加分析的差异图斑（GeoJSON），地图用',
    params: ofRun,
    medium: 'file',
  }),
  exportOverlay: defineRoute('GET', `${MAP}/overlays/:run/export`, {
    access: 'district.enter',
    summary: '导出差异图斑，或叠加得到的全部小块',
    params: ofRun,
    query: Type.Object({
      what: choice(['conflicts', 'cells'] as const, '内容'),
      format: choice(OVERLAY_FORMATS, '格式'),
    }),
    medium: 'file',
  }),
  conflict: defineRoute('GET', `${MAP}/conflicts/:conflict`, {
    access: 'district.enter',
    summary: '一个差异图斑，带位置和双方图层',
    params: ofConflict,
    answer: Type.Object({ data: ConflictView }),
  }),
  proposal: defineRoute('GET', `${MAP}/conflicts/:conflict/proposal`, {
    access: 'plans.write',
    summary: '消除一个差异图斑的最小边界调整',
    params: ofConflict,
    query: Type.Object({ side: SideText }),
    answer: Type.Object({ data: Proposal }),
  }),
  acceptProposal: defineRoute('POST', `${MAP}/conflicts/:conflict/accept`, {
    access: 'plans.write',
    summary: '采纳建议调整：改写让方图层的草稿版本',
    params: ofConflict,
    body: Type.Object({
      side: choice(['a', 'b'] as const, '哪一方让'),
      /** The version that the proposal was drawn on. */
      base: Type.Integer({ minimum: 1 }),
      reason: Type.String({ minLength: 1, maxLength: 500, description: '理由' }),
    }),
    answer: Type.Object({ data: Type.Object({ draft: Type.Integer(), findings: Type.Array(Type.String()) }) }),
  }),
};
