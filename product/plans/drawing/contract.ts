import { choice, defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, Attributes, inDistrict, ofLayer, Shape, Version } from '../contract.ts';

/** Exact shapes, as stored: a tile is rounded to what a screen shows, an edge that is moved must not be. */
export const ShapeRow = Type.Object({
  key: Type.String(),
  code: nullable(Type.String()),
  name: nullable(Type.String()),
  /** The class in the standard of 2023, where it is known. */
  use: nullable(Type.String()),
  attributes: Attributes,
  areaM2: Type.Number(),
  shape: Shape,
});
export type ShapeRow = Static<typeof ShapeRow>;
/** So many shapes are drawn or edited at once. */
export const MOST_SHAPES = 5000;

/** What the values of one attribute are like, for classes of a thematic map. */
export const FieldValues = Type.Object({
  field: Type.String(),
  kind: choice(['number', 'text'] as const, '字段类型'),
  features: Type.Integer(),
  missing: Type.Integer(),
  /** Of numbers: up to 1,000 of them in order, evenly taken, the smallest and the largest among them. */
  numbers: Type.Array(Type.Number()),
  /** Of texts: the most frequent, up to 60. */
  texts: Type.Array(Type.Object({ value: Type.String(), features: Type.Integer() })),
});
export type FieldValues = Static<typeof FieldValues>;

export const PAPERS = ['A4', 'A3', 'A2', 'A1', 'A0'] as const;
/** What is printed: where, how large, which layers; the first layer lies on top. */
export const SheetWish = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 80, description: '图名' }),
  paper: choice(PAPERS, '纸张'),
  isLandscape: Type.Boolean(),
  /** 1:scale. */
  scale: Type.Integer({ minimum: 200, maximum: 200_000, description: '比例尺分母' }),
  center: Type.Tuple([Type.Number(), Type.Number()], { description: '图幅中心经纬度' }),
  layers: Type.Array(Type.Object({ layer: Id, version: Version, opacity: Type.Number({ minimum: 0, maximum: 1 }) }), {
    maxItems: 30,
  }),
  /** 审图号; empty leaves its place. */
  approval: Type.String({ maxLength: 60 }),
  maker: Type.String({ maxLength: 60, description: '制图单位' }),
});
export type SheetWish = Static<typeof SheetWish>;

/** What screens need to draw, edit and print layers exactly. */
export const drawingRoutes = {
  shapes: defineRoute('GET', '/api/d/:district/map/layers/:layer/shapes', {
    access: 'district.enter',
    summary: '范围内要素的原始几何（最多 5000 个），编辑和打印用',
    params: ofLayer,
    query: Type.Object({
      box: Type.String({ maxLength: 120, description: '西,南,东,北' }),
      version: Version,
      asOf: AsOf,
      most: Type.Optional(
        Type.Integer({ minimum: 1, maximum: MOST_SHAPES, description: '多于这么多就只给个数，不给几何' }),
      ),
    }),
    answer: Type.Object({ data: Type.Array(ShapeRow), total: Type.Integer(), version: Type.Integer() }),
  }),
  fields: defineRoute('GET', '/api/d/:district/map/layers/:layer/fields', {
    access: 'district.enter',
    summary: '图层有哪些属性字段',
    params: ofLayer,
    query: Type.Object({ version: Version, asOf: AsOf }),
    answer: Type.Object({ data: Type.Array(Type.Object({ field: Type.String(), kind: Type.String() })) }),
  }),
  values: defineRoute('GET', '/api/d/:district/map/layers/:layer/values', {
    access: 'district.enter',
    summary: '一个属性字段的取值分布，专题图分级用',
    params: ofLayer,
    query: Type.Object({ field: Type.String({ minLength: 1, maxLength: 60 }), version: Version, asOf: AsOf }),
    answer: Type.Object({ data: FieldValues }),
  }),
};

export const printRoutes = {
  print: defineRoute('POST', '/api/d/:district/map/print', {
    access: 'district.enter',
    summary: '按比例尺出图（A4–A0 矢量 PDF）',
    params: inDistrict,
    body: SheetWish,
    medium: 'file',
  }),
};
