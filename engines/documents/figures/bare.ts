import type { Quantity } from './quantity.ts';

/** Measures that are printed without a unit: 综合得分98.5, 指数达103.2. */
const MEASURE =
  /(?:指数|得分|评分|总分|分值|系数|率|比|水平|均值|比值|单耗)(?:均|分别)?(?:[为达至是]|高?达到?|提高到|上升到|升至|降至|下降到)?$/;
const MONEY =
  /(?:投资|收入|支出|产值|总值|总额|贷款|存款|余额|营收|资金|债券|规模|税收|补助|拨款|预算|消费|交易额|金额|增加值|GDP)(?:[为达至]|达到|突破|超|约|近|总额|完成|实现)*$/;

/** Is a number without a unit a figure by the words in front? Gives money its unit: 突破1.2万亿. */
export function isBareMeasure(text: string, quantity: Quantity): boolean {
  const before = text.slice(Math.max(0, quantity.lead - 12), quantity.lead);
  const next = text[quantity.unitEnd] ?? '';
  if (quantity.power >= 4 && MONEY.test(before) && /^(?:$|[，。；、）的])/.test(next)) {
    quantity.unit = '元';
    quantity.kind = 'amount';
    return true;
  }
  if (quantity.power >= 4 && /^(?![级元的以之里有是大个年多余来])[\u4e00-\u9fa5]/.test(next)) {
    quantity.unit = '';
    return true;
  }
  if (!MEASURE.test(before) || /[A-Za-z0-9\u4e00-\u9fa5:：/.+-]/.test(next.replace(/[，和、比较位居]/, '')))
    return false;
  quantity.unit = '';
  quantity.kind = 'rate';
  return true;
}
