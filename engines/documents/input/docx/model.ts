import type { MarkNote, Tracked } from './marks.ts';

/** A docx as the walker finds it, before it becomes one text. */
export type Flow = FlowItem[];

export type FlowItem =
  | { kind: 'paragraph'; paragraph: Paragraph }
  | { kind: 'table'; rows: Row[] }
  | { kind: 'mark'; mark: ControlMark };

export interface Paragraph {
  text: string;
  /** Ends of content controls, at offsets in `text`, in order. */
  marks: { at: number; mark: ControlMark }[];
  /** How much of `text` is its generated list number. */
  label: number;
  /** Heading level in the navigation pane. */
  outline: number | null;
  /** Tracked changes, comments and bookmarks, at offsets in `text`. */
  notes: { at: number; note: MarkNote }[];
  /** Who added this paragraph's mark. */
  tracked: Tracked | null;
}

export interface Control {
  tag: string;
  /** It shows a prompt instead of content. */
  isPlaceholder: boolean;
}

export interface ControlMark {
  control: Control;
  isStart: boolean;
}

/** Cells in grid order. */
export interface Row {
  /** Empty grid columns in front. */
  before: number;
  cells: Cell[];
  /** Who added the row. */
  tracked: Tracked | null;
}

export interface Cell {
  content: Flow;
  /** Grid columns this cell covers. */
  span: number;
  /** It continues the cell above (vMerge). */
  isContinued: boolean;
}
