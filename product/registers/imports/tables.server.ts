import type { Instant } from '@quantu/base';
import type { Value } from '@quantu/registers';
import type { Room } from '@quantu/store';
import type { RememberedMapping } from '@quantu/tables/server';
import { sql, type ColumnType, type JSONColumnType } from 'kysely';
import type { IMPORT_STATES, ROW_KINDS } from '../contract.ts';
import type { StoredSheet } from './sheets.ts';

declare module '@quantu/store' {
  interface DistrictTables {
    import_run: ImportRunTable;
    import_row: ImportRowTable;
    import_written: ImportWrittenTable;
    import_layout: ImportLayoutTable;
  }
}

export type ImportState = (typeof IMPORT_STATES)[number];
export type RowKind = (typeof ROW_KINDS)[number];
export type Counts = Readonly<Record<RowKind | 'skipped', number>>;

interface ImportRunTable {
  id: string;
  register: string;
  hash: string;
  file_name: string;
  state: ImportState;
  made_by: string;
  made_at: Instant;
  /** The job of the step under way, or of the last one. */
  job: string | null;
  sheets: JSONColumnType<readonly StoredSheet[]>;
  is_remembered: boolean;
  counts: JSONColumnType<Counts>;
  notes: string[];
}

/** What a dry run found for one row. */
export interface RowData {
  /** Of a record to be made that others of the file may refer to. */
  readonly id?: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly state?: string | null;
  /** Of an existing record: what changed fields had before. */
  readonly old?: Readonly<Record<string, Value>>;
  /** As the cells had it, where that is not what the value says. */
  readonly raw: Readonly<Record<string, string>>;
  readonly problems?: Readonly<Record<string, string>>;
  readonly problem?: string;
}

interface ImportRowTable {
  import: string;
  seq: number;
  sheet: string;
  row: number;
  kind: RowKind;
  record: string | null;
  /** Of an existing record: the version that the dry run compared with. */
  version: number | null;
  /** Rows of a later turn refer to those of earlier ones and are written after them. */
  turn: ColumnType<number, number | undefined>;
  data: JSONColumnType<RowData>;
}

/** Which record and version a row became: beside the rows, which are wide, so that writing does not copy them. */
interface ImportWrittenTable {
  import: string;
  seq: number;
  record: string;
  version: number;
}

/** How the columns of a layout were mapped the last time a person said so. */
interface ImportLayoutTable {
  register: string;
  layout: string;
  mapping: JSONColumnType<RememberedMapping>;
  kept_at: Instant;
  kept_by: string;
}

/** Imports on their way. What they write has its history where it is written; these tables need none. */
export const importsRoom: Room = {
  name: 'imports',
  where: 'district',
  withoutHistory: ['import_run', 'import_row', 'import_written', 'import_layout'],
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        await sql`create table import_run (
          id uuid primary key, register text not null, hash text not null, file_name text not null,
          state text not null, made_by text not null, made_at timestamptz not null, job uuid,
          sheets jsonb not null, is_remembered boolean not null, counts jsonb not null, notes text[] not null)`.execute(
          db,
        );
        await sql`create index on import_run (register, made_by, made_at desc)`.execute(db);
        await sql`create table import_row (
          import uuid not null references import_run (id) on delete cascade, seq integer not null,
          sheet text not null, row integer not null, kind text not null, record uuid, version integer,
          data json not null, primary key (import, seq))`.execute(db);
        await sql`create index on import_row (import, kind, seq)`.execute(db);
        await sql`create table import_written (
          import uuid not null references import_run (id) on delete cascade, seq integer not null,
          record uuid not null, version integer not null, primary key (import, seq))`.execute(db);
        await sql`create table import_layout (
          register text not null, layout text not null, mapping jsonb not null, kept_at timestamptz not null,
          kept_by text not null, primary key (register, layout))`.execute(db);
      },
    },
    {
      // Asked of every one of a hundred thousand rows, which the import that is being carried out puts there itself.
      id: '2026-11-23-rows-without-questions',
      up: async (db) => {
        await sql`alter table import_row drop constraint import_row_import_fkey`.execute(db);
        await sql`alter table import_written drop constraint import_written_import_fkey`.execute(db);
      },
    },
    {
      // Most rows are new or as they were; those that are asked for by their kind are few.
      id: '2026-11-23-telling-rows',
      up: async (db) => {
        await sql`drop index import_row_import_kind_seq_idx`.execute(db);
        await sql`create index on import_row (import, kind, seq) where kind in ('changed', 'rejected')`.execute(db);
      },
    },
    {
      id: '2026-11-24-turns',
      up: async (db) => {
        await sql`alter table import_row add column turn integer not null default 0`.execute(db);
        await sql`create index on import_row (import, turn, seq) where turn > 0`.execute(db);
      },
    },
  ],
};
