import { defineFaults } from '@quantu/base';

export const registerFault = defineFaults({
  'register.table-taken': { status: 409, text: '表名 {table} 已被系统的其他表占用，请给台账“{label}”换一个键' },
  'register.type-changed': {
    status: 409,
    text: '台账“{label}”的列 {column} 在数据库里是 {before}，不能改成 {after}：历史里的旧值还要能读，请另起一个字段',
  },
  'record.unknown': { status: 404, text: '{label}里没有这条记录，或者您无权查看' },
  'record.stale': {
    status: 409,
    text: '这条记录已被{by}于{at}修改，您手里的是旧的一版（第 {version} 版，现在是第 {current} 版）：请对照后再保存',
  },
  'record.invalid': { status: 422, text: '{text}' },
  'record.duplicate': { status: 409, text: '{text}' },
  'record.forbidden': { status: 403, text: '{text}' },
  'record.final': { status: 409, text: '记录已是“{state}”，不能再修改；确需更正的，请走更正流程' },
  'record.referred': { status: 409, text: '不能删除：还有 {what}引用这条记录，请先改掉或删除它们' },
  'record.transition': { status: 422, text: '{label}没有“{transition}”这一步' },
  'record.not-from': { status: 409, text: '记录现在是“{state}”，不能“{transition}”' },
  'record.needs-reason': { status: 422, text: '“{transition}”要写明理由' },
  'record.guard': { status: 409, text: '{text}' },
  'filter.field': { status: 422, text: '{label}没有“{field}”这个字段，不能用它筛选、排序或分组' },
  'filter.op': { status: 422, text: '“{field}”不能用“{op}”来筛选' },
  'sort.field': { status: 422, text: '不能按“{field}”{act}' },
  'filter.value': { status: 422, text: '筛选“{field}”的值“{value}”{why}' },
  'group.too-many': { status: 422, text: '按“{field}”分组有 {count} 组以上，太多了：请先筛选，或换一个字段分组' },
});
