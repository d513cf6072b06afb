/**
 * The text of a report while it is being written: sections in order, each with blocks of runs, in which a figure is an
 * atom bound to a declared figure. The program numbers the headings; what is stored has no markers. JSON as it is.
 */
export interface ReportText {
  readonly head: ReportHead;
  readonly sections: readonly ReportSection[];
}

/** What stands around the text (GB/T 9704-2012, 7.2 to 7.4). An empty text is not printed. */
export interface ReportHead {
  /** Lines as the drafter broke them; one line is broken by the typesetter. */
  readonly title: readonly string[];
  /** 发文机关标志; empty prints no red head. */
  readonly redHead: string;
  readonly number: string;
  readonly signers: readonly string[];
  /** Without its colon. */
  readonly addressee: string;
  readonly issuers: readonly string[];
  /** 成文日期, `YYYY-MM-DD`. */
  readonly dated: string;
  readonly attachments: readonly string[];
  /** 附注 without parentheses. */
  readonly note: string;
  readonly copyTo: readonly string[];
  readonly printer: string;
  /** 印发日期, `YYYY-MM-DD`. */
  readonly printedOn: string;
}

/** One part that one unit writes. The first level is 一、, the second （一）; what comes before 一、 has no title. */
export interface ReportSection {
  readonly id: string;
  readonly level: 1 | 2;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export type ReportBlock =
  /** Below its section: 2 （一）, 3 1., 4 （1）. */
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly inlines: readonly ReportInline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly ReportInline[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly (readonly ReportInline[])[])[];
    }
  | { readonly kind: 'pageBreak' };

interface Run {
  readonly text: string;
  /** Records that the sentence reports: ids of tasks, progress entries, items. */
  readonly cites?: readonly string[];
}
export interface TextRun extends Run {
  readonly kind: 'text';
  readonly bold?: true;
  /** Where digits come from that no register holds: 《城市绿地分类标准》. They are not asked about again. */
  readonly source?: string;
}
export interface FigureRun extends Run {
  readonly kind: 'figure';
  /** Survives the way through Word as the tag of a content control; unique in the report, at most 64 characters. */
  readonly id: string;
  /** `text` is what is printed, with its unit: `304.36亿元`. */
  readonly bound: Bound;
}
export type ReportInline = TextRun | FigureRun;

/** Which declared figure a printed number stands for, and how it is written. The as-of day is the report's. */
export interface Bound {
  readonly register: string;
  readonly figure: string;
  /** One of its groups: `programme:traffic`. */
  readonly scope: string | null;
  /** `2026`, `2026-H1`, `2026-01..09`. */
  readonly period: string | null;
  /** The printed unit with its multiplier: 亿元, 个, %. */
  readonly unit: string;
  readonly decimals: number;
}

/** The runs of a block, in order; a table's row by row. */
export function inlinesOf(block: ReportBlock): readonly ReportInline[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.inlines;
    case 'table':
      return block.rows.flat(2);
    case 'pageBreak':
      return [];
  }
}

export const plainOf = (inlines: readonly ReportInline[]): string => inlines.map(({ text }) => text).join('');

/** Every figure of a report in reading order, with the section it stands in. */
export function figuresOf(
  sections: readonly ReportSection[],
): readonly { readonly section: string; readonly figure: FigureRun }[] {
  return sections.flatMap(({ id, blocks }) =>
    blocks.flatMap(inlinesOf).flatMap((inline) => (inline.kind === 'figure' ? [{ section: id, figure: inline }] : [])),
  );
}
