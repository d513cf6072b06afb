import { choice, defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, Box, inDistrict, Shape } from '../contract.ts';

export const STEP_OUTCOMES = ['pass', 'note', 'fail', 'unknown'] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];
export const VERDICTS = ['pass', 'conditional', 'fail', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = {
  pass: '合规',
  conditional: '基本合规（有条件）',
  fail: '不合规',
  unknown: '无法判定',
};
export const OUTCOME_LABELS: Readonly<Record<StepOutcome, string>> = {
  pass: '符合',
  note: '有条件',
  fail: '不符合',
  unknown: '无法判定',
};

/** Proposed: 容积率, 建筑密度 %, 绿地率 %, 建筑高度 m; what is left out is not judged. */
export const Controls = Type.Object({
  far: Type.Optional(Type.Number({ minimum: 0, maximum: 100, description: '容积率' })),
  density: Type.Optional(Type.Number({ minimum: 0, maximum: 100, description: '建筑密度（%）' })),
  green: Type.Optional(Type.Number({ minimum: 0, maximum: 100, description: '绿地率（%）' })),
  height: Type.Optional(Type.Number({ minimum: 0, maximum: 1000, description: '建筑高度（米）' })),
});
export type Controls = Static<typeof Controls>;

/** What is to be checked. One of `site`, `project` and `investment` says where. */
export const SiteWish = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 160, description: '项目（地块）名称；选了项目可以不填' })),
  use: Type.String({ pattern: '^\\d{2}(\\d{2}){0,2}$', description: '拟用途，用地用海分类代码（2023）' }),
  site: Type.Optional(Shape),
  project: Type.Optional(Id),
  investment: Type.Optional(Id),
  controls: Type.Optional(Controls),
  /** Named by `RED_LINE_EXCEPTIONS` and `BOUNDARY_EXCEPTIONS`. */
  redLineException: Type.Optional(Type.String({ maxLength: 40 })),
  boundaryException: Type.Optional(Type.String({ maxLength: 40 })),
  /** Roles that the person who checks declares not to concern the district, with the reason. */
  notConcerned: Type.Optional(
    Type.Array(
      Type.Object({
        role: Type.String({ maxLength: 60 }),
        reason: Type.String({ minLength: 1, maxLength: 200, description: '不涉及的理由' }),
      }),
      { maxItems: 20 },
    ),
  ),
  origin: Type.Optional(Type.String({ maxLength: 300, description: '范围从哪里来，印在意见书上' })),
  asOf: AsOf,
});
export type SiteWish = Static<typeof SiteWish>;

/** A layer in the version that was used. */
export const SiteLayer = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  number: Type.Integer(),
  title: Type.String(),
  publishedOn: nullable(Type.String()),
});
export type SiteLayer = Static<typeof SiteLayer>;

export const SiteHit = Type.Object({
  /** The layer; null: a record of a register. */
  layer: nullable(Id),
  register: nullable(Type.String()),
  key: Type.String(),
  name: Type.String(),
  code: nullable(Type.String()),
  codeLabel: nullable(Type.String()),
  areaM2: Type.Number(),
  /** Of the site, 0 to 1. */
  share: Type.Number(),
  isWithinTolerance: Type.Boolean(),
  /** What was found beside the area: a relation of uses, a road that runs through. */
  note: nullable(Type.String()),
  box: Box,
  /** Of it what lies in the site; null for what is no area. */
  shape: nullable(Shape),
});
export type SiteHit = Static<typeof SiteHit>;

/** A control of one parcel: value, limit, margin. */
export const ControlRow = Type.Object({
  parcel: Type.String(),
  share: Type.Number(),
  control: choice(['far', 'density', 'green', 'height'] as const, '指标'),
  label: Type.String(),
  proposed: nullable(Type.Number()),
  lower: nullable(Type.Number()),
  upper: nullable(Type.Number()),
  /** To the nearest limit; negative: it is broken. */
  margin: nullable(Type.Number()),
  outcome: choice(STEP_OUTCOMES, '结果'),
});
export type ControlRow = Static<typeof ControlRow>;

/** One role within a step. */
export const SitePart = Type.Object({
  role: Type.String(),
  roleLabel: Type.String(),
  outcome: choice(STEP_OUTCOMES, '结果'),
  sentence: Type.String(),
  /** The basis, where one is named. */
  basis: nullable(Type.String()),
  layers: Type.Array(SiteLayer),
  areaM2: Type.Number(),
  share: Type.Number(),
  /** The largest first, up to 200; `count` is all. */
  hits: Type.Array(SiteHit),
  count: Type.Integer(),
});
export type SitePart = Static<typeof SitePart>;

export const SiteStep = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  rule: Type.String(),
  outcome: choice(STEP_OUTCOMES, '结果'),
  sentence: Type.String(),
  parts: Type.Array(SitePart),
});
export type SiteStep = Static<typeof SiteStep>;

export const PresentRow = Type.Object({
  group: Type.String(),
  code: nullable(Type.String()),
  label: Type.String(),
  areaM2: Type.Number(),
  share: Type.Number(),
});
export type PresentRow = Static<typeof PresentRow>;

/** What has to be gone through before the project can be submitted for approval, and why. */
export const Prerequisite = Type.Object({ item: Type.String(), because: Type.String(), basis: Type.String() });
export type Prerequisite = Static<typeof Prerequisite>;

/** Limits by the share of the parcels that set them: information, never what is judged by. */
export const WeightedControl = Type.Object({
  label: Type.String(),
  unit: Type.String(),
  lower: nullable(Type.Number()),
  upper: nullable(Type.Number()),
});
export type WeightedControl = Static<typeof WeightedControl>;

/** How this check differs from the one it repeats: sentences. */
export const SiteChange = Type.Object({ step: nullable(Type.Integer()), text: Type.String() });
export type SiteChange = Static<typeof SiteChange>;

/** A check as it is kept: frozen with all it was decided on. */
export const SiteResult = Type.Object({
  name: Type.String(),
  wish: SiteWish,
  useLabel: Type.String(),
  site: Shape,
  areaM2: Type.Number(),
  toleranceM2: Type.Number(),
  checkedOn: Type.String(),
  checkedBy: Type.String(),
  asOf: nullable(Type.String()),
  ruleSet: Type.String(),
  verdict: choice(VERDICTS, '结论'),
  summary: Type.String(),
  conditions: Type.Array(Type.String()),
  steps: Type.Array(SiteStep),
  present: Type.Array(PresentRow),
  controls: Type.Array(ControlRow),
  weighted: Type.Array(WeightedControl),
  prerequisites: Type.Array(Prerequisite),
  /** The check that this one repeats, and what has changed since. */
  previous: nullable(Type.Object({ id: Id, number: Type.String(), checkedOn: Type.String() })),
  changes: Type.Array(SiteChange),
});
export type SiteResult = Static<typeof SiteResult>;

const CheckAnswer = Type.Object({
  data: SiteResult,
  /** Its record in the register `site-check`. */
  record: Type.Object({ id: Id, number: Type.String() }),
  can: Type.Object({ recheck: Type.Boolean() }),
});

/* ---------- site search ---------- */

export const SEARCH_CRITERIA = ['size', 'use', 'road', 'port', 'present'] as const;
export type SearchCriterion = (typeof SEARCH_CRITERIA)[number];
const Weight = Type.Optional(Type.Number({ minimum: 0, maximum: 100, description: '权重' }));
export const SearchWish = Type.Object({
  use: Type.String({ pattern: '^\\d{2}(\\d{2}){0,2}$', description: '拟用途，用地用海分类代码（2023）' }),
  base: choice(['detailed-parcel', 'present-use'] as const, '在哪些地块里找'),
  minM2: Type.Number({ minimum: 0, maximum: 1e9, description: '最小面积（平方米）' }),
  maxM2: Type.Number({ minimum: 0, maximum: 1e9, description: '最大面积（平方米）' }),
  /** Must lie in the development boundary. */
  isInside: Type.Boolean(),
  /** Roles it must keep off: `permanent-farmland`, `ecological-red-line`, `safety-zone`, … */
  avoid: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 }),
  roadM: Type.Optional(Type.Number({ minimum: 1, maximum: 100_000, description: '距道路不超过（米）' })),
  portM: Type.Optional(Type.Number({ minimum: 1, maximum: 200_000, description: '距港口码头不超过（米）' })),
  slopeDeg: Type.Optional(Type.Number({ minimum: 1, maximum: 90, description: '坡度不超过（度）' })),
  /** Wished current use: first levels or classes of 2023. */
  present: Type.Optional(Type.Array(Type.String({ pattern: '^\\d{2,6}$' }), { maxItems: 40 })),
  weights: Type.Object({ size: Weight, use: Weight, road: Weight, port: Weight, present: Weight }),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '最多列出多少块' })),
  asOf: AsOf,
});
export type SearchWish = Static<typeof SearchWish>;

export const CandidateValue = Type.Object({
  criterion: Type.String(),
  label: Type.String(),
  /** As a person reads it. */
  text: Type.String(),
  /** 0 to 1; null: it cannot be judged, or it only excludes. */
  score: nullable(Type.Number()),
});
export const Candidate = Type.Object({
  rank: Type.Integer(),
  layer: Id,
  key: Type.String(),
  name: Type.String(),
  code: nullable(Type.String()),
  codeLabel: Type.String(),
  areaM2: Type.Number(),
  /** 0 to 1: the weighted mean of what could be judged. */
  score: Type.Number(),
  values: Type.Array(CandidateValue),
  box: Box,
  shape: Shape,
});
export type Candidate = Static<typeof Candidate>;
export const SearchAnswer = Type.Object({
  data: Type.Array(Candidate),
  /** Parcels looked at, and how many each hard criterion left out. */
  parcels: Type.Integer(),
  fitting: Type.Integer(),
  excluded: Type.Array(Type.Object({ criterion: Type.String(), label: Type.String(), count: Type.Integer() })),
  /** Criteria that no layer allows to judge: sentences. */
  unjudged: Type.Array(Type.Object({ criterion: Type.String(), label: Type.String(), text: Type.String() })),
  layers: Type.Array(Type.Intersect([SiteLayer, Type.Object({ role: Type.String(), roleLabel: Type.String() })])),
  /** How the score came about, in words. */
  formula: Type.String(),
});
export type SearchAnswer = Static<typeof SearchAnswer>;

export const SEARCH_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
/** A search on its way, and what it found. */
export const SiteSearch = Type.Object({
  id: Id,
  state: choice(SEARCH_STATES, '状态'),
  /** 0 to 1, and what is being done. */
  progress: Type.Number(),
  note: Type.String(),
  /** Why it failed, one sentence. */
  error: nullable(Type.String()),
  wish: SearchWish,
  answer: nullable(SearchAnswer),
  can: Type.Object({ cancel: Type.Boolean() }),
});
export type SiteSearch = Static<typeof SiteSearch>;

const CHECKS = '/api/d/:district/map/site-checks';
const ofCheck = Type.Object({ ...inDistrict.properties, check: Id });
const SEARCHES = '/api/d/:district/map/site-searches';
const ofSearch = Type.Object({ ...inDistrict.properties, search: Id });
const SearchState = Type.Object({ data: SiteSearch });
/** 合规性审查 and 选址. */
export const siteRoutes = {
  readSite: defineRoute('POST', `${CHECKS}/site`, {
    access: 'plans.write',
    summary: '从文件读出审查范围（GeoJSON、报件坐标 TXT、Shapefile 等），转换到 CGCS2000',
    params: inDistrict,
    query: Type.Object({
      crs: Type.Optional(Type.String({ maxLength: 40, description: '坐标系；不填为自动识别' })),
      layer: Type.Optional(Type.String({ maxLength: 120, description: '文件里的图层' })),
    }),
    takes: 'file',
    answer: Type.Object({
      data: Type.Object({
        site: Shape,
        areaM2: Type.Number(),
        parts: Type.Integer(),
        name: Type.String(),
        crs: Type.Object({ id: Type.String(), name: Type.String() }),
        notes: Type.Array(Type.String()),
      }),
    }),
  }),
  check: defineRoute('POST', CHECKS, {
    access: 'plans.write',
    summary: '合规性审查：十步，四种结论，结果和所用图层版本一并留存',
    params: inDistrict,
    body: SiteWish,
    answer: CheckAnswer,
    status: 201,
  }),
  checked: defineRoute('GET', `${CHECKS}/:check`, {
    access: 'district.enter',
    summary: '一次合规性审查的结果',
    params: ofCheck,
    answer: CheckAnswer,
  }),
  recheck: defineRoute('POST', `${CHECKS}/:check/recheck`, {
    access: 'plans.write',
    summary: '按同样的范围和用途重新审查，说明与上次的不同',
    params: ofCheck,
    answer: CheckAnswer,
    status: 201,
  }),
  sheet: defineRoute('GET', `${CHECKS}/:check/sheet`, {
    access: 'district.enter',
    summary: '合规性审查意见书（DOCX、PDF）',
    params: ofCheck,
    query: Type.Object({ format: choice(['pdf', 'docx'] as const, '格式') }),
    medium: 'file',
  }),
  startSearch: defineRoute('POST', SEARCHES, {
    access: 'plans.write',
    summary: '选址：按条件筛选地块，按权重排序；随即开始，结果用“选址的进度和结果”取',
    params: inDistrict,
    body: SearchWish,
    answer: SearchState,
    status: 201,
  }),
  search: defineRoute('GET', `${SEARCHES}/:search`, {
    access: 'plans.write',
    summary: '选址的进度和结果',
    params: ofSearch,
    answer: SearchState,
  }),
  cancelSearch: defineRoute('POST', `${SEARCHES}/:search/cancel`, {
    access: 'plans.write',
    summary: '取消选址',
    params: ofSearch,
    answer: SearchState,
  }),
};
