import type { Day } from '@quantu/base';

/** Where in the document's text something stands: UTF-16 units, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A day a text names, in its own words; `on` is null where the words do not tell one. */
export interface StatedDay {
  readonly words: string;
  readonly on: Day | null;
}

export interface ProposedTask extends Place {
  readonly number: string;
  readonly measure: string;
  readonly detail: string;
  /** As the text calls it; null: the text names none. */
  readonly lead: string | null;
}

/** One thing an opinion asks for, as it was read. */
export interface ProposedItem extends Place {
  readonly number: string;
  readonly matter: string;
  readonly clause: string;
  /** Headings above it: 紧扣产城融合. */
  readonly above: string;
  readonly lead: string | null;
  readonly helpers: readonly string[];
  readonly due: StatedDay | null;
  /** Of a report that tells what was done: its measures. */
  readonly tasks: readonly ProposedTask[];
}

/**
 * What was read of a paper. `issued`: the standing committee's 审议意见书 itself. `reported`: a report on how one was
 * handled, from which it is reconstructed.
 */
export interface Paper {
  readonly kind: 'issued' | 'reported';
  readonly title: string;
  readonly number: string | null;
  readonly session: string | null;
  readonly topic: string | null;
  readonly deliberatedOn: Day | null;
  readonly dated: Day | null;
  readonly body: string;
  readonly due: StatedDay | null;
  /** What issued it and whom it is sent to, in the text's words. */
  readonly committee: string | null;
  readonly office: string | null;
  readonly items: readonly ProposedItem[];
}
