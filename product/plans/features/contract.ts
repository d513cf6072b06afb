import { choice, defineRoute, Id, nullable, PageQuery } from '@quantu/people';
import { Type } from '@sinclair/typebox';
import { Attributes, Box, DistrictPart, ofLayer, Shape } from '../params.ts';

const ofVersion = Type.Object({ ...DistrictPart, layer: Id, version: Type.Integer({ minimum: 1 }) });
export const DIFFERENCES = ['added', 'removed', 'geometry', 'attributes'] as const;

export const versionRoutes = {
  publish: defineRoute('POST', '/api/d/:district/map/layers/:layer/versions/:version/publish', {
    access: 'plans.write',
    summary: '发布一个草稿版本，原现行版本成为历史版本',
    params: ofVersion,
    body: Type.Object({
      reason: Type.String({ minLength: 1, maxLength: 500, description: '理由' }),
      basis: Type.Optional(Type.String({ maxLength: 300 })),
    }),
    answer: Type.Object({ data: Type.Object({ number: Type.Integer() }) }),
  }),
  withdraw: defineRoute('POST', '/api/d/:district/map/layers/:layer/versions/:version/withdraw', {
    access: 'plans.write',
    summary: '撤销一个版本：草稿丢弃，现行版本退回上一版',
    params: ofVersion,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500, description: '理由' }) }),
    answer: Type.Object({ data: Type.Object({ current: nullable(Type.Integer()) }) }),
  }),
  difference: defineRoute('GET', '/api/d/:district/map/layers/:layer/difference', {
    access: 'district.enter',
    summary: '两个版本或方案的差异：新增、删去、几何改变、属性改变',
    params: ofLayer,
    query: Type.Object({
      ...PageQuery,
      from: Type.Integer(),
      to: Type.Integer(),
      kind: Type.Optional(choice(DIFFERENCES, '差异')),
    }),
    answer: Type.Object({
      data: Type.Array(
        Type.Object({
          key: Type.String(),
          kind: choice(DIFFERENCES, '差异'),
          name: nullable(Type.String()),
          before: nullable(
            Type.Object({ code: nullable(Type.String()), areaM2: Type.Number(), attributes: Attributes }),
          ),
          after: nullable(
            Type.Object({ code: nullable(Type.String()), areaM2: Type.Number(), attributes: Attributes }),
          ),
          box: Box,
        }),
      ),
      page: Type.Object({ offset: Type.Integer(), size: Type.Integer(), total: Type.Integer() }),
      counts: Type.Object({
        added: Type.Integer(),
        removed: Type.Integer(),
        geometry: Type.Integer(),
        attributes: Type.Integer(),
      }),
    }),
  }),
  /** Changes of features make or extend the layer's draft, or a scenario; `base` is what they were drawn on. */
  edit: defineRoute('POST', '/api/d/:district/map/layers/:layer/edits', {
    access: 'plans.write',
    summary: '在草稿版本或方案里新增、修改、删去要素',
    params: ofLayer,
    body: Type.Object({
      base: Type.Integer({ description: '在哪一版上画的；负数为方案编号' }),
      reason: Type.String({ minLength: 1, maxLength: 500, description: '理由' }),
      changes: Type.Array(
        Type.Object({
          /** Null: a new feature. */
          key: nullable(Type.String({ maxLength: 200 })),
          /** Null: it is taken out. */
          shape: nullable(Shape),
          code: Type.Optional(nullable(Type.String({ maxLength: 40 }))),
          name: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
          attributes: Type.Optional(Attributes),
          /** What it was split off or merged from: kept as the attribute 来源图斑. */
          from: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 })),
        }),
        { minItems: 1, maxItems: 1000 },
      ),
    }),
    answer: Type.Object({
      data: Type.Object({
        number: Type.Integer(),
        keys: Type.Array(Type.String()),
        /** What was mended, and which features lie over others: sentences. */
        findings: Type.Array(Type.String()),
      }),
    }),
  }),
};
