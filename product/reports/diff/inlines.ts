import type { ReportInline } from '../text.ts';
import { hunksOf, type Hunk } from './sequence.ts';
import { inlinesOfTokens, tokensOf, type Token } from './tokens.ts';
import { readable } from './words.ts';

/** A run of a text that is compared: in both, only in the later one, only in the earlier one. */
export interface MarkedRun {
  readonly state: 'kept' | 'added' | 'removed';
  readonly inline: ReportInline;
}

export const readableHunks = (a: readonly Token[], b: readonly Token[]): Hunk[] =>
  readable(
    a,
    b,
    hunksOf(
      a.map(({ key }) => key),
      b.map(({ key }) => key),
    ),
  );

/** Two texts as one: what is kept as it looks in the later one, removed before added. */
export function markedRuns(before: readonly ReportInline[], after: readonly ReportInline[]): MarkedRun[] {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  const runs: MarkedRun[] = [];
  let at = 0;
  for (const { aStart, aEnd, bStart, bEnd } of readableHunks(a, b)) {
    runs.push(...marked(b.slice(at, bStart), 'kept'));
    runs.push(...marked(a.slice(aStart, aEnd), 'removed'), ...marked(b.slice(bStart, bEnd), 'added'));
    at = bEnd;
  }
  return [...runs, ...marked(b.slice(at), 'kept')];
}

const marked = (tokens: readonly Token[], state: MarkedRun['state']): MarkedRun[] =>
  inlinesOfTokens(tokens).map((inline) => ({ state, inline }));

/** All of a text in one state. */
export const allRuns = (inlines: readonly ReportInline[], state: MarkedRun['state']): MarkedRun[] =>
  inlines.filter(({ kind, text }) => kind === 'figure' || text !== '').map((inline) => ({ state, inline }));
