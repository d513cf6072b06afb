import { choice, defineRoute, Id, InstantText, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { Box, DistrictPart, inDistrict } from '../params.ts';

/** What 天地图 offers as a ground: streets, pictures from above, relief. */
export const TIANDITU_STYLES = { vec: '天地图 矢量', img: '天地图 影像', ter: '天地图 地形' } as const;
/** Where its tiles come from; nothing else foreign is ever let in. */
export const TIANDITU_HOSTS = 'https://*.tianditu.gov.cn';

const BasemapFile = Type.Object({
  id: Id,
  name: Type.String(),
  /** Pictures or vectors, and in which form. */
  kind: choice(['raster', 'vector'] as const, '瓦片种类'),
  format: choice(['mvt', 'png', 'jpeg', 'webp', 'avif'] as const, '瓦片格式'),
  minZoom: Type.Integer(),
  maxZoom: Type.Integer(),
  box: Box,
  /** Whose data it is, as plain text: it has to stand on the map. */
  attribution: Type.String(),
  /** Layers of vector tiles. */
  layers: Type.Array(Type.String()),
  sizeBytes: Type.Integer(),
  addedBy: Type.String(),
  addedAt: InstantText,
});
export type BasemapFile = Static<typeof BasemapFile>;

/** `none`, `tianditu-vec`, `tianditu-img`, `tianditu-ter`, or the id of a file. */
const Chosen = Type.String({ pattern: '^(none|tianditu-(vec|img|ter)|[0-9a-f-]{36})$', description: '底图' });

const Basemaps = Type.Object({
  files: Type.Array(BasemapFile),
  /** The key that the browser shows to 天地图; null: not set up. */
  tianditu: nullable(Type.Object({ key: Type.String() })),
  /** What lies under a map until somebody chooses for themselves. */
  chosen: Chosen,
});
export type Basemaps = Static<typeof Basemaps>;

const basemapsAnswer = Type.Object({ data: Basemaps, can: Type.Object({ change: Type.Boolean() }) });
const Z = Type.Integer({ minimum: 0, maximum: 26 });
const Column = Type.Integer({ minimum: 0 });
const BASEMAPS = '/api/d/:district/basemaps';
const ofBasemap = Type.Object({ ...DistrictPart, basemap: Id });

/** What lies under the district's own layers: files of tiles on this server, or 天地图. */
export const basemapRoutes = {
  basemaps: defineRoute('GET', BASEMAPS, {
    access: 'district.enter',
    summary: '底图：有哪些可选，默认用哪一个',
    params: inDistrict,
    answer: basemapsAnswer,
  }),
  addBasemap: defineRoute('POST', BASEMAPS, {
    access: 'plans.write',
    summary: '导入离线底图：PMTiles 第 3 版文件，图片或 MVT 矢量瓦片',
    params: inDistrict,
    takes: 'file',
    answer: basemapsAnswer,
    status: 201,
  }),
  removeBasemap: defineRoute('DELETE', `${BASEMAPS}/:basemap`, {
    access: 'plans.write',
    summary: '移除离线底图',
    params: ofBasemap,
    answer: basemapsAnswer,
  }),
  chooseBasemap: defineRoute('POST', `${BASEMAPS}/chosen`, {
    access: 'plans.write',
    summary: '设定本区默认的底图',
    params: inDistrict,
    body: Type.Object({ chosen: Chosen }),
    answer: basemapsAnswer,
  }),
  setTianditu: defineRoute('POST', `${BASEMAPS}/tianditu`, {
    access: 'plans.write',
    summary: '设定天地图密钥；空串为停用',
    params: inDistrict,
    body: Type.Object({ key: Type.String({ maxLength: 200 }) }),
    answer: basemapsAnswer,
  }),
  basemapTile: defineRoute('GET', `${BASEMAPS}/:basemap/tiles/:z/:x/:y`, {
    access: 'district.enter',
    summary: '离线底图的一格瓦片',
    params: Type.Object({ ...DistrictPart, basemap: Id, z: Z, x: Column, y: Column }),
    medium: 'file',
  }),
};
