import type { DocumentHead, Section } from '../reading.ts';

/**
 * A logical paragraph: pieces of the text that a page break or a hard line end had cut are joined.
 * `text[i]` stands at `at(i)` in the source text; `at(text.length)` is its end.
 */
export interface Block {
  text: string;
  start: number;
  end: number;
  at(index: number): number;
}

/** A sentence within a block: `[from, to)` in `block.text`, without leading white space, with its end mark. */
export interface Sentence {
  block: Block;
  from: number;
  to: number;
  /** Id of the innermost section, or null before the first one. */
  section: string | null;
}

/** The role of a section in a report that answers opinions. */
export type SectionRole = 'done' | 'next' | 'problem' | 'other';

/** What structure reading hands to figures, entities, commitments and findings. */
export interface Outline {
  text: string;
  head: DocumentHead;
  sections: Section[];
  /** By section id: does it tell what was done (办理情况), what comes next (下一步), what is wrong (存在问题)? */
  roles: Map<string, SectionRole>;
  /** Body blocks in order: title, number, addressee, signature and foot are not among them. */
  blocks: Block[];
  sentences: Sentence[];
}
