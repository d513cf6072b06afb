import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { DistrictPart, inDistrict, ofDocument, Order, SearchText } from './params.ts';
import { ComparisonValue, FigureValue } from './values.ts';

/**
 * What stands behind a printed figure: `matched` the register it is bound to says the same, given rounding; `drifted` it
 * says something else now; `unjudged` it cannot say; `inconsistent` the document contradicts itself there;
 * `unsupported` it is bound to nothing.
 */
export const FIGURE_STATES = ['matched', 'drifted', 'unjudged', 'inconsistent', 'unsupported'] as const;
export const FigureState = choice(FIGURE_STATES, '数字状态');
export type FigureState = Static<typeof FigureState>;

export const FIGURE_STATE_WORDS: Readonly<Record<FigureState, string>> = {
  matched: '与台账一致',
  drifted: '台账已变化',
  unjudged: '台账无法判定',
  inconsistent: '自相矛盾',
  unsupported: '无台账支撑',
};

/** The register's figure behind a printed one, and what it says now. */
export const FigureEvidence = Type.Object({
  register: Type.String(),
  figure: Type.String(),
  label: Type.String(),
  /** As the register publishes it, with its unit: 34 个; null: cannot be judged. */
  shown: nullable(Type.String()),
  /** What is written does not agree with the text without a person's word: it is only proposed. */
  isProposed: Type.Boolean(),
});

export const FigureRow = Type.Object({
  id: Id,
  subject: Type.String(),
  value: Type.String(),
  value2: nullable(Type.String()),
  unit: Type.String(),
  kind: FigureValue.properties.kind,
  approx: FigureValue.properties.approx,
  period: nullable(Type.String()),
  comparison: nullable(ComparisonValue),
  /** As printed. */
  surface: Type.String(),
  state: FigureState,
  evidence: nullable(FigureEvidence),
  document: Type.Object({
    id: Id,
    title: Type.String(),
    number: nullable(Type.String()),
    dated: nullable(Type.String()),
  }),
  /** Offsets into the document's text, and the printed markers of its section. */
  start: Type.Integer(),
  end: Type.Integer(),
  path: Type.Array(Type.String()),
  /** The words around it: `before`, the printed figure, `after`. */
  before: Type.String(),
  after: Type.String(),
});
export type FigureRow = Static<typeof FigureRow>;

const FigureFilter = {
  text: SearchText,
  unit: Type.Optional(Type.String({ maxLength: 40, description: '单位' })),
  kind: Type.Optional(FigureValue.properties.kind),
  state: Type.Optional(FigureState),
  document: Type.Optional(Id),
  sort: Type.Optional(choice(['document', 'subject', 'value', 'unit'], '排序')),
  order: Order,
};
export const FiguresAnswer = Type.Composite([
  pageOf(FigureRow),
  Type.Object({
    /** Units that occur, most frequent first, for the filter. */
    units: Type.Array(Type.Object({ unit: Type.String(), count: Type.Integer() })),
    /** So much has changed that the states are being found again; some are still as before. */
    isChecking: Type.Boolean(),
  }),
]);
export type FiguresAnswer = Static<typeof FiguresAnswer>;

/** All versions of one figure, newest first. */
export const FigureVersion = Type.Object({
  from: InstantText,
  to: nullable(InstantText),
  by: Type.String(),
  subject: Type.String(),
  value: Type.String(),
  value2: nullable(Type.String()),
  unit: Type.String(),
  surface: Type.String(),
});
export const FigureAnswer = Type.Object({
  data: Type.Object({ figure: FigureRow, versions: Type.Array(FigureVersion) }),
});

export const figureRoutes = {
  listFigures: defineRoute('GET', '/api/d/:district/figures', {
    access: 'documents.read',
    summary: '数字列表：筛选、排序、分页',
    params: inDistrict,
    query: Type.Object({ ...FigureFilter, ...PageQuery }),
    answer: FiguresAnswer,
  }),
  downloadFigures: defineRoute('GET', '/api/d/:district/figures.xlsx', {
    access: 'documents.read',
    summary: '按同样的筛选下载数字表（最多 50000 行）',
    params: inDistrict,
    query: Type.Object(FigureFilter),
    medium: 'file',
  }),
  evidence: defineRoute('GET', '/api/d/:district/documents/:document/evidence', {
    access: 'documents.read',
    summary: '一份公文各个数字背后的台账指标和核对状态',
    params: ofDocument,
    answer: Type.Object({
      data: Type.Array(Type.Object({ id: Id, state: FigureState, evidence: nullable(FigureEvidence) })),
    }),
  }),
  figure: defineRoute('GET', '/api/d/:district/figures/:figure', {
    access: 'documents.read',
    summary: '一个数字及其历次版本',
    params: Type.Object({ ...DistrictPart, figure: Id }),
    answer: FigureAnswer,
  }),
};
