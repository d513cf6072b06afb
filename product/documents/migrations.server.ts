import type { Room } from '@quantu/store';
import { sql } from 'kysely';

/** The tables of the documents room; every district has them, and all of them keep their history. */
export const documentsRoom: Room = {
  name: 'documents',
  where: 'district',
  withoutHistory: ['figure_check', 'figure_watch'],
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        await sql`create table document (
          id uuid primary key, file text not null, hash text not null, file_name text not null,
          format text not null check (format in ('txt', 'docx', 'pdf')), bytes bigint not null,
          state text not null check (state in ('read', 'accepted', 'withdrawn')), version integer not null,
          title text not null, number text, kind text, issuer text, dated date,
          uploaded_by text not null, uploaded_at timestamptz not null,
          accepted_by text, accepted_at timestamptz, changed_by text not null)`.execute(db);
        await sql`create unique index document_hash on document (hash) where state <> 'withdrawn'`.execute(db);
        await sql`create index on document (uploaded_at desc)`.execute(db);
        await sql`create table reading (
          document uuid not null, number integer not null, reader text not null, made_by text not null,
          made_at timestamptz not null, text text not null, body json not null, pages json not null,
          notes text[] not null, primary key (document, number))`.execute(db);
        await sql`create table proposal (
          id uuid primary key, document uuid not null, reading integer not null, kind text not null,
          position integer not null, state text not null
            check (state in ('proposed', 'accepted', 'corrected', 'rejected')),
          version integer not null, reason text, value json not null, read json,
          changed_by text, changed_at timestamptz)`.execute(db);
        await sql`create index on proposal (document, kind, position)`.execute(db);
        await sql`create table document_action (
          id uuid primary key, document uuid not null, version integer not null,
          at timestamptz not null, done_by text not null,
          act text not null, text text not null, proposal uuid, kind text, before json, undone_in uuid)`.execute(db);
        await sql`create unique index on document_action (document, version)`.execute(db);
      },
    },
    {
      id: '2026-11-23-rows',
      up: async (db) => {
        await sql`create table opinion (
          id uuid primary key, document uuid not null, position integer not null, marker text not null,
          title text not null, section text not null)`.execute(db);
        await sql`create table measure (
          id uuid primary key, document uuid not null, position integer not null, marker text not null,
          title text not null, section text not null, opinion uuid not null, text text not null)`.execute(db);
        await sql`create table entity (
          id uuid primary key, document uuid not null, position integer not null, type text not null,
          name text not null, status text, aliases text[] not null, mentions integer not null)`.execute(db);
        await sql`create index on entity (type, name)`.execute(db);
        await sql`create table commitment (
          id uuid primary key, document uuid not null, position integer not null, verb text not null,
          object text not null, owner text, due text, measure text, section text,
          start_at integer not null, end_at integer not null)`.execute(db);
        await sql`create table figure (
          id uuid primary key, document uuid not null, position integer not null, concept text not null,
          subject text not null, value numeric not null, value2 numeric, unit text not null, kind text not null,
          approx text not null, period text, comparison json, surface text not null,
          state text not null check (state in ('unsupported')), subset_of uuid, section text,
          path text[] not null, start_at integer not null, end_at integer not null,
          before text not null, after text not null, words text not null)`.execute(db);
        for (const table of ['opinion', 'measure', 'entity', 'commitment', 'figure']) {
          await sql`create index on ${sql.table(table)} (document, position)`.execute(db);
        }
        await sql`create index on figure (concept)`.execute(db);
        await sql`create index on figure (unit)`.execute(db);
        await sql`create index on figure using gin (words gin_trgm_ops)`.execute(db);
      },
    },
    {
      // A page of a list in any of its orders is read off an index.
      id: '2026-11-23-sorted-lists',
      up: async (db) => {
        await sql`create index on document (uploaded_at, id)`.execute(db);
        await sql`create index on figure (value, id)`.execute(db);
        await sql`create index on figure (subject, id)`.execute(db);
        await sql`create index on figure (unit, value, id)`.execute(db);
      },
    },
    {
      // What stands behind a figure is found from the registers, not kept with the figure.
      id: '2026-11-23-figures-from-registers',
      up: async (db) => {
        await sql`alter table figure drop column state`.execute(db);
        await sql`create table figure_binding (
          figure uuid primary key, register text, key text, scope text, period text,
          bound_by text not null, bound_at timestamptz not null,
          check ((register is null) = (key is null)))`.execute(db);
        await sql`create table figure_check (
          figure uuid primary key, figure_from timestamptz not null,
          origin text not null check (origin in ('automatic', 'person', 'proposed', 'unbound', 'none')),
          state text not null
            check (state in ('matched', 'drifted', 'unjudged', 'inconsistent', 'unsupported')),
          register text, key text, scope text, period text, confidence real not null, label text,
          value numeric, shown text, clashes boolean not null)`.execute(db);
        await sql`create index on figure_check (state)`.execute(db);
        await sql`create index on figure_check (register, key)`.execute(db);
        await sql`create table figure_watch (
          id integer primary key check (id = 1), seq bigint not null, catalogue text not null)`.execute(db);
      },
    },
    {
      // In the order of documents a page of figures is found without reading the figures themselves.
      id: '2026-11-23-figures-in-order',
      up: async (db) => {
        await sql`create index on figure (document, position, id)`.execute(db);
      },
    },
  ],
};
