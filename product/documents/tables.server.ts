import type { Instant } from '@quantu/base';
import type { Reading } from '@quantu/documents';
import type { JSONColumnType } from 'kysely';
import type { DocumentRow, FigureState, ProposalState } from './contract.ts';
import type { Before, Kind } from './proposals.ts';
import type { ReadResult } from './worker/orders.ts';
import type { EntityValue, FigureValue, Values } from './values.ts';

declare module '@quantu/store' {
  interface DistrictTables {
    document: DocumentTable;
    reading: ReadingTable;
    proposal: ProposalTable;
    document_action: DocumentActionTable;
    opinion: OpinionTable;
    measure: MeasureTable;
    entity: EntityTable;
    commitment: CommitmentTable;
    figure: FigureTable;
    figure_binding: FigureBindingTable;
    figure_check: FigureCheckTable;
    figure_watch: FigureWatchTable;
  }
}

interface DocumentTable {
  id: string;
  /** The upload it came from: `file.id`. */
  file: string;
  hash: string;
  file_name: string;
  format: DocumentRow['format'];
  bytes: number;
  state: DocumentRow['state'];
  version: number;
  /** The head as corrected, for lists; the head proposal holds all of it. */
  title: string;
  number: string | null;
  kind: string | null;
  issuer: string | null;
  dated: string | null;
  uploaded_by: string;
  uploaded_at: Instant;
  accepted_by: string | null;
  accepted_at: Instant | null;
  /** Who changed it last, to be named to whoever comes with a stale version. */
  changed_by: string;
}

/** What a reader made of a document; a better reader adds a reading, the older ones stay. */
interface ReadingTable {
  document: string;
  number: number;
  /** Version of the program that read. */
  reader: string;
  made_by: string;
  made_at: Instant;
  text: string;
  /** The reading without its text. */
  body: JSONColumnType<Omit<Reading, 'text'>>;
  pages: JSONColumnType<ReadResult['pages']>;
  notes: string[];
}

interface ProposalTable {
  id: string;
  document: string;
  /** Number of the reading it came from. */
  reading: number;
  kind: Kind;
  position: number;
  state: ProposalState;
  version: number;
  reason: string | null;
  value: JSONColumnType<Values[Kind]>;
  read: JSONColumnType<Values[Kind]> | null;
  changed_by: string | null;
  changed_at: Instant | null;
}

/** What somebody did to a document: the history it shows, and what undo needs to take it back. */
interface DocumentActionTable {
  id: string;
  document: string;
  /** The version of the document that it made: the order in which things were done, whatever the clocks said. */
  version: number;
  at: Instant;
  done_by: string;
  act: string;
  text: string;
  proposal: string | null;
  kind: string | null;
  /** The proposals as they were before; null for what cannot be undone. */
  before: JSONColumnType<Before> | null;
  /** Id of the undo action that took it back. */
  undone_in: string | null;
}

interface OpinionTable {
  id: string;
  document: string;
  position: number;
  marker: string;
  title: string;
  section: string;
}

interface MeasureTable extends OpinionTable {
  opinion: string;
  text: string;
}

interface EntityTable {
  id: string;
  document: string;
  position: number;
  type: EntityValue['type'];
  name: string;
  status: string | null;
  aliases: string[];
  mentions: number;
}

interface CommitmentTable {
  id: string;
  document: string;
  position: number;
  verb: string;
  object: string;
  owner: string | null;
  due: string | null;
  measure: string | null;
  section: string | null;
  start_at: number;
  end_at: number;
}

interface FigureTable {
  id: string;
  document: string;
  position: number;
  /** The subject without marks and white space: what makes figures of two documents the same concept. */
  concept: string;
  subject: string;
  value: string;
  value2: string | null;
  unit: string;
  kind: FigureValue['kind'];
  approx: FigureValue['approx'];
  period: string | null;
  comparison: JSONColumnType<NonNullable<FigureValue['comparison']>> | null;
  surface: string;
  subset_of: string | null;
  section: string | null;
  path: string[];
  start_at: number;
  end_at: number;
  before: string;
  after: string;
  /** What a search looks in: subject, printed form, value. */
  words: string;
}

/** What a person said about where a printed figure belongs; it outweighs what the program finds. */
interface FigureBindingTable {
  figure: string;
  /** All null: it belongs to nothing. */
  register: string | null;
  key: string | null;
  scope: string | null;
  period: string | null;
  bound_by: string;
  bound_at: Instant;
}

/** What the program finds about a printed figure: derived, so without history, and made again whenever data change. */
interface FigureCheckTable {
  figure: string;
  /** Which version of the figure it is about: `figure.recorded_from`. */
  figure_from: Instant;
  origin: 'automatic' | 'person' | 'proposed' | 'unbound' | 'none';
  state: FigureState;
  /** Null where nothing is near. */
  register: string | null;
  key: string | null;
  scope: string | null;
  period: string | null;
  confidence: number;
  label: string | null;
  /** What the register says now: in the base unit, and as published. */
  value: string | null;
  shown: string | null;
  /** An open finding says that the document contradicts itself here. */
  clashes: boolean;
}

/** Up to where in the audit trail, and with which declared figures, all checks are done. */
interface FigureWatchTable {
  id: number;
  seq: number;
  catalogue: string;
}
