import type { ReportInline, TextRun } from '../text.ts';
import { readableHunks } from './inlines.ts';
import { hunksOf, type Hunk } from './sequence.ts';
import { inlinesOfTokens, sameCites, tokensOf, type Token } from './tokens.ts';

/** Three versions of one text as one: `merged` where they agree, and what each side would make of the rest. */
export interface MergedInlines {
  readonly isConflict: boolean;
  /** With the common ancestor's words where both sides changed the same ones. */
  readonly merged: readonly ReportInline[];
  readonly mine: readonly ReportInline[];
  readonly theirs: readonly ReportInline[];
}

/** Merges sentence by sentence; a sentence that both changed, by its words. */
export function mergeInlines(
  base: readonly ReportInline[],
  mine: readonly ReportInline[],
  theirs: readonly ReportInline[],
): MergedInlines {
  const [b, m, t] = [tokensOf(base), tokensOf(mine), tokensOf(theirs)];
  const out: Sides = { merged: [], mine: [], theirs: [], isConflict: false };
  const sentences = [b, m, t].map(sentencesOf) as [Token[][], Token[][], Token[][]];
  const keys = sentences.map((side) => side.map(keyOf)) as [string[], string[], string[]];
  for (const region of regions(hunksOf(keys[0], keys[1]), hunksOf(keys[0], keys[2]), keys)) {
    const parts = [
      sentences[0].slice(region.start, region.end).flat(),
      sentences[1].slice(region.mineStart, region.mineEnd).flat(),
      sentences[2].slice(region.theirsStart, region.theirsEnd).flat(),
    ] as const;
    if (region.kind === 'conflict') byWords(...parts, out);
    else take(region.kind, parts, out);
  }
  return {
    isConflict: out.isConflict,
    merged: inlinesOfTokens(out.merged),
    mine: inlinesOfTokens(out.mine),
    theirs: inlinesOfTokens(out.theirs),
  };
}

interface Sides {
  merged: Token[];
  mine: Token[];
  theirs: Token[];
  isConflict: boolean;
}
type Parts = readonly [base: readonly Token[], mine: readonly Token[], theirs: readonly Token[]];

function byWords(base: readonly Token[], mine: readonly Token[], theirs: readonly Token[], out: Sides): void {
  const keys = [base, mine, theirs].map((side) => side.map(({ key }) => key)) as [string[], string[], string[]];
  for (const region of regions(readableHunks(base, mine), readableHunks(base, theirs), keys)) {
    const parts = [
      base.slice(region.start, region.end),
      mine.slice(region.mineStart, region.mineEnd),
      theirs.slice(region.theirsStart, region.theirsEnd),
    ] as const;
    take(region.kind, parts, out);
  }
}

function take(kind: Region['kind'], [base, mine, theirs]: Parts, out: Sides): void {
  if (kind === 'conflict') {
    out.isConflict = true;
    out.merged.push(...base);
    out.mine.push(...mine);
    out.theirs.push(...theirs);
    return;
  }
  const agreed = kind === 'mine' ? mine : kind === 'theirs' ? theirs : dressed(base, mine, theirs);
  out.merged.push(...agreed);
  out.mine.push(...agreed);
  out.theirs.push(...agreed);
}

/** The same words on both sides: what either did to their looks and citations stays. */
function dressed(base: readonly Token[], mine: readonly Token[], theirs: readonly Token[]): readonly Token[] {
  return mine.map((token, at) => {
    const [was, other] = [base.length === mine.length ? base[at] : undefined, theirs[at]!];
    return { key: token.key, inline: dress(was?.inline ?? null, token.inline, other.inline) };
  });
}

function dress(base: ReportInline | null, mine: ReportInline, theirs: ReportInline): ReportInline {
  const cites = chosen(base?.cites, mine.cites, theirs.cites, sameCites, bothCites);
  if (mine.kind === 'figure' || theirs.kind === 'figure') {
    const other = theirs.kind === 'figure' ? theirs : mine;
    const [was, is, isToo] = [base, mine, other].map((inline) => JSON.stringify(inline)) as [string, string, string];
    const picked = isToo === was || (is !== was && is > isToo) ? mine : other;
    return withCites(picked, cites);
  }
  const was = base?.kind === 'text' ? base : null;
  const bold = chosen(was?.bold, mine.bold, theirs.bold, Object.is, (a, b) => a ?? b);
  const source = chosen(was?.source, mine.source, theirs.source, Object.is, (a, b) => ((a ?? '') > (b ?? '') ? a : b));
  const run: TextRun = {
    kind: 'text',
    text: mine.text,
    ...(bold ? { bold } : {}),
    ...(source === undefined ? {} : { source }),
  };
  return withCites(run, cites);
}

function withCites<T extends ReportInline>(inline: T, cites: readonly string[] | undefined): T {
  const { cites: _, ...rest } = inline;
  return { ...rest, ...(cites === undefined ? {} : { cites }) } as T;
}

function chosen<T>(base: T, mine: T, theirs: T, same: (a: T, b: T) => boolean, both: (a: T, b: T) => T): T {
  if (same(mine, theirs) || same(theirs, base)) return mine;
  return same(mine, base) ? theirs : both(mine, theirs);
}

const bothCites = (a: readonly string[] = [], b: readonly string[] = []): readonly string[] =>
  [...new Set([...a, ...b])].sort();

const keyOf = (tokens: readonly Token[]): string => tokens.map(({ key }) => key).join('\u0001');

/** Sentences with their marks; what a figure stands in goes with it. */
function sentencesOf(tokens: readonly Token[]): Token[][] {
  const sentences: Token[][] = [];
  let isOpen = false;
  for (const token of tokens) {
    if (isOpen) sentences.at(-1)!.push(token);
    else sentences.push([token]);
    isOpen = !(token.inline.kind === 'text' && /^[。；！？]$/u.test(token.inline.text));
  }
  return sentences;
}

/** A stretch of the common ancestor and what became of it on either side. */
interface Region {
  readonly kind: 'same' | 'mine' | 'theirs' | 'conflict';
  readonly start: number;
  readonly end: number;
  readonly mineStart: number;
  readonly mineEnd: number;
  readonly theirsStart: number;
  readonly theirsEnd: number;
}

/** Divides the common ancestor where one side, both or none changed it; changes that touch are one. */
function regions(
  mine: readonly Hunk[],
  theirs: readonly Hunk[],
  keys: readonly [string[], string[], string[]],
): Region[] {
  const result: Region[] = [];
  let at = 0;
  let [m, t] = [0, 0];
  let [mineAt, theirsAt] = [0, 0];
  const push = (kind: Region['kind'], end: number, mineEnd: number, theirsEnd: number): void => {
    if (end > at || mineEnd > mineAt || theirsEnd > theirsAt)
      result.push({ kind, start: at, end, mineStart: mineAt, mineEnd, theirsStart: theirsAt, theirsEnd });
    [at, mineAt, theirsAt] = [end, mineEnd, theirsEnd];
  };
  while (m < mine.length || t < theirs.length) {
    const start = Math.min(mine[m]?.aStart ?? Infinity, theirs[t]?.aStart ?? Infinity);
    push('same', start, mineAt + start - at, theirsAt + start - at);
    let end = start;
    const [fromM, fromT] = [m, t];
    for (let isGrowing = true; isGrowing;) {
      isGrowing = false;
      for (; m < mine.length && mine[m]!.aStart <= end; m++, isGrowing = true) end = Math.max(end, mine[m]!.aEnd);
      for (; t < theirs.length && theirs[t]!.aStart <= end; t++, isGrowing = true) end = Math.max(end, theirs[t]!.aEnd);
    }
    const grown = (hunks: readonly Hunk[]): number =>
      hunks.reduce((sum, hunk) => sum + (hunk.bEnd - hunk.bStart) - (hunk.aEnd - hunk.aStart), end - start);
    const mineEnd = mineAt + grown(mine.slice(fromM, m));
    const theirsEnd = theirsAt + grown(theirs.slice(fromT, t));
    const isEqual = keyPart(keys[1], mineAt, mineEnd) === keyPart(keys[2], theirsAt, theirsEnd);
    const kind = m === fromM ? 'theirs' : t === fromT ? 'mine' : isEqual ? 'same' : 'conflict';
    push(kind, end, mineEnd, theirsEnd);
  }
  push('same', keys[0].length, keys[1].length, keys[2].length);
  return result;
}

const keyPart = (keys: readonly string[], start: number, end: number): string => keys.slice(start, end).join('\u0002');
