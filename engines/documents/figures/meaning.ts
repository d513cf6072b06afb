import type { Approx, Comparison, FigureKind } from '../reading.ts';
import type { Quantity } from './quantity.ts';
import { DECREASE, INCREASE, OF_GROWTH } from './words.ts';

/** What the words around a quantity say about it. `before` is its clause up to the number, `after` what follows the unit. */
export interface Around {
  before: string;
  after: string;
}

const CHANGE = new RegExp(`${DECREASE}|${INCREASE}|(?<![核审裁削递加增升])[降减]|(?<![不至减缺最多很])少|跌`, 'g');
const GROWTH_WORDS_FIRST = new RegExp(`^${OF_GROWTH}{0,6}`);
const GROWTH_WORD_LAST = new RegExp(`${OF_GROWTH}$`);
const LEVEL_BEHIND = /^了?(?:到|至|为|成)/;
/** 降低实体经济成本35条措施: the number counts what stands behind it. */
const COUNTS_BEHIND = /^(?:具体)?(?:措施|举措|政策|意见|办法|任务|规定|制度|清单|项目|工程|行动)/;
const FALLS = new RegExp(`^(?:${DECREASE}|降|减|少|跌)$`);
/** Words with 减 or 降 that say nothing about this number. */
const NOT_A_FALL =
  /减(?:免|税|排|负|灾|轻|震|肥|持|刑|隔|贫|退|弱|压|速)|降(?:费|水|雨|碳|噪|尘|解|温|低)|升降|加减|增减|递减(?!\d)/;

/** Does the last word of change in front of the number say that it falls (and not what it falls to)? */
export function isDecrease({ before, after }: Around): boolean {
  let fall = false;
  for (const match of before.matchAll(CHANGE)) {
    const behind = before.slice(match.index + match[0].length);
    const word = match[0];
    if (
      word.length === 1 &&
      (behind.replace(GROWTH_WORDS_FIRST, '') !== '' || NOT_A_FALL.test(before.slice(match.index, match.index + 2)))
    )
      continue;
    if (COUNTS_BEHIND.test(after) && /[\u4e00-\u9fa5]{3}$/.test(behind.replace(GROWTH_WORD_LAST, ''))) continue;
    if (LEVEL_BEHIND.test(behind) || behind.startsWith('率')) fall = false;
    else fall = FALLS.test(word) && !/[到至]$/.test(behind.replace(GROWTH_WORD_LAST, ''));
  }
  return fall;
}

const GROWTH_BEFORE = new RegExp(
  `(?:${DECREASE}|${INCREASE}|增|降|涨|减|同比|环比|增速|增幅|降幅|跌)${OF_GROWTH}{0,6}$`,
);

/** The kind of figure, finer than what its unit gives. */
export function kindOf(quantity: Quantity, { before, after }: Around, approx: Approx): FigureKind {
  const { kind, unit } = quantity;
  if (kind === 'range' || kind === 'pp_diff' || kind === 'discount') return kind;
  if (unit === '米' && /^见[园绿圆]/.test(after)) return 'standard';
  if ((unit === '%' || unit === '倍' || unit === '‰') && GROWTH_BEFORE.test(before)) return 'growth';
  if (
    quantity.end > quantity.unitEnd &&
    isLimit(approx) &&
    kind !== 'rate' &&
    /^的?[\u4e00-\u9fa5“]/.test(after) &&
    !/^(?:，|。)/.test(after)
  )
    return 'threshold';
  return kind;
}

function isLimit(approx: Approx): boolean {
  return approx === '以上' || approx === '以下';
}

/** What the figure is compared with, in its own clause. */
export function comparisonOf(quantity: Quantity, { before }: Around): Comparison | null {
  if (/(?:序时|时间)进度/.test(before)) return { type: '序时' };
  if (/同比/.test(before)) return { type: '同比' };
  if (/环比/.test(before)) return { type: '环比' };
  const plan =
    /(?:占|完成|为|达到?|超)[^，。；]{0,6}((?:年度|全年|本年度|年)[^，。；、]{0,4}(?:计划|任务|目标|预算)[^，。；、]{0,4}|[^，。；、]{0,8}(?:计划|任务|目标|(?<!公共|基金|经营|部门)预算数?(?!收入|支出)))的?[^，。；、]{0,4}$/.exec(
      before,
    );
  if (plan && quantity.unit === '%') return { type: '占计划', base: plan[1]!.replace(/的$/, '') };
  if (/占/.test(before) && (quantity.unit === '%' || quantity.unit === '比例')) {
    const base = /占([^，。；、占]{2,20}?)(?:的|比重?|比例)[^，。；、]{0,4}$/.exec(before)?.[1];
    return base === undefined ? { type: '占比' } : { type: '占比', base };
  }
  return explicitBase(before);
}

const AGAINST = new RegExp(
  `(?:较|(?<![同环对占])比|与)([^，。；、]{1,24}?)(?:相比|同期)?(?:实际|又|再|净|共|平均|分别|大幅|略|均)?(?:${DECREASE}|${INCREASE}|增|减|降|涨|高|低|快|慢|少)`,
);

function explicitBase(before: string): Comparison | null {
  const match = AGAINST.exec(before);
  const base = match?.[1]?.replace(/相比$|的$/, '') ?? '';
  if (base === '' || /^(?:例|重|率|如|值|为|大)/.test(base)) return null;
  return /^(?:上年|去年)/.test(base) ? { type: '较上年', base } : { type: '较', base };
}
