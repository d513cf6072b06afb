import { dateSlips } from './dates.ts';
import type { Slip } from './finding.ts';
import { markSlips } from './marks.ts';
import { numberSlips } from './numbers.ts';
import type { Passage } from './passages.ts';
import { carelessSlips } from './careless.ts';
import { termSlips } from './terms.ts';
import type { LintWords } from './words.ts';

/** Everything that one passage shows by its characters alone. */
export function textSlips(passage: Passage, words: LintWords): readonly Slip[] {
  const { text, kind } = passage;
  return [
    ...markSlips(text),
    ...numberSlips(text),
    ...dateSlips(text),
    ...termSlips(text, words),
    ...carelessSlips(text, kind, words),
  ];
}
