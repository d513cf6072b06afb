import type { FigureRun, ReportBlock, ReportHead, ReportInline } from '../text.ts';

/**
 * What somebody changed in a document that we sent out. Each change stands for itself: it can be accepted without the
 * others. `id` is the same whenever the same document is read again.
 */
export type Change = TextChange | FigureChange | LineChange | HeadChange | CommentChange;

interface Told {
  readonly id: string;
  /** One Chinese sentence for the person who accepts or refuses. */
  readonly words: string;
  /** It was made with tracked changes on: by whom and when, as the file says. */
  readonly tracked: { readonly by: string | null; readonly when: string | null } | null;
  /** Accepting it takes the report away from its data: a bound figure changes, goes or loses its binding. */
  readonly touchesData: boolean;
}

/** Where it stands in the report that was sent; `block` is null at a section's title. What is new says what it follows. */
export interface Standing {
  readonly section: string | null;
  readonly block: number | null;
}

/** Words within a block. */
export interface TextChange extends Told, Standing {
  readonly kind: 'text' | 'digits' | 'figureDeleted' | 'figureDuplicated' | 'split' | 'joined';
  readonly before: string;
  readonly after: string;
  /** Figures that went or were doubled with these words. */
  readonly figures: readonly string[];
  /** Digits that came with these words and belong to no figure. */
  readonly digits: readonly string[];
}

/** A bound figure whose print changed, or whose binding did not come back. */
export interface FigureChange extends Told, Standing {
  readonly kind: 'figure' | 'binding';
  readonly figure: string;
  readonly before: string;
  readonly after: string;
  /** Decimal text in the base unit; null when no figure can be read from the print. */
  readonly valueBefore: string | null;
  readonly valueAfter: string | null;
  readonly unitChanged: boolean;
}

/** Whole blocks and rows, and what makes a heading one. */
export interface LineChange extends Told, Standing {
  readonly kind:
    | 'blockAdded'
    | 'blockRemoved'
    | 'blockMoved'
    | 'rowAdded'
    | 'rowRemoved'
    | 'tableReplaced'
    | 'headingLevel'
    | 'headingNumber';
  readonly before: string;
  readonly after: string;
  readonly figures: readonly string[];
  readonly digits: readonly string[];
}

export interface HeadChange extends Told {
  readonly kind: 'head';
  readonly field: keyof ReportHead;
  readonly before: string | readonly string[];
  readonly after: string | readonly string[];
}

/** Accepting a comment changes nothing: it is answered by a person. */
export interface CommentChange extends Told, Standing {
  readonly kind: 'comment';
  readonly by: string | null;
  readonly when: string | null;
  /** The words it is about. */
  readonly quote: string;
  readonly text: string;
}

/** A returned document read against the one that was sent. JSON as it is. */
export interface Homecoming {
  readonly changes: readonly Change[];
  /** What was noticed besides, in Chinese. */
  readonly notes: readonly string[];
  /** 0 to 1: how much of the text that was sent is in the document. */
  readonly agreement: number;
  /** For {@link applyHomecoming}. */
  readonly steps: readonly Step[];
}

/** One line of the sent report in the order of the returned one, with what may become of it. Names are ids of changes. */
export type Step =
  | {
      readonly kind: 'line';
      readonly line: number;
      readonly removed: string | null;
      /** It stands elsewhere when this is accepted; there stands a step `arrived`. */
      readonly left: string | null;
      /** It goes on in the line before when this is accepted. */
      readonly joined: string | null;
      readonly edits: LineEdits;
    }
  | { readonly kind: 'arrived'; readonly change: string; readonly line: number; readonly edits: LineEdits }
  | { readonly kind: 'added'; readonly change: string; readonly fresh: FreshLine };

export interface LineEdits {
  readonly level: { readonly change: string; readonly to: Level } | null;
  /** Of a table its caption; null when nothing changed. */
  readonly pieces: readonly Piece[] | null;
  readonly rows: readonly RowStep[] | null;
  readonly replaced: { readonly change: string; readonly block: ReportBlock } | null;
}

/** 0 is body text. */
export type Level = 0 | 1 | 2 | 3 | 4;

export type FreshLine =
  | { readonly kind: 'text'; readonly level: Level; readonly inlines: readonly ReportInline[] }
  | { readonly kind: 'table'; readonly block: ReportBlock };

export type Piece =
  | { readonly kind: 'kept'; readonly inlines: readonly ReportInline[] }
  | {
      readonly kind: 'change';
      readonly change: string;
      readonly before: readonly ReportInline[];
      readonly after: readonly ReportInline[];
    }
  | {
      readonly kind: 'figure';
      readonly before: FigureRun;
      readonly after: FigureRun;
      readonly text: string | null;
      readonly binding: string | null;
    }
  | { readonly kind: 'break'; readonly change: string };

export type RowStep =
  | {
      readonly kind: 'row';
      /** Counted with the head as the first. */
      readonly row: number;
      readonly removed: string | null;
      readonly cells: readonly (readonly Piece[])[] | null;
    }
  | { readonly kind: 'added'; readonly change: string; readonly cells: readonly (readonly ReportInline[])[] };
