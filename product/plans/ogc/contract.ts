import { defineRoute } from '@quantu/people';
import { Type } from '@sinclair/typebox';

const District = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
const Collection = Type.String({ pattern: '^[A-Za-z0-9_\\-]{1,60}$', description: '图层标识' });
const ofDistrict = Type.Object(District);
const ofCollection = Type.Object({ ...District, collection: Collection });
const Format = { f: Type.Optional(Type.String({ maxLength: 40, description: '格式 f' })) };
const Text = (description: string, maxLength = 200) => Type.Optional(Type.String({ maxLength, description }));

/** Features on a page that asks for no number, and at most. */
export const ITEMS = 100;
export const MOST_ITEMS = 10_000;

/** What `items` takes beside the properties of a collection. */
export const ItemsQuery = Type.Object(
  {
    ...Format,
    limit: Type.Optional(Type.Integer({ minimum: 1, description: 'limit' })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000, description: 'offset' })),
    bbox: Text('bbox'),
    'bbox-crs': Text('bbox-crs'),
    datetime: Text('datetime', 80),
    crs: Text('crs'),
    filter: Text('filter', 16_000),
    'filter-lang': Text('filter-lang', 40),
    'filter-crs': Text('filter-crs'),
  },
  { additionalProperties: Type.Unknown() },
);

const read = { access: 'anyone', medium: 'file' } as const;
const BASE = '/ogc/d/:district';
const ONE = `${BASE}/collections/:collection`;

/**
 * OGC API – Features parts 1 to 3 and OGC API – Tiles over the layers of the map. Whoever comes with a session or token
 * sees what they see on the map, whoever comes without sees layers marked 可以公开.
 */
export const ogcRoutes = {
  root: defineRoute('GET', '/ogc', {
    ...read,
    summary: 'OGC API 总入口：只有一个区划时就是它的首页，否则列出各区划的首页',
    query: Type.Object(Format),
  }),
  rootConformance: defineRoute('GET', '/ogc/conformance', {
    ...read,
    summary: 'OGC API 总入口：符合的要求类',
    query: Type.Object(Format),
  }),
  rootCollections: defineRoute('GET', '/ogc/collections', {
    ...read,
    summary: 'OGC API 总入口：唯一区划的图层目录',
    query: Type.Object(Format),
  }),
  landing: defineRoute('GET', BASE, {
    ...read,
    summary: 'OGC API 首页',
    params: ofDistrict,
    query: Type.Object(Format),
  }),
  conformance: defineRoute('GET', `${BASE}/conformance`, {
    ...read,
    summary: 'OGC API 符合的要求类',
    params: ofDistrict,
    query: Type.Object(Format),
  }),
  api: defineRoute('GET', `${BASE}/api`, {
    ...read,
    summary: 'OGC API 接口说明（OpenAPI）',
    params: ofDistrict,
    query: Type.Object(Format),
  }),
  collections: defineRoute('GET', `${BASE}/collections`, {
    ...read,
    summary: 'OGC API 图层目录',
    params: ofDistrict,
    query: Type.Object(Format),
  }),
  collection: defineRoute('GET', ONE, {
    ...read,
    summary: 'OGC API 一个图层',
    params: ofCollection,
    query: Type.Object(Format),
  }),
  queryables: defineRoute('GET', `${ONE}/queryables`, {
    ...read,
    summary: 'OGC API 图层可以过滤的属性',
    params: ofCollection,
    query: Type.Object(Format),
  }),
  items: defineRoute('GET', `${ONE}/items`, {
    ...read,
    summary: 'OGC API 图层的要素：范围、时间、属性和 CQL2 过滤，坐标系可选',
    params: ofCollection,
    query: ItemsQuery,
  }),
  item: defineRoute('GET', `${ONE}/items/:feature`, {
    ...read,
    summary: 'OGC API 一个要素',
    params: Type.Object({ ...District, collection: Collection, feature: Type.String({ maxLength: 200 }) }),
    query: Type.Object({ ...Format, crs: Text('crs') }),
  }),
  tilesets: defineRoute('GET', `${ONE}/tiles`, {
    ...read,
    summary: 'OGC API 图层的瓦片集',
    params: ofCollection,
    query: Type.Object(Format),
  }),
  tileset: defineRoute('GET', `${ONE}/tiles/:set`, {
    ...read,
    summary: 'OGC API 一个瓦片集',
    params: Type.Object({ ...District, collection: Collection, set: Type.String({ maxLength: 60 }) }),
    query: Type.Object(Format),
  }),
  tile: defineRoute('GET', `${ONE}/tiles/:set/:matrix/:row/:column`, {
    ...read,
    summary: 'OGC API 一格矢量瓦片',
    params: Type.Object({
      ...District,
      collection: Collection,
      set: Type.String({ maxLength: 60 }),
      matrix: Type.Integer(),
      row: Type.Integer(),
      column: Type.Integer(),
    }),
    query: Type.Object(Format),
  }),
  matrixSets: defineRoute('GET', `${BASE}/tileMatrixSets`, {
    ...read,
    summary: 'OGC API 瓦片方案',
    params: ofDistrict,
    query: Type.Object(Format),
  }),
  matrixSet: defineRoute('GET', `${BASE}/tileMatrixSets/:set`, {
    ...read,
    summary: 'OGC API 一个瓦片方案',
    params: Type.Object({ ...District, set: Type.String({ maxLength: 60 }) }),
    query: Type.Object(Format),
  }),
};
