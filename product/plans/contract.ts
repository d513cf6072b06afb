import type { Geometry } from '@quantu/geometry';
import { choice, defineRoute, Id, InstantText, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';

const DistrictPart = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
export const inDistrict = Type.Object(DistrictPart);
export const ofLayer = Type.Object({ ...DistrictPart, layer: Id });
export const AsOf = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' }));
export const Version = Type.Optional(
  Type.Integer({ description: '版本号；负数为方案编号；不填为现行（或截至日的）版本' }),
);
export const Box = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()], {
  description: '西、南、东、北，经纬度',
});
/** GeoJSON geometry, CGCS2000 longitude and latitude. */
export const Shape = Type.Unsafe<Geometry>(Type.Object({ type: Type.String() }, { additionalProperties: true }));
export const Attributes = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
);
export const JobAnswer = Type.Object({ data: Type.Object({ job: Id }) });

/* ---------- import of spatial files ---------- */

export const SPATIAL_IMPORT_STATES = [
  'reading',
  'mapping',
  'checking',
  'checked',
  'writing',
  'written',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const;
export type SpatialImportState = (typeof SPATIAL_IMPORT_STATES)[number];

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
  state: choice(SPATIAL_IMPORT_STATES, '状态'),
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
  kind: choice(['new', 'changed', 'unchanged', 'rejected'] as const, '结果'),
  code: nullable(Type.String()),
  name: nullable(Type.String()),
  attributes: Attributes,
  areaM2: Type.Number(),
  problems: Type.Array(Type.String()),
  box: nullable(Box),
});

const IMPORTS = '/api/d/:district/map/imports';
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
      kind: Type.Optional(choice(['new', 'changed', 'unchanged', 'rejected'] as const, '结果')),
      onlyProblems: Type.Optional(Type.Boolean()),
    }),
    answer: pageOf(StagedRow),
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

/* ---------- versions and editing ---------- */

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

/* ---------- the map ---------- */

/** How a layer is drawn: by class with the standard's colours, or in one colour. */
export const LegendEntry = Type.Object({
  code: nullable(Type.String()),
  label: Type.String(),
  colour: Type.String(),
  features: Type.Integer(),
  areaM2: Type.Number(),
});
export const MapLayer = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  category: Type.String(),
  categoryLabel: Type.String(),
  theme: nullable(Type.String()),
  shape: choice(['area', 'line', 'point'] as const, '几何类型'),
  role: nullable(Type.String()),
  roleLabel: nullable(Type.String()),
  plan: nullable(Type.Object({ id: Id, name: Type.String(), state: Type.String() })),
  holder: nullable(Type.String()),
  basis: nullable(Type.String()),
  colour: nullable(Type.String()),
  codeSet: nullable(Type.String()),
  order: Type.Integer(),
  /** The version that is shown: the published one, or that of the as-of day; null: nothing is published. */
  version: nullable(
    Type.Object({ number: Type.Integer(), title: Type.String(), publishedOn: nullable(Type.String()) }),
  ),
  drafts: Type.Array(Type.Object({ number: Type.Integer(), title: Type.String() })),
  /** Those still compared; for who draws plans. */
  scenarios: Type.Array(Type.Object({ number: Type.Integer(), name: Type.String(), base: Type.Integer() })),
  features: Type.Integer(),
  areaM2: Type.Number(),
  box: nullable(Box),
  legend: Type.Array(LegendEntry),
});
export type MapLayer = Static<typeof MapLayer>;

export const Hit = Type.Object({
  layer: Id,
  layerName: Type.String(),
  version: Type.Integer(),
  key: Type.String(),
  name: nullable(Type.String()),
  code: nullable(Type.String()),
  codeLabel: nullable(Type.String()),
  areaM2: Type.Number(),
  attributes: Attributes,
  shape: Shape,
});
export type Hit = Static<typeof Hit>;

export const BalanceRow = Type.Object({
  code: nullable(Type.String()),
  label: Type.String(),
  features: Type.Integer(),
  areaM2: Type.Number(),
  /** Of the area asked about, decimal text. */
  share: Type.String(),
});
export const AreaStatistics = Type.Object({
  areaM2: Type.Number(),
  layers: Type.Array(
    Type.Object({
      layer: Id,
      name: Type.String(),
      version: Type.Integer(),
      features: Type.Integer(),
      coveredM2: Type.Number(),
      /** What features of one class cover more than once: counted once. */
      againM2: Type.Number(),
      lengthM: Type.Number(),
      /** 用地平衡表: by class, with what nothing covers as the last row. */
      balance: Type.Array(BalanceRow),
    }),
  ),
});

/**
 * The layer within each tile of the map. Its features carry `key`, `code`, `name`, `areaM2`, and as `by` the attribute
 * that was asked for.
 */
export const TILE_LAYER = 'features';
/** What a layer can be taken out as. */
export const EXPORT_FORMATS = ['shapefile', 'geojson', 'gpkg', 'gdb', 'kml', 'dxf', 'csv', 'txt'] as const;

const Layers = Type.Optional(
  Type.String({ maxLength: 4000, description: '图层，逗号分隔；id@3 指定版本，id@-1 指定方案；不填为全部' }),
);

export const mapRoutes = {
  layers: defineRoute('GET', '/api/d/:district/map/layers', {
    access: 'district.enter',
    summary: '一张图的图层树，带版本、图例和范围',
    params: inDistrict,
    query: Type.Object({ asOf: AsOf }),
    answer: Type.Object({ data: Type.Array(MapLayer) }),
  }),
  tile: defineRoute('GET', '/api/d/:district/map/layers/:layer/tiles/:z/:x/:y', {
    access: 'district.enter',
    summary: '图层的矢量瓦片（MVT）',
    params: Type.Object({ ...DistrictPart, layer: Id, z: Type.Integer(), x: Type.Integer(), y: Type.Integer() }),
    query: Type.Object({
      version: Version,
      by: Type.Optional(Type.String({ maxLength: 60, description: '随要素带上的属性字段，专题图用' })),
    }),
    medium: 'file',
  }),
  features: defineRoute('GET', '/api/d/:district/map/layers/:layer/features', {
    access: 'district.enter',
    summary: '图层的要素表',
    params: ofLayer,
    query: Type.Object({
      ...PageQuery,
      version: Version,
      code: Type.Optional(Type.String({ maxLength: 40 })),
      text: Type.Optional(Type.String({ maxLength: 100 })),
      box: Type.Optional(Type.String({ maxLength: 120, description: '西,南,东,北' })),
    }),
    answer: pageOf(Type.Omit(Hit, ['shape', 'layerName'])),
  }),
  feature: defineRoute('GET', '/api/d/:district/map/layers/:layer/feature', {
    access: 'district.enter',
    summary: '一个要素，带几何和它在各版本的样子',
    params: ofLayer,
    query: Type.Object({ key: Type.String({ maxLength: 200 }), version: Version }),
    answer: Type.Object({
      data: Hit,
      versions: Type.Array(
        Type.Object({
          first: Type.Integer(),
          last: nullable(Type.Integer()),
          areaM2: Type.Number(),
          code: nullable(Type.String()),
        }),
      ),
    }),
  }),
  identify: defineRoute('GET', '/api/d/:district/map/identify', {
    access: 'district.enter',
    summary: '一点处所有图层有什么',
    params: inDistrict,
    query: Type.Object({
      lon: Type.Number({ minimum: -180, maximum: 180 }),
      lat: Type.Number({ minimum: -90, maximum: 90 }),
      /** For points and lines. */
      toleranceM: Type.Optional(Type.Number({ minimum: 0, maximum: 5000 })),
      layers: Layers,
      asOf: AsOf,
    }),
    answer: Type.Object({ data: Type.Array(Hit) }),
  }),
  search: defineRoute('GET', '/api/d/:district/map/search', {
    access: 'district.enter',
    summary: '按名称、拼音、地块编号找图上的要素和规划',
    params: inDistrict,
    query: Type.Object({
      text: Type.String({ minLength: 1, maxLength: 100 }),
      size: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    }),
    answer: Type.Object({ data: Type.Array(Type.Omit(Hit, ['attributes', 'shape'])), boxes: Type.Array(Box) }),
  }),
  statistics: defineRoute('POST', '/api/d/:district/map/statistics', {
    access: 'district.enter',
    summary: '画定范围内各图层的统计和用地平衡表',
    params: inDistrict,
    body: Type.Object({
      area: Shape,
      layers: Type.Optional(Type.Array(Type.Object({ layer: Id, version: Version }), { maxItems: 100 })),
      asOf: AsOf,
    }),
    answer: Type.Object({ data: AreaStatistics }),
  }),
  export: defineRoute('GET', '/api/d/:district/map/layers/:layer/export', {
    access: 'district.enter',
    summary: '导出图层：格式和坐标系可选，附元数据',
    params: ofLayer,
    query: Type.Object({
      format: choice(EXPORT_FORMATS, '格式'),
      crs: Type.Optional(Type.String({ maxLength: 60, description: 'EPSG:4490、EPSG:4549 等，默认 EPSG:4490' })),
      version: Version,
    }),
    medium: 'file',
  }),
};
export const planRoutes = { ...spatialImportRoutes, ...versionRoutes, ...mapRoutes };
