import { defineFaults } from '@quantu/base';

export const spatialImportFault = defineFaults({
  'map-import.unknown': { status: 404, text: '没有这次空间数据导入，可能已被清理' },
  'map-import.state': { status: 409, text: '这次导入现在是“{state}”，不能{step}' },
  'map-import.no-layer': { status: 422, text: '文件里没有名为“{layer}”的图层，里面有：{found}' },
  'map-import.nothing': { status: 422, text: '没有选中要导入的图层，请至少选一个' },
  'map-import.no-crs': { status: 422, text: '请先为图层“{layer}”选择坐标系：{why}' },
  'map-import.doubt': { status: 422, text: '图层“{layer}”的坐标系有疑问（{why}），请核对并确认坐标系后再试运行' },
  'map-import.crs': { status: 422, text: '图层“{layer}”的坐标系“{crs}”不认识，请写成 EPSG 编号（如 EPSG:4549）' },
  'map-import.code': { status: 422, text: '图层标识“{code}”只能用字母、数字、下划线、短横线，最多 60 个字符' },
  'map-import.target': { status: 422, text: '图层“{layer}”要写入的图层目录记录不存在，请重新选择' },
  'map-import.shape': { status: 422, text: '图层“{layer}”是{given}，图层目录里的“{target}”是{wanted}，不能写入' },
  'map-import.mixed': { status: 422, text: '文件里有几个图层都写入“{code}”，但几何类型不同，请分开导入' },
  'map-import.field': { status: 422, text: '图层“{layer}”没有名为“{field}”的字段' },
  'map-import.same': { status: 409, text: '文件与各图层的现行版本完全相同，没有可以写入的改动' },
  'map-import.published-since': {
    status: 409,
    text: '图层“{layer}”在这次导入的第 {number} 版之后又有了新版本，不能整体撤销',
  },
  'map-import.too-slow': { status: 422, text: '读取“{name}”时 {seconds} 秒没有进展，已经停止，请拆分后再导入' },
  'map-import.too-big': { status: 422, text: '读取“{name}”所需内存超出上限，请按乡镇或图层拆分后再导入' },
  'map-import.broken': { status: 500, text: '读取“{name}”时程序出错，原文件已保存，请把导入编号告诉维护人员' },
  'map-import.no-problems': { status: 409, text: '这次导入没有退回、修复或有疑问的要素，不需要问题清单' },
  'map-import.part': { status: 404, text: '这次导入没有第 {part} 个图层' },
});
