import { defineFaults } from '@quantu/base';

export const paperFault = defineFaults({
  'paper.unknown': { status: 404, text: '没有这份审议意见书，或您不能查看' },
  'paper.nobody': { status: 403, text: '只有人大工作机构、人大常委会办公室和政府办可以从文件登记审议意见' },
  'paper.report-office': {
    status: 403,
    text: '“{name}”是办理情况的报告，由政府办据以补登；人大请登记审议意见书本身',
  },
  'paper.other-kind': { status: 422, text: '“{name}”是{kind}，不是审议意见书，也不是审议意见办理情况的报告' },
  'paper.no-opinion': { status: 422, text: '“{name}”里没有读到审议意见，请确认文件，或手工登记' },
  'paper.no-clauses': {
    status: 422,
    text: '“{name}”里没有读到分条的意见（一、（一）或一是），请确认文件，或手工登记',
  },
  'paper.no-answers': { status: 422, text: '“{name}”没有逐条答复审议意见，不能据以补登' },
  'paper.two': { status: 422, text: '“{name}”里有 {count} 件审议意见（{titles}），请分成 {count} 个文件分别登记' },
  'paper.made': { status: 409, text: '“{name}”已于 {on} 登记为审议意见“{title}”' },
  'paper.number': { status: 409, text: '文号 {number} 的审议意见“{title}”已经登记' },
  'paper.no-items': { status: 422, text: '至少保留一件意见事项' },
  'paper.number-twice': { status: 422, text: '序号“{number}”出现了两次，请改成不同的序号' },
  'paper.unit': { status: 422, text: '单位“{name}”还没有对应到本区的单位，请选择，或选“新建单位”' },
  'paper.unit-new': { status: 403, text: '单位“{name}”不在本区的单位台账里，只有政府办可以新建，请选择已有的单位' },
  'paper.no-day': { status: 422, text: '请填交办日期，办理期限从这一天起算' },
  'paper.bad-day': { status: 422, text: '“{day}”不是日期，应写成 2026-05-06' },
  'paper.no-lead': { status: 422, text: '“{matter}”还没有主办单位，据报告补登的事项和任务都要有主办单位' },
  'paper.place': { status: 422, text: '“{matter}”在原文里的位置不对，请刷新后重试' },
});
