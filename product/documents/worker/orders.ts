import type { FactSheet, MapSheet, MarkedDocx, OfficialDocument, OpinionSheet, Reading } from '@quantu/documents';
import type { decodeFile } from '@quantu/documents/server';

type SourceDocument = Awaited<ReturnType<typeof decodeFile>>;

/** What a worker is asked to do, and what it gives back. */
export interface Tasks {
  read: { order: ReadOrder; result: ReadResult };
  typeset: { order: TypesetOrder; result: Uint8Array };
  sheet: { order: SheetOrder; result: Uint8Array };
  map: { order: MapOrder; result: Uint8Array };
  opinion: { order: OpinionOrder; result: Uint8Array };
  marked: { order: ReadOrder; result: MarkedDocx };
  official: { order: OfficialOrder; result: Uint8Array };
}
export type Task = keyof Tasks;

export interface ReadOrder {
  path: string;
  /** The file's name, for sentences. */
  name: string;
}

/** What reading a file gives: the reading, and what the source says besides its text. */
export interface ReadResult {
  reading: Reading;
  format: SourceDocument['format'];
  pages: SourceDocument['pages'];
  notes: string[];
}

export interface TypesetOrder {
  name: string;
  format: 'docx' | 'pdf';
  reading: Reading;
  /** The ids that go into the DOCX, by the figures' order. */
  figureIds: string[];
  /** Printed on every page: 虚构示例. */
  mark: string | null;
}

export interface SheetOrder {
  name: string;
  sheet: FactSheet;
}

export interface MapOrder {
  name: string;
  sheet: MapSheet;
}

export interface OpinionOrder {
  name: string;
  format: 'docx' | 'pdf';
  sheet: OpinionSheet;
}

export interface OfficialOrder {
  name: string;
  format: 'docx' | 'pdf';
  document: OfficialDocument;
}

export type Order = { [T in Task]: { task: T } & Tasks[T]['order'] }[Task];
