import type { InputLimits } from './limits.ts';

/** What a decoder gives the reader, whatever the file was. */
export interface SourceDocument {
  format: 'txt' | 'docx' | 'pdf';
  /** Plain text, LF, one paragraph a line; for .txt the file's own characters. */
  text: string;
  /** 1-based page on which an offset range stands, PDF only. A paragraph over two pages has one range on each. */
  pages: { start: number; end: number; page: number }[];
  /**
   * Tables of a docx: each cell's range in `text`. Rows stand in `text` as lines, cells separated by a tab; paragraphs
   * within a cell are separated by a space. A cell that spans columns or rows is printed once and its range stands at
   * every grid place it covers. A table of one column is layout, not data: its paragraphs are lines of their own.
   */
  tables: { start: number; end: number; rows: [start: number, end: number][][] }[];
  /** Content controls of a docx (a figure's way home), in order of their start; those without a tag are left out. */
  controls: { tag: string; start: number; end: number }[];
  /** What was noticed and is not an error: the encoding, tracked changes accepted, in Chinese for the person. */
  notes: string[];
}

/** A file as it came: the name is only shown and compared, never trusted. */
export interface InputFile {
  name: string;
  bytes: Uint8Array;
  limits: InputLimits;
}
