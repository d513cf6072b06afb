import { defineFaults } from '@quantu/base';

export const mapFault = defineFaults({
  'map.no-layer': { status: 404, text: '没有这个图层，或者您无权查看' },
  'map.no-version': { status: 404, text: '图层“{layer}”没有第 {number} 版，或者您无权查看这一版' },
  'map.no-scenario': { status: 404, text: '没有这个方案，或者您无权查看' },
  'map.unpublished': { status: 404, text: '图层“{layer}”还没有发布的版本' },
  'map.tile': { status: 404, text: '没有这一格地图瓦片：{tile}（级别 0 到 22，行列号须在该级别之内）' },
  'map.feature': { status: 404, text: '图层“{layer}”第 {number} 版里没有标识为“{key}”的要素' },
  'map.box': { status: 422, text: '范围“{box}”不对，请写成“西,南,东,北”四个经纬度数字' },
  'map.day': { status: 422, text: '“{day}”不是存在的日期，请按 2026-07-10 的样子填写' },
  'map.crs': {
    status: 422,
    text: '不能导出为坐标系“{crs}”，请用 EPSG:4490、EPSG:4528、EPSG:4549、EPSG:4326 等 CGCS2000 或 WGS 84 坐标系',
  },
  'map.statistics-slow': { status: 422, text: '范围内的图形太多，统计没有完成，请画小一些的范围，或少选几个图层' },
  'map.area': { status: 422, text: '画定的范围不能用：{why}' },
});
