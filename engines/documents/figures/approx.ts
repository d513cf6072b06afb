import type { Approx } from '../reading.ts';

/** Words behind the unit: they belong to the figure's characters. */
const BEHIND = /(?:（含）)?[及或]?(以上|以下|以内|之内|左右|上下)/y;
/** 三成多, 两倍多, 一年多: only behind units that count nothing, else 多 begins the next word. */
const MUCH = /[多余](?![个种次样元家名项层方重位人少媒云功党民国地式])/y;
const BEHIND_AS: Record<string, Approx> = {
  以上: '以上',
  以下: '以下',
  以内: '以下',
  之内: '以下',
  左右: '左右',
  上下: '左右',
};

/** Words in front: outside the figure's characters. The second pattern names words that only end like one. */
const IN_FRONT: readonly (readonly [word: RegExp, as: Approx, not?: RegExp])[] = [
  [/(?:不低于|不小于|不少于|至少|最少|≥)$/, '以上'],
  [/(?:不超过|不超|不高于|不多于|不大于|最多|至多|≤)$/, '以下'],
  [/(?:不足|不到|低于|少于|小于|未满|不满)$/, '以下'],
  [/突破了?$/, '超'],
  [/(?:超过了?|超出|超|高于|多于|大于|>)$/, '超', /(?:赶超|中超)$/],
  [/过$/, '超', /[通经不渡度超高达做有走看办开读去来到]过$/],
  [/逾$/, '超', /(?:每|不)逾$/],
  [/近$/, '近', /(?:附近|最近|临近|靠近|邻近|相近|新近|就近|远近|走近|亲近|贴近)$/],
  [
    /约[为有占达]?$/,
    '约',
    /(?:节约|公约|合约|签约|预约|违约|制约|集约|条约|履约|解约|特约|续约|契约|邀约|简约)[为有占达]?$/,
  ],
  [/大概$/, '约'],
  [/上$/, '以上'],
  [/破$/, '超'],
];

/** What the words of the table end with: most numbers have none of them in front. */
const LAST_CHARACTERS = new Set('于小≥少过多大≤足到满破了超出高>逾近约为有占达概上');

export interface WordBehind {
  approx: Approx;
  end: number;
}

export function approxBehind(text: string, at: number, mayBeMuch: boolean): WordBehind | null {
  MUCH.lastIndex = at;
  if (mayBeMuch && MUCH.test(text)) return { approx: text[at] === '余' ? '余' : '多', end: at + 1 };
  BEHIND.lastIndex = at;
  const match = BEHIND.exec(text);
  const approx = match && BEHIND_AS[match[1]!];
  return match && approx ? { approx, end: at + match[0].length } : null;
}

export interface WordInFront {
  approx: Approx;
  /** Where the word begins. */
  from: number;
}

/** 过 and 破 are such words only before a spoken number (过百亿), 上 only before 百, 千, 万 (上千人; 地上五层 is a place). */
export function approxInFront(text: string, at: number, isSpoken: boolean): WordInFront | null {
  if (!LAST_CHARACTERS.has(text[at - 1] ?? '')) return null;
  const tail = text.slice(Math.max(0, at - 4), at);
  for (const [word, approx, not] of IN_FRONT) {
    const match = word.exec(tail);
    if (!match || not?.test(tail)) continue;
    if (!isSpoken && /^[上破过]$/.test(match[0])) continue;
    if (match[0] === '上' && !/[百千万亿]/.test(text[at]!)) continue;
    return { approx, from: at - match[0].length };
  }
  return null;
}
