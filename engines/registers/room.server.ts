import type { Instant } from '@quantu/base';
import type { Room } from '@quantu/store';
import { sql } from 'kysely';

declare module '@quantu/store' {
  interface DistrictTables {
    record_attachment: RecordAttachmentTable;
    code_version: CodeVersionTable;
  }
}

/** A file on a record, in one of its fields of kind attachments or photos. */
export interface RecordAttachmentTable {
  id: string;
  register: string;
  record: string;
  field: string;
  /** The row in `file` that holds it. */
  file: string;
  name: string;
  type: string;
  size: number;
  added_at: Instant;
  added_by: string;
  /** Of a photo: where it was taken, degrees WGS 84, and when by the camera's clock. */
  lon: number | null;
  lat: number | null;
  taken_at: string | null;
  /** It was found to be a picture a browser may show. */
  is_picture: boolean;
}

/** A district's own version of a code set; it holds from its day until the next version's. */
export interface CodeVersionTable {
  set_key: string;
  version: string;
  valid_from: string;
  label: string;
  source: string;
  /** Array of `Code`. */
  codes: unknown;
}

/** What all registers share. */
export const registersRoom: Room = {
  name: 'registers',
  where: 'district',
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        await sql`create table record_attachment (
          id uuid primary key, register text not null, record uuid not null, field text not null, file text not null,
          name text not null, type text not null, size bigint not null, added_at timestamptz not null,
          added_by text not null, lon double precision, lat double precision, taken_at text,
          is_picture boolean not null)`.execute(db);
        await sql`create index on record_attachment (record, field)`.execute(db);
        await sql`create index on record_attachment (file)`.execute(db);
        await sql`create table code_version (
          set_key text not null, version text not null, valid_from date not null, label text not null,
          source text not null, codes jsonb not null, primary key (set_key, version))`.execute(db);
      },
    },
  ],
};
