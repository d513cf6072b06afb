import { Linter, withWords, type LintFinding, type LintLooks, type LintWords, type ReportText } from '@quantu/reports';

/** One text to be judged; what did not change since the last one is left out. */
export interface LintAsked {
  readonly turn: number;
  readonly text: ReportText;
  readonly looks?: LintLooks;
  /** What the district adds to the words that ship. */
  readonly words?: Partial<LintWords>;
}

export interface LintAnswer {
  readonly turn: number;
  readonly found: readonly LintFinding[];
}

/** Judges one text after the other; what was read of a report is kept for its next state. */
export function judging(): (asked: LintAsked) => LintAnswer {
  const linter = new Linter();
  let looks: LintLooks = new Map();
  let words = withWords({});
  return (asked) => {
    if (asked.looks) looks = asked.looks;
    if (asked.words) words = withWords(asked.words);
    return { turn: asked.turn, found: linter.lint({ text: asked.text, looks, words }) };
  };
}
