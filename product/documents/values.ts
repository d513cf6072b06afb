import { choice, Id, nullable } from '@quantu/people';
import { Type, type Static, type TSchema } from '@sinclair/typebox';

const closed = { additionalProperties: false };
const Words = (description: string, maxLength = 500) => Type.String({ maxLength, description });
const Offset = Type.Integer({ minimum: 0, description: '位置' });

export const FIGURE_KINDS = [
  'count',
  'amount',
  'rate',
  'growth',
  'pp_diff',
  'threshold',
  'standard',
  'discount',
  'ratio',
  'range',
  'range_id',
  'from',
  'to',
  'target',
  'area',
  'length',
  'duration',
  'capacity',
  'weight',
  'concentration',
] as const;
export const APPROX = ['exact', '多', '余', '近', '约', '以上', '以下', '超', '左右', '虚数'] as const;
export const ENTITY_TYPES = [
  'department',
  'organ',
  'place',
  'zone',
  'project',
  'plan',
  'programme',
  'event',
  'brand',
  'company',
  'person',
] as const;
export const ENTITY_STATUSES = [
  'planned',
  'in_progress',
  'draft_done',
  'reviewed',
  'submitted',
  'revising_for_approval',
  'compiled',
  'approved',
  'issued',
  'revision',
  'negotiating',
  'signed',
  'started',
  'done',
] as const;
const COMPARISONS = ['同比', '环比', '较上年', '占计划', '序时', '由到', '占比', '较'] as const;

/** 数值：不带千分位的十进制数，如 `30436000000`、`-3.5`. */
const DecimalText = Type.String({ pattern: '^-?\\d{1,30}(\\.\\d{1,12})?$', description: '数值' });
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '日期' });

/** 公文首尾. */
export const HeadValue = Type.Object(
  {
    kind: nullable(Words('文种', 20)),
    number: nullable(Words('发文字号', 100)),
    title: nullable(Words('标题')),
    issuer: nullable(Words('发文机关', 200)),
    addressee: nullable(Words('主送机关', 200)),
    signer: nullable(Words('签发人', 100)),
    dated: nullable(DayText),
    printedOn: nullable(DayText),
    publicity: nullable(Words('公开方式', 20)),
  },
  closed,
);
export type HeadValue = Static<typeof HeadValue>;

/** 审议意见: one H2 of the part that tells what was done. */
export const OpinionValue = Type.Object(
  { marker: Words('序号', 20), title: Words('意见'), section: Type.String() },
  closed,
);
export type OpinionValue = Static<typeof OpinionValue>;

/** 举措: one H3 of an opinion. `opinion` is the id of the opinion's proposal. */
export const MeasureValue = Type.Object(
  { marker: Words('序号', 20), title: Words('举措'), text: Words('内容', 20_000), opinion: Id, section: Type.String() },
  closed,
);
export type MeasureValue = Static<typeof MeasureValue>;

export const ComparisonValue = Type.Object(
  { type: choice(COMPARISONS, '比较方式'), base: Type.Optional(Words('比较基数')) },
  closed,
);

/** 数字. `subsetOf` is the id of the proposal of the whole this is a part of. */
export const FigureValue = Type.Object(
  {
    start: Offset,
    end: Offset,
    surface: Words('原文', 200),
    value: DecimalText,
    value2: nullable(DecimalText),
    unit: Words('单位', 40),
    approx: choice(APPROX, '约数'),
    kind: choice(FIGURE_KINDS, '类别'),
    subject: Words('指标名称'),
    subsetOf: nullable(Id),
    comparison: nullable(ComparisonValue),
    period: nullable(Words('时期', 100)),
    section: nullable(Type.String()),
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
  },
  closed,
);
export type FigureValue = Static<typeof FigureValue>;

/** 实体: a department, a plan, a project, a place … */
export const EntityValue = Type.Object(
  {
    type: choice(ENTITY_TYPES, '类别'),
    name: Words('名称'),
    status: nullable(Words('状态', 40)),
    aliases: Type.Array(Words('别名'), { maxItems: 100 }),
    mentions: Type.Array(Type.Tuple([Offset, Offset])),
  },
  closed,
);
export type EntityValue = Static<typeof EntityValue>;

/** 承诺: one promise of the 下一步 part. */
export const CommitmentValue = Type.Object(
  {
    start: Offset,
    end: Offset,
    verb: Words('动作', 100),
    object: Words('事项', 2000),
    owner: nullable(Words('责任单位', 200)),
    due: nullable(Words('时限', 100)),
    measure: nullable(Words('衡量标准')),
    section: nullable(Type.String()),
  },
  closed,
);
export type CommitmentValue = Static<typeof CommitmentValue>;

/** 发现: what does not add up. It is never corrected, only acknowledged or dismissed with a reason. */
export const FindingValue = Type.Object(
  {
    code: Type.String(),
    severity: choice(['error', 'warn', 'info'], '严重程度'),
    at: Type.Tuple([Offset, Offset]),
    also: Type.Array(Type.Tuple([Offset, Offset])),
    text: Type.String(),
  },
  closed,
);
export type FindingValue = Static<typeof FindingValue>;

/** What a person may change of each kind: any of its fields but those that say where it stands in the text. */
const someOf = <T extends TSchema>(schema: T) => Type.Optional(schema);
export const HeadCorrection = Type.Partial(HeadValue, { ...closed, description: '公文首尾' });
export const OpinionCorrection = Type.Partial(Type.Pick(OpinionValue, ['title']), closed);
export const MeasureCorrection = Type.Partial(Type.Pick(MeasureValue, ['title', 'opinion']), closed);
export const FigureCorrection = Type.Partial(Type.Omit(FigureValue, ['section', 'confidence']), closed);
export const EntityCorrection = Type.Partial(
  Type.Object({
    ...Type.Pick(EntityValue, ['type', 'name', 'aliases']).properties,
    status: nullable(choice(ENTITY_STATUSES, '状态')),
  }),
  closed,
);
export const CommitmentCorrection = Type.Partial(Type.Omit(CommitmentValue, ['section']), closed);

/** One of these goes with `act: 'correct'`, the one of the proposal's own kind. */
export const Corrections = {
  head: someOf(HeadCorrection),
  opinion: someOf(OpinionCorrection),
  measure: someOf(MeasureCorrection),
  figure: someOf(FigureCorrection),
  entity: someOf(EntityCorrection),
  commitment: someOf(CommitmentCorrection),
};

/** The value of each kind of proposal. */
export interface Values {
  head: HeadValue;
  opinion: OpinionValue;
  measure: MeasureValue;
  figure: FigureValue;
  entity: EntityValue;
  commitment: CommitmentValue;
  finding: FindingValue;
}
