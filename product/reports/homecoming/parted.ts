import { featuresOf, similarity } from '../diff/similarity.ts';
import { plainOf } from '../text.ts';
import { bareOf, type FoundLine } from './found-lines.ts';
import type { SentLine } from './sent-lines.ts';

export interface Parted {
  /** Found line → the found line it goes on from: both are one line of the sent report. */
  readonly splits: Map<number, number>;
  /** Sent line → the sent line before it, with which it is one now. */
  readonly joins: Map<number, number>;
}

/** With the other part a match must become so much better that nothing else explains it. */
const BETTER = 0.06;
const ALIKE = 0.6;

/**
 * A paragraph that was parted in two, or two that were made one: the line left over belongs to its neighbour. `ordered`
 * (found → sent) is put right where the left-over line is the first of the two.
 */
export function partedAndJoined(
  lines: readonly SentLine[],
  found: readonly FoundLine[],
  ordered: Map<number, number>,
  taken: { readonly found: ReadonlySet<number>; readonly sent: ReadonlySet<number> },
): Parted {
  const sentTexts = lines.map((line) => (line.kind === 'text' ? plainOf(line.inlines) : null));
  const foundTexts = found.map((line) => (line.kind === 'text' ? line.text : null));
  const splits = new Map<number, number>();
  const isFree = (at: number): boolean => !ordered.has(at) && !taken.found.has(at) && !splits.has(at);
  const matches = [...ordered];
  for (const [at, line] of matches) {
    const [first, last] = grown(sentTexts[line] ?? null, foundTexts, at, isFree);
    for (let part = first + 1; part <= last; part++) splits.set(part, part - 1);
    if (first !== at) {
      ordered.delete(at);
      ordered.set(first, line);
    }
  }
  const joins = new Map<number, number>();
  const matched = new Set([...ordered.values(), ...taken.sent]);
  const parted = new Set(splits.values());
  const left = [...ordered];
  for (const [at, line] of left) {
    if (parted.has(at)) continue;
    const [first, last] = grown(foundTexts[at] ?? null, sentTexts, line, (other) => !matched.has(other));
    for (let part = first; part <= last; part++) {
      matched.add(part);
      if (part > first) joins.set(part, part - 1);
    }
    if (first !== line) ordered.set(at, first);
  }
  return { splits, joins };
}

/** The range of texts around `at` that together are `whole`. */
function grown(
  whole: string | null,
  texts: readonly (string | null)[],
  at: number,
  isFree: (at: number) => boolean,
): [first: number, last: number] {
  let [first, last] = [at, at];
  let text = texts[at] ?? null;
  if (whole === null || text === null) return [first, last];
  const target = featuresOf(bareOf(whole));
  let likeness = similarity(target, featuresOf(bareOf(text)));
  const takes = (longer: string): boolean => {
    const better = similarity(target, featuresOf(bareOf(longer)));
    if (better < ALIKE || better < likeness + BETTER) return false;
    [likeness, text] = [better, longer];
    return true;
  };
  for (let more = texts[last + 1]; more !== undefined && more !== null && isFree(last + 1); more = texts[last + 1]) {
    if (!takes(text + more)) break;
    last++;
  }
  for (let more = texts[first - 1]; more !== undefined && more !== null && isFree(first - 1); more = texts[first - 1]) {
    if (!takes(more + text)) break;
    first--;
  }
  return [first, last];
}
