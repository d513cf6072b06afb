import { candidate, nameKey, type Candidate } from './candidate.ts';
import type { Scan } from './scan.ts';
import { SUFFIX_RULES, type SuffixRule } from './suffix-rules.ts';
import { Trie } from './trie.ts';

interface Compiled extends SuffixRule {
  refused: string[];
  kinds: ReadonlySet<string>;
}

const SUFFIXES: Trie<Compiled[]> = compile();

function compile(): Trie<Compiled[]> {
  const byWord = new Map<string, Compiled[]>();
  for (const rule of SUFFIX_RULES) {
    const compiled = { ...rule, refused: listOf(rule.endsGeneric), kinds: new Set(listOf(rule.generic)) };
    for (const word of rule.suffixes.split(/\s+/u)) byWord.set(word, [...(byWord.get(word) ?? []), compiled]);
  }
  return new Trie(byWord);
}

function listOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** Names known by their last word: roads, towns, villages, zones, companies, events. */
export function suffixed(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (let index = 1; index < scan.text.length; index++) {
    const word = SUFFIXES.longestAt(scan.text, index);
    if (!word) continue;
    for (const rule of word.value) {
      const range = nameEnding(scan, rule, index, word.end);
      if (range) found.push(candidate(rule.type, scan, range));
    }
  }
  return found;
}

function nameEnding(scan: Scan, rule: Compiled, at: number, to: number): { from: number; to: number } | null {
  const { text } = scan;
  if (rule.notBefore.includes(text[to] ?? '。')) return null;
  const border = rule.joiners ? joinedFrom(scan, at) : (scan.wordFrom[at] ?? at);
  const from = levelEnd(text, trimStart(text, border, at), at, rule);
  const length = at - from;
  if (/[\d.．%％]/u.test(text[from - 1] ?? '。') && !/^\p{Script=Latin}/u.test(text.slice(from))) return null;
  if (length < rule.min || length > rule.max) return null;
  const name = text.slice(from, to);
  if (rule.kinds.has(name) || rule.refused.some((word) => name.endsWith(word)) || !isName(name, rule)) return null;
  return { from, to };
}

/** 和首届… and 和“…” begin another name; any other joiner may stand inside one. */
function joinedFrom(scan: Scan, at: number): number {
  const word = scan.wordFrom[at] ?? at;
  const begins = /^(?:“|首届|第[一二三四五六七八九十\d]{1,3}届)/u.test(scan.text.slice(word, word + 6));
  return begins ? word : (scan.nameFrom[at] ?? at);
}

/** Verbs that open a clause but also live inside names, and what counts or dates the name, do not belong to it. */
const LEADING =
  /^(?:\s|20\d\d年度?|[一二三四五六七八九十两]+(?=[个家条座处项届场])|\d+\s*(?:余|多)?|[个家条座处项场所](?!在)|建设|改造|开发|规划|发展|治理|保护|管理|扩建|改建|培育|创办|办好|办|用好|前往|来自|位|沿|含|及|和|与)/u;

export function trimStart(text: string, from: number, to: number): number {
  let start = from;
  for (let step = 0; step < 4 && start < to; step++) {
    const length = LEADING.exec(text.slice(start, Math.min(to, start + 12)))?.[0].length ?? 0;
    if (length === 0) break;
    start += length;
  }
  return Math.min(start, to);
}

/** 区贵屿循环经济产业园区: a bare level in front of a long name only says whose it is. */
function levelEnd(text: string, from: number, at: number, rule: SuffixRule): number {
  return rule.type === 'zone' && /^[区市县省](?![中北南东西])/u.test(text[from] ?? '') && at - from >= 5
    ? from + 1
    : from;
}

function isName(name: string, rule: Compiled): boolean {
  if (rule.joiners) return nameKey(name).length > 3;
  return /^\p{Script=Han}[\p{Script=Han}\p{Script=Latin}\d·\-（）()]*$/u.test(name);
}
