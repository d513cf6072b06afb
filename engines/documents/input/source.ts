/** What a decoder gives the reader, whatever the file was. */
export interface SourceDocument {
  format: 'txt' | 'docx' | 'pdf';
  /** Plain text, LF, one paragraph a line; for .txt the file's own characters. */
  text: string;
  /** 1-based page on which an offset range stands, PDF only. */
  pages: { start: number; end: number; page: number }[];
  /** Tables of a docx: each cell's range in `text`. Rows stand in `text` as lines, cells separated by a tab. */
  tables: { start: number; end: number; rows: [start: number, end: number][][] }[];
  /** What was noticed and is not an error: `detected GB 18030`, `tracked changes accepted: 3`, in Chinese for the person. */
  notes: string[];
}
