import { choice, defineRoute, Id, nullable, pageOf, PageQuery } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, Attributes, Box, DistrictPart, inDistrict, ofLayer, Shape, Version } from '../params.ts';

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
