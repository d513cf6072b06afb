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
}

export interface Control {
  tag: string;
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
}

export interface Cell {
  content: Flow;
  /** Grid columns this cell covers. */
  span: number;
  /** It continues the cell above (vMerge). */
  isContinued: boolean;
}
