import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, inDistrict } from '../params.ts';

/** How many records, and the filter of the register that lists exactly these. */
const Count = Type.Object({ count: Type.Integer(), register: Type.String(), filter: Type.String() });
export type Count = Static<typeof Count>;

/** A number of the page: a count, or a share of two counts. */
export const Figure = Type.Object({
  /** `12` or `93.8`; null where nothing can be said. */
  value: nullable(Type.String()),
  /** Why nothing can be said. */
  why: Type.String(),
  of: Count,
  /** What it is a share of; null of a count. */
  base: nullable(Count),
});
export type Figure = Static<typeof Figure>;

const Column = Type.Object({
  key: Type.String(),
  label: Type.String(),
  unit: Type.String(),
  /** The formula of a share, the definition of a count. */
  formula: Type.String(),
});
export type Column = Static<typeof Column>;

const Row = Type.Object({
  key: Type.String(),
  label: Type.String(),
  now: Type.Array(Figure),
  before: Type.Array(Figure),
  /** `+3`, `-2.5`; null where one of the two is not known. */
  change: Type.Array(nullable(Type.String())),
});
export type Row = Static<typeof Row>;

export const StatisticTable = Type.Object({
  key: Type.String(),
  label: Type.String(),
  /** What its rows are: 主办单位. */
  by: Type.String(),
  note: Type.String(),
  columns: Type.Array(Column),
  /** All together first, then each. */
  rows: Type.Array(Row),
});
export type StatisticTable = Static<typeof StatisticTable>;

const Wish = Type.Object({
  year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2100, description: '年份' })),
  before: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2100, description: '对比年份' })),
  kind: Type.Optional(Type.String({ maxLength: 40, description: '建议类别' })),
  ...AsOf,
});
export type StatisticWish = Static<typeof Wish>;

export const Statistics = Type.Object({
  year: Type.Integer(),
  before: Type.Integer(),
  years: Type.Array(Type.Integer()),
  kinds: Type.Array(Type.Object({ code: Type.String(), label: Type.String() })),
  /** How 满意 and 办结 are counted, and where that is from; `record`: the rule that was put, null for the default. */
  rule: Type.Object({ text: Type.String(), source: Type.String(), record: nullable(Id) }),
  tables: Type.Array(StatisticTable),
});
export type Statistics = Static<typeof Statistics>;

export const statisticRoutes = {
  statistics: defineRoute('GET', '/api/d/:district/reviews/statistics', {
    access: 'district.enter',
    summary: '办理统计：办复率、办结率、见面率、满意率、按期率，公式和分母，两年对比',
    params: inDistrict,
    query: Wish,
    answer: Type.Object({ data: Statistics }),
  }),
  statisticsFile: defineRoute('GET', '/api/d/:district/reviews/statistics.xlsx', {
    access: 'district.enter',
    summary: '办理统计（Excel）',
    params: inDistrict,
    query: Wish,
    medium: 'file',
  }),
};
