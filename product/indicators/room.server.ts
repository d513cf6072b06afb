import type { Instant, Json } from '@quantu/base';
import type { Room } from '@quantu/store';
import { sql, type JSONColumnType } from 'kysely';

declare module '@quantu/store' {
  interface DistrictTables {
    signed_figure: SignedFigureTable;
  }
}

/** A figure as somebody signed it. Rows are never changed nor deleted. */
interface SignedFigureTable {
  id: string;
  register: string;
  figure: string;
  label: string;
  unit: string;
  scope: string | null;
  period: string | null;
  value: string;
  shown: string;
  definition: string;
  definition_version: number;
  as_of: Instant;
  /** The last entry of the audit trail when it was signed. */
  trail_entry: number;
  parts: JSONColumnType<SignedPartJson[]>;
  /** SM3 over the canonical text of all of the above. */
  digest: string;
  signed_by: string;
  signed_at: Instant;
}

interface SignedPartJson {
  recipe: { register: string; figure: string; how: 'count' | 'sum' | 'distinct'; of: string | null; conditions: Json };
  value: string | null;
  rows: number;
  missing: number;
  rowsDigest: string;
}

export const indicatorsRoom: Room = {
  name: 'indicators',
  where: 'district',
  migrations: [
    {
      id: '2026-11-23-signatures',
      up: async (db) => {
        await sql`create table signed_figure (
          id uuid primary key, register text not null, figure text not null, label text not null, unit text not null,
          scope text, period text, value numeric not null, shown text not null, definition text not null,
          definition_version integer not null, as_of timestamptz not null, trail_entry bigint not null,
          parts json not null, digest text not null, signed_by text not null, signed_at timestamptz not null)`.execute(
          db,
        );
        await sql`create index on signed_figure (register, figure, signed_at desc)`.execute(db);
        await sql`create function signed_figure_refuse() returns trigger language plpgsql as $$
          begin raise exception 'a signed figure is not changed'; end $$`.execute(db);
        await sql`create trigger signed_figure_refuse before update or delete on signed_figure
          for each row execute function signed_figure_refuse()`.execute(db);
      },
    },
  ],
};
