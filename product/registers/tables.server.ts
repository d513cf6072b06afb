import type { Instant } from '@quantu/base';
import type { Room } from '@quantu/store';
import { sql } from 'kysely';

declare module '@quantu/store' {
  interface DistrictTables {
    record_comment: CommentTable;
    saved_view: SavedViewTable;
    cell_burden: CellBurdenTable;
  }
}

interface CommentTable {
  id: string;
  register: string;
  record: string;
  text: string;
  added_at: Instant;
  added_by: string;
}

interface SavedViewTable {
  id: string;
  register: string;
  name: string;
  /** The page's search part: filter, sort, group, columns, face. */
  address: string;
  is_shared: boolean;
  owner: string;
  changed_at: Instant;
}

/** How many cells an organisation's people filled in a register in a month. A counter: it keeps no history. */
interface CellBurdenTable {
  organisation: string | null;
  month: string;
  register: string;
  typed: number;
  prefilled: number;
  imported: number;
  computed: number;
}

/** What hangs on records without being part of them. */
export const deskRoom: Room = {
  name: 'registers-desk',
  where: 'district',
  withoutHistory: ['cell_burden'],
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        await sql`create table record_comment (
          id uuid primary key, register text not null, record uuid not null, text text not null,
          added_at timestamptz not null, added_by text not null)`.execute(db);
        await sql`create index on record_comment (record, added_at)`.execute(db);
        await sql`create table saved_view (
          id uuid primary key, register text not null, name text not null, address text not null,
          is_shared boolean not null, owner text not null, changed_at timestamptz not null,
          unique (register, owner, name))`.execute(db);
        await sql`create table cell_burden (
          organisation uuid, month text not null, register text not null, typed bigint not null default 0,
          prefilled bigint not null default 0, imported bigint not null default 0, computed bigint not null default 0,
          unique nulls not distinct (organisation, month, register))`.execute(db);
      },
    },
  ],
};
