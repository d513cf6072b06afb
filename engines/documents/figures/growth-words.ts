import { DECREASE, INCREASE, OF_GROWTH } from './words.ts';

const VERSUS =
  '(?:同比|环比|同口径|按可比口径|名义|可比|与[^，。；、]{1,16}?相比|(?:较(?!为)|(?<![同环占对])比(?![例重率值]))[^，。；、]{1,16}?)';
const ADVERB = '(?:实际|年均|平均|分别|均|净|累计|又|再|大幅|小幅|略|共|则|都)';
const GROWTH_TAIL = new RegExp(
  `${VERSUS}{0,2}${ADVERB}{0,4}(?:${DECREASE}|${INCREASE}|增|降|减|涨|跌|少)${OF_GROWTH}{0,6}$`,
);
const VERSUS_TAIL = new RegExp(`${VERSUS}{1,2}${ADVERB}{0,4}(?:[高低快慢好少][出了]?)?$`);

/** Without the words of change at its end: 比上年增加12件 has no subject of its own. */
export function withoutGrowth(before: string): string {
  const plain = before.replace(GROWTH_TAIL, '');
  return plain === before ? before.replace(VERSUS_TAIL, '') : plain;
}
