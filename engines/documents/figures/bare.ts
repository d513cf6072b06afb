import type { Quantity } from './quantity.ts';

/** Measures that are printed without a unit: 综合得分98.5, 指数达103.2. */
const MEASURE =
  /(?:指数|得分|评分|总分|分值|系数|率|比|水平|均值|比值|单耗)(?:均|分别)?(?:[为达至是]|高?达到?|提高到|上升到|升至|降至|下降到)?$/;
/** Is a number without a unit a figure: by its multiplier (人口286.4万), or by the words in front? */
export function isBareMeasure(text: string, quantity: Quantity): boolean {
  const before = text.slice(Math.max(0, quantity.lead - 12), quantity.lead);
  const next = text[quantity.unitEnd] ?? '';
  if (quantity.power >= 4 && !/[级元里]/.test(next)) {
    quantity.unit = '';
    return true;
  }
  if (!MEASURE.test(before) || /[A-Za-z0-9\u4e00-\u9fa5:：/.+-]/.test(next.replace(/[，和、比较位居]/, '')))
    return false;
  quantity.unit = '';
  quantity.kind = 'rate';
  return true;
}
