import { choice, defineRoute, nullable } from '@quantu/people';
import { Type } from '@sinclair/typebox';
import { FieldsQuery, ofRegister, SelectionQuery, SortQuery } from './params.ts';

export const outRoutes = {
  export: defineRoute('GET', '/api/d/:district/registers/:register/export/:format', {
    access: 'district.enter',
    summary: '导出当前筛选：xlsx、csv、geojson',
    params: Type.Composite([ofRegister, Type.Object({ format: choice(['xlsx', 'csv', 'geojson'], '格式') })]),
    query: Type.Object({ ...SelectionQuery, sort: SortQuery, fields: FieldsQuery }),
    medium: 'file',
  }),
  template: defineRoute('GET', '/api/d/:district/registers/:register/template', {
    access: 'district.enter',
    summary: '下载导入模板（xlsx，带下拉和填写说明）',
    params: ofRegister,
    medium: 'file',
  }),
  tile: defineRoute('GET', '/tiles/:district/:register/:z/:x/:y.mvt', {
    access: 'district.enter',
    summary: '当前筛选的矢量瓦片；每个图形带 id、title、state 和 by 字段的值',
    params: Type.Composite([
      ofRegister,
      Type.Object({ z: Type.Integer({ minimum: 0, maximum: 22 }), x: Type.Integer(), y: Type.Integer() }),
    ]),
    query: Type.Object({ ...SelectionQuery, by: Type.Optional(Type.String({ maxLength: 40 })) }),
    medium: 'file',
  }),
  extent: defineRoute('GET', '/api/d/:district/registers/:register/extent', {
    access: 'district.enter',
    summary: '当前筛选在地图上的范围和可定位的条数',
    params: ofRegister,
    query: Type.Object({ ...SelectionQuery }),
    answer: Type.Object({
      located: Type.Integer(),
      total: Type.Integer(),
      /** minLon, minLat, maxLon, maxLat; null when nothing is located. */
      box: nullable(Type.Array(Type.Number())),
    }),
  }),
};
