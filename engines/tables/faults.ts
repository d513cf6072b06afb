import { defineFaults } from '@quantu/base';

export const tableFault = defineFaults({
  'table.empty': { status: 422, text: '文件“{name}”是空的，请检查后重新上传' },
  'table.no-cells': { status: 422, text: '文件“{name}”里没有任何内容，请检查是否选对了文件' },
  'table.too-large': { status: 413, text: '文件“{name}”有 {size}，超过上限 {limit}，请按部门或年度拆分后再导入' },
  'table.bomb': { status: 422, text: '文件“{name}”解压后超过上限（{limit}），疑似压缩炸弹，已停止读取' },
  'table.too-many': { status: 413, text: '文件“{name}”的{what}超过上限 {limit}，请拆分后再导入' },
  'table.encrypted': { status: 422, text: '文件“{name}”设有打开密码，请取消密码另存后再导入' },
  'table.damaged': { status: 422, text: '文件“{name}”已损坏或不完整（{reason}），请用 Excel 或 WPS 打开后另存再导入' },
  'table.doctype': { status: 422, text: '文件“{name}”内含 DOCTYPE 声明（外部实体风险），已拒绝读取' },
  'table.unsupported': { status: 415, text: '文件“{name}”是{kind}，不能按表格读取，{advice}' },
  'table.json': {
    status: 415,
    text: '文件“{name}”是 JSON，但{reason}，请另存为 .geojson（FeatureCollection）、.xlsx 或 .csv 再导入',
  },
  'table.projected': {
    status: 422,
    text: '文件“{name}”的坐标系是 {crs}，台账只收经纬度（CGCS2000），请换算成 EPSG:4490 再导入',
  },
  'table.no-head': { status: 422, text: '在“{sheet}”里没有找到表头，请指定表头所在的行' },
});

/** The file's name for a sentence: its last part, no control characters, not longer than a line. */
export function shownFileName(name: string): string {
  const last = (name.split(/[/\\]/).pop() ?? '').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '');
  const characters = Array.from(last);
  return characters.length <= 60 ? last || '未命名' : `${characters.slice(0, 57).join('')}…`;
}
