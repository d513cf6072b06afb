/** Words about change and comparison, said once for sign, kind, comparison and subject. */

/** A decrease in front of the number makes it negative; longer words first. */
export const DECREASE = '负增长|下降|减少|降低|回落|收窄|缩短|压减|压缩|缩减|削减|下滑|下调|压降|下跌|减收|减支|降幅';
export const INCREASE =
  '增长|增加|提高|提升|上升|扩大|新增|上涨|上调|增幅|增速|递增|攀升|回升|增收|延长|拓展|增强|扩大|涨幅|提速|高出|多';

/** Everything that may stand between a growth verb and its number. */
export const OF_GROWTH =
  '(?:了|率|幅度?|(?<!增加)值|额|约|近|超过?|逾|达到?|为|均|分别|至少|不低于|不少于|将近|接近|大约)';
