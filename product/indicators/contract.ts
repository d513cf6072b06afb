import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { FigureState } from '@quantu/product-documents';
import { STEP_KINDS } from '@quantu/figures';
import { Type, type Static } from '@sinclair/typebox';

const District = Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' });
const inDistrict = Type.Object({ district: District });
const RegisterKey = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: '台账' });
const FigureKey = Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', description: '指标' });
const ofIndicator = Type.Object({ district: District, register: RegisterKey, figure: FigureKey });
const AsOf = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' }));
const PeriodText = Type.String({ maxLength: 20, description: '期间：2026、2026-H1、2026-Q3、2026-09、2026-01..09' });
const ScopeText = Type.String({ maxLength: 120, description: '其中一组：字段:值' });
/** Which figure exactly: as of a day, of a period, one of its groups. */
const Asked = { asOf: AsOf, period: Type.Optional(PeriodText), scope: Type.Optional(ScopeText) };

/** A decimal in the base unit (元, 个, %); null: cannot be judged. */
const Value = nullable(Type.String());

/** One plain figure: what counts, and the filter that lists exactly its rows. */
export const IndicatorPart = Type.Object({
  figure: Type.String(),
  label: Type.String(),
  unit: Type.String(),
  value: Value,
  /** As it is published: in its unit, rounded. */
  shown: nullable(Type.String()),
  rows: Type.Integer(),
  /** Rows that count but have no value to add or tell apart. */
  missing: Type.Integer(),
  /** The list page's `filter`. */
  filter: Type.String(),
});
export type IndicatorPart = Static<typeof IndicatorPart>;

export const IndicatorValue = Type.Object({
  value: Value,
  shown: nullable(Type.String()),
  unit: Type.String(),
  /** Why it cannot be judged, or what it does not include; null when nothing has to be said. */
  note: nullable(Type.String()),
  /** Itself; of a share numerator and denominator. */
  parts: Type.Array(IndicatorPart),
});
export type IndicatorValue = Static<typeof IndicatorValue>;

export const IndicatorDefinition = Type.Object({
  version: Type.Integer(),
  since: nullable(Type.String()),
  words: Type.String(),
  /** Its conditions as a sentence: 阶段 是 洽谈、对接. */
  conditions: Type.String(),
});

const Named = Type.Object({ field: Type.String(), label: Type.String() });
export const IndicatorRow = Type.Object({
  register: Type.String(),
  registerLabel: Type.String(),
  section: nullable(Type.String()),
  figure: Type.String(),
  label: Type.String(),
  how: choice(['count', 'sum', 'distinct', 'share'], '算法'),
  unit: Type.String(),
  hasPeriod: Type.Boolean(),
  by: Type.Array(Named),
  definition: IndicatorDefinition,
  current: IndicatorValue,
});
export type IndicatorRow = Static<typeof IndicatorRow>;

export const SeriesPoint = Type.Object({
  /** A month of the figure's own dates, or the month at whose end it stood so. */
  month: Type.String(),
  value: Value,
  shown: nullable(Type.String()),
});
export const Series = Type.Object({
  /** `period`: what happened in each month; `stock`: how it stood when each month ended. */
  kind: choice(['period', 'stock'], '序列'),
  unit: Type.String(),
  points: Type.Array(SeriesPoint),
});
export type Series = Static<typeof Series>;

const Appearance = Type.Object({
  figure: Id,
  document: Id,
  title: Type.String(),
  number: nullable(Type.String()),
  surface: Type.String(),
  start: Type.Integer(),
  state: FigureState,
});

export const Signature = Type.Object({
  id: Id,
  register: Type.String(),
  figure: Type.String(),
  label: Type.String(),
  scope: nullable(Type.String()),
  period: nullable(Type.String()),
  value: Type.String(),
  shown: Type.String(),
  unit: Type.String(),
  rows: Type.Integer(),
  asOf: InstantText,
  definitionVersion: Type.Integer(),
  definition: Type.String(),
  digest: Type.String(),
  by: Type.String(),
  at: InstantText,
});
export type Signature = Static<typeof Signature>;

export const Indicator = Type.Composite([
  IndicatorRow,
  Type.Object({
    scope: nullable(Type.Object({ field: Type.String(), value: Type.String(), label: Type.String() })),
    period: nullable(Type.Object({ text: Type.String(), words: Type.String() })),
    /** All definitions, newest first. */
    definitions: Type.Array(IndicatorDefinition),
    /** The instant whose data it was computed on. */
    dataAt: InstantText,
    /** SM3 over definition and rows, as a signature has it; null where there are so many rows that only signing makes it. */
    digest: nullable(Type.String()),
    /** Rows the reader may not open, of all parts. */
    hidden: Type.Integer(),
    /** The register has a map. */
    hasMap: Type.Boolean(),
    /** Sentences in reports that say it. */
    appears: Type.Array(Appearance),
    signatures: Type.Array(Signature),
  }),
]);
export type Indicator = Static<typeof Indicator>;

const WaterfallRow = Type.Object({
  id: Type.String(),
  /** Null: the reader may not see the record. */
  title: nullable(Type.String()),
  reason: choice(['new', 'entered', 'deleted', 'left', 'amount', 'definition'], '原因'),
  before: Value,
  after: Value,
  change: Type.String(),
  at: nullable(InstantText),
  by: nullable(Type.String()),
  why: nullable(Type.String()),
  /** The record can still be opened. */
  isThere: Type.Boolean(),
});
export const WaterfallPart = Type.Object({
  label: Type.String(),
  unit: Type.String(),
  first: Type.String(),
  last: Type.String(),
  /** Said where an end cannot be judged and is taken as nothing counted. */
  note: nullable(Type.String()),
  definitions: Type.Tuple([Type.Integer(), Type.Integer()]),
  steps: Type.Array(
    Type.Object({
      kind: choice(STEP_KINDS, '变化'),
      change: Type.String(),
      value: Type.String(),
      count: Type.Integer(),
      /** Rows of this step that the reader may not see; their change is in the step. */
      hidden: Type.Integer(),
      /** The largest changes first, at most 200. */
      rows: Type.Array(WaterfallRow),
    }),
  ),
});
export type WaterfallPart = Static<typeof WaterfallPart>;
export const WaterfallAnswer = Type.Object({
  data: Type.Object({
    from: Type.String(),
    until: Type.String(),
    first: IndicatorValue,
    last: IndicatorValue,
    /** Of a share: what the numerator's change and then the denominator's made of it, in its unit. */
    effects: Type.Array(Type.Object({ label: Type.String(), change: Type.String() })),
    parts: Type.Array(WaterfallPart),
  }),
});

export const Verification = Type.Object({
  signature: Signature,
  /** The stored facts give the signed digest, and the audit trail has the same. */
  isIntact: Type.Boolean(),
  /** Derived again from the history of the rows, it gives the same value and the same rows. */
  isDerivable: Type.Boolean(),
  derivedDigest: Type.String(),
  derivedValue: Value,
  text: Type.String(),
});
export type Verification = Static<typeof Verification>;

/** Where a printed figure may belong, and what the register says there now. */
export const BindingChoice = Type.Object({
  register: Type.String(),
  registerLabel: Type.String(),
  figure: Type.String(),
  label: Type.String(),
  unit: Type.String(),
  scope: nullable(Type.Object({ field: Type.String(), value: Type.String(), label: Type.String() })),
  period: nullable(Type.Object({ text: Type.String(), words: Type.String() })),
  confidence: Type.Number(),
  value: Value,
  shown: nullable(Type.String()),
  note: nullable(Type.String()),
  state: choice(['matched', 'drifted', 'unjudged'], '核对结果'),
  /** computed − printed, base unit. */
  drift: nullable(Type.String()),
  filter: Type.String(),
  hasMap: Type.Boolean(),
});
export type BindingChoice = Static<typeof BindingChoice>;
export const BindingAnswer = Type.Object({
  data: Type.Object({
    state: FigureState,
    /** `automatic`: names, unit and period agree; `person`: chosen; `unbound`: a person said it belongs nowhere. */
    origin: choice(['automatic', 'person', 'unbound', 'none'], '来源'),
    by: nullable(Type.String()),
    at: nullable(InstantText),
    bound: nullable(BindingChoice),
    /** What the register said when the document's day ended; null for documents of today or without a day. */
    onItsDay: nullable(Type.Object({ day: Type.String(), shown: nullable(Type.String()), value: Value })),
    /** Proposals, best first. */
    choices: Type.Array(BindingChoice),
  }),
  can: Type.Object({ bind: Type.Boolean() }),
});
export type BindingAnswer = Static<typeof BindingAnswer>;

const ofFigure = Type.Object({ district: District, figure: Id });

export const indicatorRoutes = {
  indicators: defineRoute('GET', '/api/d/:district/indicators', {
    access: 'district.enter',
    summary: '指标目录：各台账声明的指标及当前值',
    params: inDistrict,
    query: Type.Object({ asOf: AsOf, period: Type.Optional(PeriodText), register: Type.Optional(RegisterKey) }),
    answer: Type.Object({ data: Type.Array(IndicatorRow) }),
  }),
  trends: defineRoute('GET', '/api/d/:district/indicators/trends', {
    access: 'district.enter',
    summary: '各指标近 12 个月的走势',
    params: inDistrict,
    query: Type.Object({ asOf: AsOf, register: Type.Optional(RegisterKey) }),
    answer: Type.Object({
      data: Type.Array(Type.Object({ register: Type.String(), figure: Type.String(), series: Series })),
    }),
  }),
  indicator: defineRoute('GET', '/api/d/:district/indicators/:register/:figure', {
    access: 'district.enter',
    summary: '一个指标：数值、口径、依据、数据版本、出现于',
    params: ofIndicator,
    query: Type.Object(Asked),
    answer: Type.Object({
      data: Indicator,
      can: Type.Object({
        sign: Type.Boolean(),
        /** Groups, periods and single rows may be looked at: no field of the figure is hidden from the reader. */
        narrow: Type.Boolean(),
      }),
    }),
  }),
  groups: defineRoute('GET', '/api/d/:district/indicators/:register/:figure/groups', {
    access: 'district.enter',
    summary: '一个指标按一个字段分组',
    params: ofIndicator,
    query: Type.Object({
      asOf: AsOf,
      period: Type.Optional(PeriodText),
      by: Type.String({ maxLength: 40, description: '分组字段' }),
    }),
    answer: Type.Object({
      data: Type.Array(Type.Object({ value: nullable(Type.String()), label: Type.String(), current: IndicatorValue })),
    }),
  }),
  series: defineRoute('GET', '/api/d/:district/indicators/:register/:figure/series', {
    access: 'district.enter',
    summary: '一个指标各月的走势',
    params: ofIndicator,
    query: Type.Object({
      asOf: AsOf,
      scope: Type.Optional(ScopeText),
      months: Type.Optional(Type.Integer({ minimum: 2, maximum: 60, description: '月数' })),
    }),
    answer: Type.Object({ data: Series }),
  }),
  waterfall: defineRoute('GET', '/api/d/:district/indicators/:register/:figure/waterfall', {
    access: 'district.enter',
    summary: '两个日期之间为什么变化：新增、迟报、移出、修改、口径，逐行相加恰好等于变化',
    params: ofIndicator,
    query: Type.Object({
      from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '前一个日期' }),
      until: AsOf,
      period: Type.Optional(PeriodText),
      scope: Type.Optional(ScopeText),
    }),
    answer: WaterfallAnswer,
  }),
  sign: defineRoute('POST', '/api/d/:district/indicators/:register/:figure/signatures', {
    access: 'figures.sign',
    summary: '签发：固定数值、口径和依据的摘要（SM3）',
    params: ofIndicator,
    body: Type.Object(Asked),
    answer: Type.Object({ data: Signature }),
    status: 201,
  }),
  signatures: defineRoute('GET', '/api/d/:district/signatures', {
    access: 'district.enter',
    summary: '签发记录，最新在前',
    params: inDistrict,
    query: Type.Object({ ...PageQuery, register: Type.Optional(RegisterKey), figure: Type.Optional(FigureKey) }),
    answer: pageOf(Signature),
  }),
  verify: defineRoute('GET', '/api/d/:district/signatures/:signature/verification', {
    access: 'district.enter',
    summary: '验证签发：由历史数据重新推算并比对摘要',
    params: Type.Object({ district: District, signature: Id }),
    answer: Type.Object({ data: Verification }),
  }),
  binding: defineRoute('GET', '/api/d/:district/figures/:figure/binding', {
    access: 'documents.read',
    summary: '报告中一个数字所对应的台账指标和核对结果',
    params: ofFigure,
    answer: BindingAnswer,
  }),
  bind: defineRoute('POST', '/api/d/:district/figures/:figure/binding', {
    access: 'documents.write',
    summary: '把报告中的数字对应到台账指标；都为空则标记为无对应',
    params: ofFigure,
    body: Type.Object({
      register: nullable(RegisterKey),
      figure: nullable(FigureKey),
      scope: Type.Optional(ScopeText),
      period: Type.Optional(PeriodText),
    }),
    answer: BindingAnswer,
  }),
  unbind: defineRoute('DELETE', '/api/d/:district/figures/:figure/binding', {
    access: 'documents.write',
    summary: '取消人工对应，恢复自动判断',
    params: ofFigure,
    answer: BindingAnswer,
  }),
};
