import { defineFaults } from '@quantu/base';

export const projectFault = defineFaults({
  'rules.unknown': { status: 422, text: '没有叫“{key}”的亮灯规则，请从列出的规则中选用' },
  'rules.unchanged': { status: 422, text: '选用的和现在的一样，没有改变' },
  'rules.no-choice': { status: 422, text: '请选择亮灯规则或月报截止日' },
  'curve.wrong': { status: 422, text: '进度曲线不对：{problem}' },
  'curve.scope': { status: 422, text: '进度曲线的适用范围“{key}”不存在，请从专项或项目中选择' },
  'report.no-organisation': { status: 422, text: '您没有所属单位，请选择要查看的单位' },
  'report.unknown-organisation': { status: 404, text: '没有这个单位，或它在 {month} 没有要报的项目' },
  'report.future': { status: 422, text: '{month} 还没有开始，不能填报' },
  'report.missing': { status: 422, text: '还有 {count} 个项目没有填完，请先补齐：{names}' },
  'report.nothing': { status: 409, text: '{month} 没有{what}的月报' },
  'report.stale': { status: 409, text: '这一行刚被别人改过，请刷新后再更正' },
  'report.unknown': { status: 404, text: '没有这一行月报' },
  'project.day': { status: 422, text: '“{day}”不是日历上的日子，请写成 2026-06-30 这样' },
  'project.unknown': { status: 404, text: '没有这个城建项目，或您不能查看' },
});
