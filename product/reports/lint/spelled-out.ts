import type { LintCode, Slip } from './finding.ts';

/** A printed number with what rounding leaves open. */
interface Printed {
  readonly value: number;
  readonly half: number;
  readonly unit: string;
  readonly surface: string;
  readonly decimals: number;
}

const UNIT = '(?:亿|万)?(?:元|平方米|平方公里|公里|公顷|亩|吨|人次|人|户|个|家|件|项|处|套|所|条|宗|辆)';
const AMOUNT = `\\d[\\d,，]*(?:\\.\\d+)?${UNIT}`;
const PERCENT = '\\d+(?:\\.\\d+)?[%％]';
const TIMES: Readonly<Record<string, number>> = { 亿: 1e8, 万: 1e4 };

function printed(surface: string): Printed {
  const [, digits = '0', scale = '', unit = ''] = /^(\d[\d,，]*(?:\.\d+)?)(亿|万)?(.*)$/u.exec(surface)!;
  const plain = digits.replaceAll(/[,，]/gu, '');
  const decimals = plain.split('.')[1]?.length ?? 0;
  const times = TIMES[scale] ?? 1;
  return { value: Number(plain) * times, half: (0.5 * times) / 10 ** decimals, unit, surface, decimals };
}

/** Ends between which a number lies; a count is exact. */
const ends = ({ value, half, surface }: Printed): readonly [number, number] =>
  /[.亿万%％]|元|米|里|公顷|亩|吨/u.test(surface) ? [value - half, value + half] : [value, value];

/** Arithmetic that a sentence itself spells out: its own numbers, its own words for how they hang together. */
export function spelledOutSlips(text: string): Slip[] {
  return [...structures(text), ...listedShares(text), ...growths(text), ...steps(text), ...plans(text), ...spans(text)];
}

const slip = (code: LintCode, match: RegExpExecArray, text: string): Slip => ({
  code,
  severity: 'warn',
  from: match.index,
  to: match.index + match[0].length,
  text,
});

const shown = (value: number, decimals: number): string => value.toFixed(Math.min(decimals + 1, 2));

/** Shares that say they are all of it add up to 100, but for rounding. */
function hundred(shares: readonly number[], decimals: number): number | null {
  const sum = shares.reduce((all, share) => all + share, 0);
  const open = (shares.length * 0.5) / 10 ** decimals + 1e-9;
  return Math.abs(sum - 100) > open && Math.abs(sum - 100) <= 5 ? sum : null;
}

/** 三次产业结构为5.2:60.3:34.5 */
function structures(text: string): Slip[] {
  return [
    ...text.matchAll(/(?:结构|构成)[^，。；\d]{0,8}(\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?){1,4})(?!\d)/gu),
  ].flatMap((match) => {
    const shares = match[1]!.split(/\s?[:：∶]\s?/u);
    const decimals = Math.max(...shares.map((share) => share.split('.')[1]?.length ?? 0));
    const sum = hundred(shares.map(Number), decimals);
    return sum === null
      ? []
      : [slip('share-mismatch', match, `“${match[1]}”各部分相加是${shown(sum, decimals)}，不是100`)];
  });
}

const SHARE = `[^，。；、\\d]{1,10}占(?:比)?(${PERCENT})`;
const SHARES = new RegExp(`(?<=[，。；：]|^)${SHARE}(?:[，、；]${SHARE}){2,6}(?=[。；]|$)`, 'gu');

/** 满意占62.5%，基本满意占30.1%，不满意占7.4%。 With a rest or a part of one of them it is no whole. */
function listedShares(text: string): Slip[] {
  return [...text.matchAll(SHARES)].flatMap((match) => {
    if (/其中|等|其他除外|较|比上/u.test(match[0])) return [];
    const shares = [...match[0].matchAll(new RegExp(`占(?:比)?(${PERCENT})`, 'gu'))].map(([, share]) =>
      share!.slice(0, -1),
    );
    const decimals = Math.max(...shares.map((share) => share.split('.')[1]?.length ?? 0));
    const sum = hundred(shares.map(Number), decimals);
    if (sum === null || Math.abs(sum - 100) > 3) return [];
    return [slip('share-mismatch', match, `这几项占比相加是${shown(sum, decimals)}%，不是100%`)];
  });
}

const RISE = '(增长|增加|上升|提高|下降|减少|降低)(?:了)?';
const FROM_BASE = new RegExp(
  `(${AMOUNT})，?(?:比|较)(?:上年|去年|上年同期|去年同期)的(${AMOUNT})${RISE}(${PERCENT})`,
  'gu',
);
const BY_BOTH = new RegExp(
  `(${AMOUNT})，(?:同比|比上年|较上年|比去年|较去年)${RISE}(${PERCENT})，(?:增加|增长|减少|净增|下降)(?:了)?(${AMOUNT})(?=[。；，]|$)`,
  'gu',
);

/** 完成120亿元，比上年的100亿元增长15%; 完成12亿元，同比增长20%，增加3亿元. */
function growths(text: string): Slip[] {
  const from = [...text.matchAll(FROM_BASE)].flatMap((match) => {
    const [now, base] = [printed(match[1]!), printed(match[2]!)];
    const [[low, high], [least, most]] = [ends(now), ends(base)];
    if (now.unit !== base.unit || least <= 0) return [];
    return rate(match, printed(match[4]!), match[3]!, [low / most - 1, high / least - 1, now.value / base.value - 1]);
  });
  const both = [...text.matchAll(BY_BOTH)].flatMap((match) => {
    const [now, change] = [printed(match[1]!), printed(match[4]!)];
    const [[low, high], [least, most]] = [ends(now), ends(change)];
    if (now.unit !== change.unit || most >= low) return [];
    const sign = FALLS.test(match[2]!) ? -1 : 1;
    const rates = [
      least / (high - sign * least),
      most / (low - sign * most),
      change.value / (now.value - sign * change.value),
    ];
    return rate(
      match,
      printed(match[3]!),
      match[2]!,
      rates.map((one) => one * sign),
    );
  });
  return [...from, ...both];
}

const FALLS = /[降减低]/u;

/** `rates`: the two ends of what the numbers allow, and what they say as printed. */
function rate(match: RegExpExecArray, percent: Printed, words: string, rates: readonly number[]): Slip[] {
  const falls = FALLS.test(words);
  const [a = 0, b = 0, is = 0] = rates.map((one) => one * (falls ? -100 : 100));
  const open = percent.half + 1e-9;
  if (percent.value + open >= Math.min(a, b) && percent.value - open <= Math.max(a, b)) return [];
  const way = falls ? '下降' : '增长';
  return [
    slip('growth-mismatch', match, `按文中的数计算，${way}${shown(is, percent.decimals)}%，文中是${percent.surface}`),
  ];
}

const STEP = new RegExp(
  `[由从](?:[^，。；\\d]{0,8})(${PERCENT})(?:提高|提升|上升|增长|下降|降低|降|升)(?:到|至|为)(${PERCENT})，(?:提高|提升|上升|增长|增加|下降|降低|减少)(?:了)?(\\d+(?:\\.\\d+)?)个百分点`,
  'gu',
);

/** 由92.3%提高到95.1%，提高2.8个百分点. */
function steps(text: string): Slip[] {
  return [...text.matchAll(STEP)].flatMap((match) => {
    const [from, to, by] = [printed(match[1]!), printed(match[2]!), printed(match[3]!)];
    const step = Math.abs(to.value - from.value);
    if (Math.abs(step - by.value) <= from.half + to.half + by.half + 1e-9) return [];
    return [
      slip(
        'growth-mismatch',
        match,
        `由${from.surface}到${to.surface}相差${shown(step, by.decimals)}个百分点，文中是${by.surface}个`,
      ),
    ];
  });
}

const PLAN = new RegExp(
  `计划(?:总)?投资(${AMOUNT})，(?:已|累计|实际|目前)*完成投资?(${AMOUNT})，(?:占|完成)(?:年度|全年|总)?(?:投资)?计划的?(${PERCENT})`,
  'gu',
);

/** 计划投资100亿元，已完成投资65亿元，占年度计划的65%. */
function plans(text: string): Slip[] {
  return [...text.matchAll(PLAN)].flatMap((match) => {
    const [plan, done, percent] = [printed(match[1]!), printed(match[2]!), printed(match[3]!)];
    if (plan.unit !== done.unit || plan.value <= plan.half) return [];
    const [low, high] = [
      ((done.value - done.half) / (plan.value + plan.half)) * 100,
      ((done.value + done.half) / (plan.value - plan.half)) * 100,
    ];
    if (percent.value + percent.half >= low && percent.value - percent.half <= high) return [];
    const is = shown((done.value / plan.value) * 100, percent.decimals);
    return [slip('progress-mismatch', match, `${done.surface}÷${plan.surface}＝${is}%，文中是${percent.surface}`)];
  });
}

/** Which spans of the year make up which: 一季度＋二季度＝上半年. */
const WHOLES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  上半年: [['一季度', '二季度']],
  前三季度: [
    ['一季度', '二季度', '三季度'],
    ['上半年', '三季度'],
  ],
  下半年: [['三季度', '四季度']],
  全年: [
    ['一季度', '二季度', '三季度', '四季度'],
    ['上半年', '下半年'],
  ],
};
const SPAN = new RegExp(`(前三季度|[一二三四]季度|上半年|下半年|全年)([^，。；、\\d]{0,12}?)(${AMOUNT})`, 'gu');

/** 一季度完成12亿元，二季度完成13亿元，上半年完成25亿元: said in one sentence, in the same words. */
function spans(text: string): Slip[] {
  return [...text.matchAll(/[^。；]+/gu)].flatMap((sentence) => {
    const said = [...sentence[0].matchAll(SPAN)];
    return said.flatMap((whole) => {
      const alike = said.filter(
        ([, , words, amount]) => words === whole[2] && printed(amount!).unit === printed(whole[3]!).unit,
      );
      const sums = WHOLES[whole[1]!] ?? [];
      const parts = sums
        .map((names) => names.map((name) => alike.filter((one) => one[1] === name)))
        .find((found) => found.every((one) => one.length === 1));
      if (!parts || whole[2] === '' || /计划|目标|预计|确保|力争/u.test(whole[2]!)) return [];
      const terms = parts.map(([one]) => printed(one![3]!));
      const total = printed(whole[3]!);
      const sum = terms.reduce((all, { value }) => all + value, 0);
      if (Math.abs(sum - total.value) <= 1e-9 * sum) return [];
      const at = { ...whole, index: sentence.index + whole.index } as RegExpExecArray;
      const adding = `${terms.map(({ surface }) => surface).join('＋')}不等于${whole[1]}的${total.surface}`;
      const open = [...terms, total].reduce((all, one) => all + (ends(one)[1] - ends(one)[0]) / 2, 0);
      if (Math.abs(sum - total.value) > open) return [slip('sum-mismatch', at, adding)];
      return [{ ...slip('sum-mismatch', at, `${adding}，若因四舍五入，宜多写一位小数`), severity: 'info' }];
    });
  });
}
