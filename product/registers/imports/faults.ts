import { defineFaults } from '@quantu/base';

export const importFault = defineFaults({
  'import.unknown': { status: 404, text: '没有这次导入，可能已被清理' },
  'import.forbidden': { status: 403, text: '您不能向“{register}”导入：需要新增和修改记录的权限' },
  'import.state': { status: 409, text: '这次导入现在是“{state}”，不能{step}' },
  'import.sheet': { status: 422, text: '文件里没有名为“{sheet}”的工作表' },
  'import.field': { status: 422, text: '{register}没有可以导入的字段“{field}”' },
  'import.twice': { status: 422, text: '工作表“{sheet}”有两列都对应到“{field}”，请只留一列' },
  'import.no-key': { status: 422, text: '工作表“{sheet}”没有对应“{key}”的列，无法识别是哪条记录' },
  'import.no-sheet': { status: 422, text: '没有可以导入的工作表（{found}），请至少选一张，并确认表头行和列的对应' },
  'import.changed-since': { status: 409, text: '写入以后有 {count} 条又被人改过或删除（{rows}），不能整体撤销' },
  'import.forgotten': {
    status: 409,
    text: '这次导入已超过 {days} 天，逐行明细已清理，不能再写入或撤销；请重新上传文件',
  },
  'import.referred': { status: 409, text: '这次新增的记录里有 {count} 条已被其他台账引用（{rows}），不能整体撤销' },
  'import.too-slow': { status: 422, text: '读取“{name}”超过 {seconds} 秒，已经停止，请拆分后再导入' },
  'import.too-big': { status: 422, text: '“{name}”展开后过大，所需内存超出上限，请拆分后再导入' },
  'import.broken': { status: 500, text: '读取“{name}”时程序出错，原文件已保存，请把导入编号告诉维护人员' },
  'import.nothing-rejected': { status: 404, text: '这次导入没有被退回的行' },
});
