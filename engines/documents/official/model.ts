/**
 * An official document (公文, GB/T 9704-2012) as a model: what the two typesetters print and what the DOCX brings
 * home again. Text runs are plain; a figure is an atom with an id that survives the way through Word.
 */
export interface OfficialDocument {
  /** 份号 – only with a 密级. */
  copyNumber?: string;
  /** 密级和保密期限, 紧急程度. */
  secrecy?: string;
  urgency?: string;
  /** 发文机关标志: `泉州市泉港区人民政府文件`. Null prints no red head (a plain enclosure). */
  redHead: string | null;
  number?: string;
  /** 签发人, 上行文 only; the host first. */
  signers?: string[];
  /** Lines as the drafter broke them; one line is broken by the typesetter. */
  title: string[];
  /** 主送机关 without the colon. */
  addressee?: string;
  body: OfficialBlock[];
  /** 附件说明: names. */
  attachments?: string[];
  signature?: { issuers: string[]; dated: string };
  /** 附注 without parentheses: `此件主动公开`. */
  note?: string;
  colophon?: { copyTo?: string[]; printer?: string; printedOn?: string };
  annexes?: { title: string; body: OfficialBlock[] }[];
  /** Where the document can be checked: a square code in the first page's upper margin, with a line below it. PDF only. */
  code?: { link: string; words: string };
  /** 虚构示例 and the like: printed on every page outside the type area. */
  mark?: string;
}

export type Inline =
  | { kind: 'text'; text: string; bold?: boolean }
  /** A figure bound to a row: `id` goes into the content control. */
  | { kind: 'figure'; id: string; text: string };

export type OfficialBlock =
  /** Level 1 一、 2 （一） 3 1. 4 （1）; the marker is part of `inlines`. `inline` text after a level-2 title runs on in body type. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; inlines: Inline[]; runOn?: Inline[] }
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'list'; items: Inline[][] }
  | {
      kind: 'table';
      caption?: string;
      head: string[][];
      rows: Inline[][][];
      widths?: number[];
      align?: ('left' | 'center' | 'right')[];
    }
  | { kind: 'pageBreak' };
