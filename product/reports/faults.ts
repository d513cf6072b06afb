import { defineFaults } from '@quantu/base';

export const reportFault = defineFaults({
  'drafting.unknown': { status: 404, text: '没有这份报告，或您不能查看' },
  'drafting.section-unknown': { status: 404, text: '报告里没有这个章节，它可能刚被删除' },
  'drafting.version-unknown': { status: 404, text: '这份报告没有第 {number} 版' },
  'drafting.comment-unknown': { status: 404, text: '没有这条批注' },
  'drafting.not-drafting': { status: 409, text: '报告现在是“{state}”，正文不能再改；需要修改的先退回起草' },
  'drafting.section-closed': { status: 409, text: '“{section}”现在是“{state}”，不能再改；需要修改的先退回' },
  'drafting.not-yours': { status: 403, text: '“{section}”由{unit}执笔，您不能修改' },
  'drafting.not-arranging': { status: 403, text: '报告的版头和章节由政府办安排，您不能修改' },
  'drafting.head-stale': { status: 409, text: '{by}刚刚改过版头或数据截至日期，请刷新后再改' },
  'drafting.base-unknown': { status: 409, text: '您手里的是第 {base} 稿，库中没有这一稿，请刷新后再改' },
  'drafting.section-empty': { status: 422, text: '“{section}”还没有正文，不能交稿' },
  'drafting.section-stands': { status: 409, text: '报告已经送审，“{section}”不能再动；需要修改的先退回起草' },
  'drafting.not-approved': { status: 422, text: '还不能送审，这些章节没有审定：{sections}' },
  'drafting.empty': { status: 422, text: '报告还没有正文，不能送审' },
  'drafting.no-day': { status: 422, text: '还没有定“数据截至”日期，数字会随台账变动；请先确定再送审' },
  'drafting.figures': { status: 422, text: '还不能{step}，这些数字与台账不符或无法判定：{figures}' },
  'drafting.no-number': { status: 422, text: '还没有发文字号，不能签发' },
  'drafting.figure-twice': { status: 422, text: '数字“{text}”的编号在报告里出现了两次，请重新绑定其中一个' },
  'drafting.day-ahead': { status: 422, text: '数据截至 {day} 还没有到，最晚可选今天' },
});
