import { defineFaults } from '@quantu/base';

export const indicatorFault = defineFaults({
  'indicator.unknown': { status: 404, text: '没有这个指标，或者您无权查看它的台账' },
  'indicator.day': { status: 422, text: '“{day}”不是存在的日期，请按 2026-06-30 的样子填写' },
  'indicator.period': {
    status: 422,
    text: '“{period}”不是可用的期间，请用 2026、2026-H1、2026-Q3、2026-09 或 2026-01..09 的写法',
  },
  'indicator.no-period': { status: 422, text: '“{label}”不按期间统计，不能只看{period}' },
  'indicator.scope': { status: 422, text: '“{label}”不按“{field}”分组，不能只看其中一组' },
  'indicator.hidden': { status: 403, text: '“{label}”用到您无权查看的字段，只公布总数，不能再细分' },
  'indicator.order': { status: 422, text: '前一个日期 {from} 要早于后一个日期 {until}' },
  'signature.unknown': { status: 404, text: '没有这份签发记录' },
  'signature.not-judged': { status: 409, text: '“{label}”现在无法判定（{why}），不能签发' },
  'signature.dropped': { status: 409, text: '签发时的台账或字段（{what}）在本程序里已经没有，无法重新推算' },
  'binding.unit': { status: 422, text: '“{label}”的单位是{unit}，与报告里的“{surface}”不同，不能核对' },
  'binding.kind': { status: 422, text: '“{surface}”写的是增幅、门槛或目标，不是存量，不能与台账指标核对' },
});
