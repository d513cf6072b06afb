import type { Geometry } from '@quantu/geometry';
import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { IMPORT_STATES, ROW_KINDS } from '@quantu/product-registers';
import { Type, type Static } from '@sinclair/typebox';
import { Attributes, Box, DistrictPart, inDistrict } from '../params.ts';

export type SpatialImportState = (typeof IMPORT_STATES)[number];

export const CrsGuess = Type.Object({
  /** `EPSG:4549`, or `GCJ-02`, `BD-09`. */
  code: Type.String(),
  label: Type.String(),
  /** 0 to 1. */
  confidence: Type.Number(),
  /** One sentence. */
  why: Type.String(),
});

/** One layer of a file, what it becomes, and what was found in it. */
export const ImportedLayer = Type.Object({
  name: Type.String(),
  shape: choice(['area', 'line', 'point', 'mixed'] as const, '几何类型'),
  features: Type.Integer(),
  encoding: Type.String(),
  fields: Type.Array(
    Type.Object({ name: Type.String(), kind: Type.String(), samples: Type.Array(Type.String(), { maxItems: 5 }) }),
  ),
  /** In the file's own coordinates. */
  rawBox: nullable(Type.Array(Type.Number())),
  /** Where it comes to lie by the chosen coordinate system; null while there is none. */
  box: nullable(Box),
  crs: nullable(CrsGuess),
  alternatives: Type.Array(CrsGuess),
  /** The known schema that fits: `DLTB`, `YJJBNTTB`, …; null when none does. */
  profile: nullable(Type.String()),
  profileLabel: nullable(Type.String()),
  /** What a person chose, or the guess. */
  isUsed: Type.Boolean(),
  /** An existing record of `map-layer`, or null: a new one with this code, name and role is made. */
  layer: nullable(Id),
  code: Type.String(),
  layerName: Type.String(),
  category: Type.String(),
  role: nullable(Type.String()),
  chosenCrs: nullable(Type.String()),
  /** The person has seen the doubt about the coordinates and chosen anyway. */
  isCrsConfirmed: Type.Boolean(),
  /** Attribute → what it is: `key`, `code`, `name`, or null (kept as an attribute). */
  keyField: nullable(Type.String()),
  codeField: nullable(Type.String()),
  nameField: nullable(Type.String()),
  codeSet: nullable(Type.String()),
  counts: nullable(
    Type.Object({
      new: Type.Integer(),
      changed: Type.Integer(),
      unchanged: Type.Integer(),
      removed: Type.Integer(),
      rejected: Type.Integer(),
      repaired: Type.Integer(),
    }),
  ),
  areaM2: nullable(Type.Number()),
  /** Sentences: what was mended with areas before and after, codes that are none, areas that differ by over 10 %. */
  findings: Type.Array(Type.Object({ kind: Type.String(), text: Type.String(), count: Type.Integer() })),
  /** After writing: the version it became. */
  version: nullable(Type.Object({ id: Id, number: Type.Integer() })),
});
export type ImportedLayer = Static<typeof ImportedLayer>;
export const ImportCounts = Type.Object({
  new: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  removed: Type.Integer(),
  rejected: Type.Integer(),
});
export type ImportCounts = Static<typeof ImportCounts>;

export const SpatialImport = Type.Object({
  id: Id,
  fileName: Type.String(),
  state: choice(IMPORT_STATES, '状态'),
  by: Type.String(),
  at: InstantText,
  job: nullable(Id),
  progress: Type.Number(),
  note: Type.String(),
  error: nullable(Type.String()),
  layers: Type.Array(ImportedLayer),
  counts: ImportCounts,
  notes: Type.Array(Type.String()),
  can: Type.Object({
    map: Type.Boolean(),
    check: Type.Boolean(),
    write: Type.Boolean(),
    undo: Type.Boolean(),
    cancel: Type.Boolean(),
  }),
});
export type SpatialImport = Static<typeof SpatialImport>;

const ofImport = Type.Object({ ...DistrictPart, import: Id });
const importAnswer = Type.Object({ data: SpatialImport });
export const LayerChoice = Type.Pick(ImportedLayer, [
  'name',
  'isUsed',
  'layer',
  'code',
  'layerName',
  'category',
  'role',
  'chosenCrs',
  'isCrsConfirmed',
  'keyField',
  'codeField',
  'nameField',
  'codeSet',
]);
export const StagedRow = Type.Object({
  part: Type.Integer(),
  seq: Type.Integer(),
  key: Type.String(),
  kind: choice(ROW_KINDS, '结果'),
  code: nullable(Type.String()),
  name: nullable(Type.String()),
  attributes: Attributes,
  areaM2: Type.Number(),
  problems: Type.Array(Type.String()),
  box: nullable(Box),
});

const IMPORTS = '/api/d/:district/map/imports';

export const PROBLEM_FORMATS = ['xlsx', 'geojson'] as const;

export const spatialImportRoutes = {
  upload: defineRoute('POST', IMPORTS, {
    access: 'plans.write',
    summary: '空间数据导入第一步：上传文件，识别图层、坐标系和字段',
    params: inDistrict,
    takes: 'file',
    answer: importAnswer,
    status: 201,
  }),
  imports: defineRoute('GET', IMPORTS, {
    access: 'plans.write',
    summary: '空间数据导入记录',
    params: inDistrict,
    query: Type.Object({ ...PageQuery }),
    answer: pageOf(SpatialImport),
  }),
  import: defineRoute('GET', `${IMPORTS}/:import`, {
    access: 'plans.write',
    summary: '一次空间数据导入',
    params: ofImport,
    answer: importAnswer,
  }),
  choose: defineRoute('PATCH', `${IMPORTS}/:import`, {
    access: 'plans.write',
    summary: '空间数据导入第二步：确认坐标系、目标图层和字段',
    params: ofImport,
    body: Type.Object({ layers: Type.Array(LayerChoice, { maxItems: 200 }) }),
    answer: importAnswer,
  }),
  /** A sample of a layer by the chosen coordinate system, for the map, before anything is stored. */
  preview: defineRoute('GET', `${IMPORTS}/:import/preview`, {
    access: 'plans.write',
    summary: '入库前在地图上预览（GeoJSON，最多 3000 个要素）',
    params: ofImport,
    query: Type.Object({ part: Type.Integer({ minimum: 0 }), crs: Type.Optional(Type.String({ maxLength: 40 })) }),
    answer: Type.Unsafe<{
      type: 'FeatureCollection';
      features: { type: 'Feature'; geometry: Geometry; properties: Record<string, unknown> }[];
      total: number;
    }>(Type.Object({ type: Type.String() }, { additionalProperties: true })),
  }),
  check: defineRoute('POST', `${IMPORTS}/:import/check`, {
    access: 'plans.write',
    summary: '空间数据导入第三步：试运行，修复几何、核对编码、与现行版本逐个比较，不写入',
    params: ofImport,
    answer: importAnswer,
  }),
  rows: defineRoute('GET', `${IMPORTS}/:import/rows`, {
    access: 'plans.write',
    summary: '试运行的逐个要素结果',
    params: ofImport,
    query: Type.Object({
      ...PageQuery,
      part: Type.Optional(Type.Integer({ minimum: 0 })),
      kind: Type.Optional(choice(ROW_KINDS, '结果')),
      onlyProblems: Type.Optional(Type.Boolean()),
    }),
    answer: pageOf(StagedRow),
  }),
  problems: defineRoute('GET', `${IMPORTS}/:import/problems`, {
    access: 'plans.write',
    summary: '下载问题清单：退回、修复和有疑问的要素，附原因',
    params: ofImport,
    query: Type.Object({ format: choice(PROBLEM_FORMATS, '格式') }),
    medium: 'file',
  }),
  write: defineRoute('POST', `${IMPORTS}/:import/write`, {
    access: 'plans.write',
    summary: '空间数据导入第四步：一次事务写成新版本（草稿），不影响现行版本',
    params: ofImport,
    answer: importAnswer,
  }),
  undo: defineRoute('POST', `${IMPORTS}/:import/undo`, {
    access: 'plans.write',
    summary: '整体撤销一次导入；已发布的版本先撤销发布',
    params: ofImport,
    answer: importAnswer,
  }),
  cancel: defineRoute('POST', `${IMPORTS}/:import/cancel`, {
    access: 'plans.write',
    summary: '取消正在进行的步骤',
    params: ofImport,
    answer: importAnswer,
  }),
};
