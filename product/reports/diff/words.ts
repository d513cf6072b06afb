import { joined, type Hunk } from './sequence.ts';
import { isFigure, textOf, type Token } from './tokens.ts';

/**
 * Differences of characters as a person would mark them: what was put in stands between words and sentences, no scraps
 * of two letters are kept between changes, and words change whole. A figure that both sides have stays out of it.
 */
export function readable(a: readonly Token[], b: readonly Token[], hunks: readonly Hunk[]): Hunk[] {
  if (hunks.length === 0) return [];
  const sides = { a: new Edges(a), b: new Edges(b) };
  const slid = hunks.map((hunk, at) => slide(a, b, hunk, hunks[at - 1], hunks[at + 1], sides));
  return joined(widened(a, withoutScraps(a, slid), sides));
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const SENTENCE_END = /[。；！？\n]$/u;
const MARK = /[\p{P}\s]$/u;

/** How good a place between two tokens is to begin or end a change. */
class Edges {
  readonly #tokens: readonly Token[];
  /** For each place between tokens: how many tokens back its word begins, and how many on it ends. */
  readonly back: Int32Array;
  readonly on: Int32Array;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.back = new Int32Array(tokens.length + 1);
    this.on = new Int32Array(tokens.length + 1);
    const ends = wordEnds(tokens);
    for (let at = 1; at < tokens.length; at++) if (!ends.has(at)) this.back[at] = this.back[at - 1]! + 1;
    for (let at = tokens.length - 1; at > 0; at--) if (!ends.has(at)) this.on[at] = this.on[at + 1]! + 1;
  }

  score(at: number): number {
    if (at === 0 || at === this.#tokens.length) return 4;
    const before = this.#tokens[at - 1]!.inline.text;
    if (SENTENCE_END.test(before)) return 3;
    if (MARK.test(before)) return 2;
    return this.back[at] === 0 ? 1 : 0;
  }
}

/** Places between tokens where a word ends. */
function wordEnds(tokens: readonly Token[]): Set<number> {
  const text = tokens.map((token) => (isFigure(token) ? '\n' : token.inline.text)).join('');
  const offsets = new Map<number, number>();
  let offset = 0;
  for (const [at, token] of tokens.entries()) {
    offset += isFigure(token) ? 1 : token.inline.text.length;
    offsets.set(offset, at + 1);
  }
  const ends = new Set<number>();
  for (const { index, segment } of segmenter.segment(text)) {
    const at = offsets.get(index + segment.length);
    if (at !== undefined) ends.add(at);
  }
  return ends;
}

interface Sides {
  readonly a: Edges;
  readonly b: Edges;
}

/** What was only put in or only taken out may stand at several places: between 、乙 and 乙、 the better edge decides. */
function slide(
  a: readonly Token[],
  b: readonly Token[],
  hunk: Hunk,
  previous: Hunk | undefined,
  next: Hunk | undefined,
  sides: Sides,
): Hunk {
  const isInsertion = hunk.aStart === hunk.aEnd;
  if (!isInsertion && hunk.bStart !== hunk.bEnd) return hunk;
  const [tokens, edges] = isInsertion ? [b, sides.b] : [a, sides.a];
  const [start, end] = isInsertion ? [hunk.bStart, hunk.bEnd] : [hunk.aStart, hunk.aEnd];
  const least = start - Math.max(0, hunk.aStart - (previous?.aEnd ?? 0) - 1);
  const most = end + Math.max(0, (next?.aStart ?? a.length) - hunk.aEnd - 1);
  let [best, bestScore] = [0, edges.score(start) + edges.score(end)];
  const tried = (by: number): void => {
    const score = edges.score(start + by) + edges.score(end + by);
    if (score > bestScore) [best, bestScore] = [by, score];
  };
  for (let by = -1; start + by >= least && tokens[start + by]?.key === tokens[end + by]?.key; by--) tried(by);
  for (let by = 1; end + by <= most && tokens[start + by - 1]?.key === tokens[end + by - 1]?.key; by++) tried(by);
  return { aStart: hunk.aStart + best, aEnd: hunk.aEnd + best, bStart: hunk.bStart + best, bEnd: hunk.bEnd + best };
}

/** Takes in what is kept between two changes when it is no longer than either of them. */
function withoutScraps(a: readonly Token[], hunks: readonly Hunk[]): Hunk[] {
  const result: Hunk[] = [];
  for (const hunk of hunks) {
    let current = hunk;
    for (let last = result.at(-1); last !== undefined && isScrap(a, last, current); last = result.at(-1)) {
      result.pop();
      current = { aStart: last.aStart, aEnd: current.aEnd, bStart: last.bStart, bEnd: current.bEnd };
    }
    result.push(current);
  }
  return result;
}

function isScrap(a: readonly Token[], left: Hunk, right: Hunk): boolean {
  const length = right.aStart - left.aEnd;
  if (length > Math.min(sizeOf(left), sizeOf(right))) return false;
  const kept = a.slice(left.aEnd, right.aStart);
  return !kept.some(isFigure) && !SENTENCE_END.test(textOf(kept));
}

const sizeOf = ({ aStart, aEnd, bStart, bEnd }: Hunk): number => Math.max(aEnd - aStart, bEnd - bStart);

const LONGEST_WORD = 4;

/** A change that begins or ends within a word takes the word in. */
function widened(a: readonly Token[], hunks: readonly Hunk[], sides: Sides): Hunk[] {
  return hunks.map((hunk, at) => {
    const free = hunk.aStart - (hunks[at - 1]?.aEnd ?? 0);
    const behind = (hunks[at + 1]?.aStart ?? a.length) - hunk.aEnd;
    const back = Math.max(sides.a.back[hunk.aStart]!, sides.b.back[hunk.bStart]!);
    const on = Math.max(sides.a.on[hunk.aEnd]!, sides.b.on[hunk.bEnd]!);
    const left = back <= Math.min(free, LONGEST_WORD) ? back : 0;
    const right = on <= Math.min(behind, LONGEST_WORD) ? on : 0;
    return {
      aStart: hunk.aStart - left,
      aEnd: hunk.aEnd + right,
      bStart: hunk.bStart - left,
      bEnd: hunk.bEnd + right,
    };
  });
}
