import type { Instant } from '@quantu/base';
import { sqlMigrations } from '@quantu/registers/server';
import type { Room } from '@quantu/store';
import type { JSONColumnType } from 'kysely';
import type { ReportVersion } from './contract.ts';
import type { Homecoming } from './homecoming/change.ts';
import type { Manifest, ProvenFigure } from './proof/bundle.ts';
import type { ReportBlock, ReportHead, ReportText } from './text.ts';

declare module '@quantu/store' {
  interface DistrictTables {
    report_paper: ReportPaperTable;
    report_text: ReportTextTable;
    report_version: ReportVersionTable;
    report_comment: ReportCommentTable;
    report_proof: ReportProofTable;
    report_return: ReportReturnTable;
  }
}

interface ReportPaperTable {
  report: string;
  revision: number;
  head: JSONColumnType<ReportHead>;
  /** In the order of the report. */
  sections: string[];
}

interface ReportTextTable {
  section: string;
  report: string;
  revision: number;
  level: number;
  /** Items of the opinion that it answers. */
  items: string[];
  blocks: JSONColumnType<readonly ReportBlock[]>;
  changed_by: string;
  changed_at: Instant;
}

interface ReportVersionTable {
  id: string;
  report: string;
  number: number;
  name: string;
  kind: ReportVersion['kind'];
  body: JSONColumnType<ReportText>;
  made_by: string;
  made_at: Instant;
}

interface ReportCommentTable {
  id: string;
  report: string;
  section: string;
  quote: string;
  text: string;
  made_by: string;
  made_at: Instant;
  settled_by: string | null;
  settled_at: Instant | null;
}

interface ReportReturnTable {
  id: string;
  report: string;
  /** The version it was read against; 0: the text as it stood then. */
  version: number;
  sent: JSONColumnType<ReportText>;
  hash: string;
  file_name: string;
  home: JSONColumnType<Homecoming>;
  /** Null: not decided yet. */
  accepted: string[] | null;
  made_by: string;
  made_at: Instant;
  settled_by: string | null;
  settled_at: Instant | null;
}

/** Rows are never changed nor deleted. */
interface ReportProofTable {
  report: string;
  /** SM3 over everything that was signed. */
  root: string;
  manifest: JSONColumnType<Manifest>;
  figures: JSONColumnType<readonly ProvenFigure[]>;
}

export const reportsRoom: Room = {
  name: 'reports',
  where: 'district',
  migrations: sqlMigrations(new URL('./migrations/', import.meta.url)),
};
