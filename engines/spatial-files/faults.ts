import { defineFaults } from '@quantu/base';

export const spatialFault = defineFaults({
  'crs.unknown': { status: 422, text: '不认识坐标系“{text}”，请写成 EPSG 编号（如 EPSG:4549）或“CGCS2000 3度带 120E”' },
  'crs.needs-parameters': {
    status: 422,
    text: '坐标系是{name}，与 CGCS2000 没有公开的换算关系，请先转换到 CGCS2000，或填写本地的七参数后再导入',
  },
  'spatial.empty': { status: 422, text: '文件“{name}”是空的，请检查后重新上传' },
  'spatial.too-large': { status: 413, text: '文件“{name}”有 {size}，超过上限 {limit}，请按乡镇或图层拆分后再导入' },
  'spatial.too-many': { status: 413, text: '文件“{name}”的{what}超过上限 {limit}，请拆分后再导入' },
  'spatial.bomb': { status: 422, text: '文件“{name}”解压后超过上限 {limit}，疑似压缩炸弹，已停止读取' },
  'spatial.encrypted': { status: 422, text: '压缩包“{name}”设有密码，请取消密码重新打包后再导入' },
  'spatial.damaged': { status: 422, text: '文件“{name}”已损坏或不完整（{reason}），请重新导出后再导入' },
  'spatial.unsupported': { status: 415, text: '文件“{name}”不是认识的空间数据（{reason}），{advice}' },
  'spatial.no-layer': { status: 422, text: '文件“{name}”里没有名为“{layer}”的图层，里面有：{found}' },
  'spatial.nothing': { status: 422, text: '文件“{name}”里没有找到空间数据，{advice}' },
  'spatial.encoding': { status: 422, text: '不认识文字编码“{encoding}”，请写 UTF-8 或 GBK' },
  'spatial.too-slow': { status: 422, text: '读取“{name}”超过 {seconds} 秒，已停止，请拆分后再导入' },
  'spatial.broken': { status: 422, text: '读取“{name}”时出错（{reason}），请用 Shapefile 或 GeoJSON 重新导出后再导入' },
  'spatial.needs-metres': {
    status: 422,
    text: '{format}只能用平面坐标，{crs}是经纬度，请选 CGCS2000 3 度带（如 EPSG:4528）',
  },
});

/** The file's name for a sentence: its last part, no control characters, not longer than a line. */
export function shownName(name: string): string {
  const last = (name.split(/[/\\]/).pop() ?? '').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '');
  const characters = Array.from(last);
  return characters.length <= 60 ? last || '未命名' : `${characters.slice(0, 57).join('')}…`;
}
