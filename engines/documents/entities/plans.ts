import { candidate, type Candidate } from './candidate.ts';
import { enumerationBefore, type Enumeration, type Item, type OpenList } from './enumeration.ts';
import { governing } from './governing.ts';
import {
  AREA_CLASS,
  AREA_ENDINGS,
  GENERIC_QUALIFIERS,
  NOT_A_PLAN_BEFORE,
  PLAN_CLASS,
  PLAN_NOUNS,
  WEAK_NOUNS,
} from './plan-names.ts';
import type { Scan } from './scan.ts';
import { PLAN_STATES, PLAN_TAIL_STATES, stateOf } from './states.ts';
import { trimStart } from './suffixed.ts';

export type IsNext = (index: number) => boolean;

/** Plans, each with the state its governing verb gives; one verb over a list of objects gives one plan each. */
export function plans(scan: Scan, lists: readonly OpenList[], isNext: IsNext): Candidate[] {
  return [...bookTitles(scan, isNext), ...sharedByList(scan, lists, isNext), ...named(scan, isNext)];
}

function planState(scan: Scan, listFrom: number, itemTo: number, next: boolean): string | null {
  const { before, tail, after } = governing(scan, listFrom, itemTo);
  const own = stateOf(PLAN_TAIL_STATES, tail, next);
  const isAlreadyOut = /印发|发布|公布/u.test(before + tail);
  if (own !== null && !isAlreadyOut) return own;
  return stateOf(PLAN_STATES, `${before}…${after}`, next);
}

/** 《泉港氢能产业规划》: the marks say where the name begins and ends. */
function bookTitles(scan: Scan, isNext: IsNext): Candidate[] {
  const { text, pair } = scan;
  const found: Candidate[] = [];
  for (let open = text.indexOf('《'); open >= 0; open = text.indexOf('《', open + 1)) {
    const close = pair[open] ?? -1;
    if (close < 0 || close - open > 80) continue;
    const title = text.slice(open + 1, close).trim();
    const bare = title.replace(/(?:[（(][^（()）]{0,20}[）)]\s*)+$/u, '');
    if (!/(?:规划|控规|总规|城市设计|方案|行动计划|工作计划|实施计划|三年计划|规划纲要|设计导则|蓝图)$/u.test(bare))
      continue;
    if (bare.length <= 4) continue;
    const status = planState(scan, open, close + 1, isNext(open));
    found.push(candidate('plan', scan, { from: open, to: close + 1 }, { status, aliases: [title] }));
  }
  return found;
}

/** A、B、C等片区控规: each object is a plan of its own. A、B等专项规划: what the list names are the plans. */
function sharedByList(scan: Scan, lists: readonly OpenList[], isNext: IsNext): Candidate[] {
  return lists.flatMap(({ list, headFrom }) => {
    const head = scan.text.slice(headFrom, headFrom + 30);
    const area = AREA_CLASS.exec(head)?.[0].length ?? 0;
    const at = headFrom + (area > 0 ? area : (PLAN_CLASS.exec(head)?.[0].length ?? 0));
    const noun = planNoun(scan, at);
    if (!noun || list.items.length < 2) return [];
    return area > 0
      ? perArea(scan, list, scan.text.slice(at, noun.to), noun.to, isNext)
      : perName(scan, list, noun.to, isNext);
  });
}

function perArea(scan: Scan, list: Enumeration, noun: string, headTo: number, isNext: IsNext): Candidate[] {
  return list.items.map((item) => {
    const from = trimStart(scan.text, item.from, item.to);
    const name = scan.text.slice(from, item.to);
    const status = planState(scan, list.from, headTo, isNext(from));
    return candidate('plan', scan, { from, to: item.to }, { status, name: endsWithPlan(name) ? name : name + noun });
  });
}

function perName(scan: Scan, list: Enumeration, headTo: number, isNext: IsNext): Candidate[] {
  return list.items
    .map((item) => ({ from: trimStart(scan.text, item.from, item.to), to: item.to }))
    .filter(
      (item) =>
        item.to - item.from >= 4 && !endsWithPlan(scan.text.slice(item.from, item.to)) && scan.text[item.from] !== '《',
    )
    .map((item) => candidate('plan', scan, item, { status: planState(scan, list.from, headTo, isNext(item.from)) }));
}

function endsWithPlan(name: string): boolean {
  return /(?:规划|控规|总规|详规|城市设计|方案|计划)$/u.test(name.replace(/(?:修编|编制|修订)$/u, ''));
}

/** 控规, 控规和城市设计: a plan noun, or two joined, at a position. */
function planNoun(scan: Scan, at: number): { to: number; word: string } | null {
  const first = PLAN_NOUNS.longestAt(scan.text, at);
  if (!first) return null;
  if (!'和及与'.includes(scan.text[first.end] ?? '。')) return { to: first.end, word: first.value };
  const second = PLAN_NOUNS.longestAt(scan.text, first.end + 1);
  return { to: second ? second.end : first.end, word: first.value };
}

/** Plans by their last word: 停车场开发专项规划; over a list of areas: 盐田片区、后龙镇区控规和城市设计. */
function named(scan: Scan, isNext: IsNext): Candidate[] {
  const found: Candidate[] = [];
  for (let index = 0; index < scan.text.length;) {
    const noun = planNoun(scan, index);
    if (!noun) {
      index++;
      continue;
    }
    if (!NOT_A_PLAN_BEFORE.test(scan.text.slice(noun.to, noun.to + 6)))
      found.push(...namedAt(scan, index, noun, isNext));
    index = noun.to;
  }
  return found;
}

function namedAt(scan: Scan, at: number, noun: { to: number; word: string }, isNext: IsNext): Candidate[] {
  const { text } = scan;
  const border = behindPlan(scan, widened(scan, scan.nameFrom[at] ?? at), at);
  const from = trimStart(text, border, at);
  const qualifier = text.slice(from, at).trim();
  if (isInside(scan, at, '《') || qualifier.length > 36 || /(?:相关|有关)$/u.test(qualifier)) return [];
  const list = at - (scan.nameFrom[at] ?? at) > LONGEST ? null : enumerationBefore(scan, at);
  const areas = list ? trailingAreas(scan, list, qualifier) : [];
  if (areas.length > 0 && list) {
    const word = text.slice(at, noun.to);
    const shared = areas.map((item) => ({ item, name: text.slice(item.from, item.to) + word }));
    const items = [...shared, { item: { from, to: noun.to }, name: undefined }];
    const status = planState(scan, list.from, noun.to, isNext(at));
    return items.map(({ item, name }) =>
      candidate('plan', scan, item, { status, ...(name === undefined ? {} : { name }) }),
    );
  }
  const start = list ? joinedStart(scan, list, from) : from;
  const status = planState(scan, list?.from ?? start, noun.to, isNext(at));
  if (WEAK_NOUNS.has(noun.word) && isInside(scan, at, '“')) return [];
  return isPlan(noun.word, text.slice(start, at), status)
    ? [candidate('plan', scan, { from: start, to: noun.to }, { status })]
    : [];
}

/** 全国, 全市 ends the search for a name's begin, but before a plan's own words it belongs to the name. */
function widened(scan: Scan, border: number): number {
  const word = /全[国省市区县州]$/u.exec(scan.text.slice(Math.max(0, border - 2), border));
  return word ? (scan.nameFrom[border - 2] ?? border) : border;
}

/** Inside marks that began before the name: the title of an opinion, “加快编制城市更新规划”. */
function isInside(scan: Scan, at: number, mark: '“' | '《'): boolean {
  for (let index = at; index >= 0 && index > at - 60; index--) {
    if (scan.text[index] === mark && (scan.pair[index] ?? -1) > at) return true;
  }
  return false;
}

/** How far in front of its last word a plan's name may begin. */
const LONGEST = 60;

/** 滨海新城城市设计和停车场专项规划 are two plans: the second begins behind the joiner. */
function behindPlan(scan: Scan, border: number, at: number): number {
  const from = Math.max(border, at - LONGEST);
  const qualifier = scan.text.slice(from, at);
  const first = /^.*(?:规划|控规|总规|详规|城市设计|方案|行动计划)[和及与](?=\p{Script=Han}{2,})/u.exec(qualifier);
  return first ? from + first[0].length : border;
}

/** The areas in front of the last one that have no plan noun of their own. */
function trailingAreas(scan: Scan, list: Enumeration, qualifier: string): Item[] {
  if (!AREA_ENDINGS.test(qualifier)) return [];
  const before = list.items.slice(0, -1);
  const areas: Item[] = [];
  for (const item of before.reverse()) {
    const from = trimStart(scan.text, item.from, item.to);
    if (!AREA_ENDINGS.test(scan.text.slice(from, item.to))) break;
    areas.unshift({ from, to: item.to });
  }
  return areas;
}

/** 大型商超、农贸市场布局规划 is one plan for two things: a short list of bare nouns belongs to the name. */
function joinedStart(scan: Scan, list: Enumeration, from: number): number {
  const [first, second] = list.items;
  if (list.items.length !== 2 || !first || !second || second.to - second.from > 14) return from;
  const name = scan.text.slice(first.from, first.to);
  const isBare = name.length >= 2 && name.length <= 8 && !endsWithPlan(name) && /^\p{Script=Han}+$/u.test(name);
  return isBare && scan.text[first.to] === '、' && second.from <= from && first.from < from ? first.from : from;
}

function isPlan(noun: string, qualifier: string, status: string | null): boolean {
  const bare = qualifier.replaceAll(/[\s“”]/gu, '');
  if (GENERIC_QUALIFIERS.has(bare)) return false;
  if (noun === '国土空间总体规划') return status !== null || bare.length > 0;
  if (!WEAK_NOUNS.has(noun)) return bare.length >= 2;
  return status !== null && bare.length >= 2 && !/[的]$/u.test(bare);
}
