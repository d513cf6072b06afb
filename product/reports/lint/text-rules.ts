import { dateSlips } from './dates.ts';
import type { Slip } from './finding.ts';
import { markSlips } from './marks.ts';
import { numberSlips } from './numbers.ts';
import type { Passage } from './passages.ts';
import { carelessSlips } from './careless.ts';
import { termSlips } from './terms.ts';
import type { LintWords } from './words.ts';

/** More of one kind in one passage says no more. */
const MOST = 40;

/** Everything that one passage shows by its characters alone. */
export function textSlips(passage: Passage, words: LintWords): readonly Slip[] {
  const { text, kind } = passage;
  const counts = new Map<string, number>();
  return [
    ...markSlips(text),
    ...numberSlips(text),
    ...dateSlips(text),
    ...termSlips(text, words),
    ...carelessSlips(text, kind, words),
  ].filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MOST;
  });
}
