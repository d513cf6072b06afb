import { sql } from 'kysely';
import { makeColumnSince } from '../history/column-since.ts';
import { installHistoryFunctions, quickenStamp } from '../history/install.ts';
import { computeLinesOnce, installLines, quickenLines } from '../history/lines.ts';
import { openLines } from '../history/open-lines.ts';
import type { Room } from '../room.ts';
import type { Migrating } from './schema.ts';

/** The store's own tables, made by migrations like everyone's. */
export const ownRooms: readonly Room[] = [
  {
    name: 'store',
    where: 'shared',
    withoutHistory: ['audit', 'migration', 'job', 'column_since'],
    migrations: [
      {
        id: '2026-11-23-first',
        up: async (db) => {
          await sql`create extension if not exists pg_trgm schema shared`.execute(db);
          await installHistoryFunctions(db);
          await installLines(db);
          await sql`create function quantu_append_only() returns trigger language plpgsql as $$
            begin
              raise exception 'the audit trail is only appended to' using errcode = 'QU001', table = tg_table_name;
            end $$`.execute(db);
          await makeLedgers(db);
          await sql`create table district (code text primary key, name text not null)`.execute(db);
          await makeJobs(db);
        },
      },
      { id: '2026-11-23-quicker-lines', up: quickenLines },
      { id: '2026-11-23-read-lines-once', up: computeLinesOnce },
      { id: '2026-11-23-quicker-stamp', up: quickenStamp },
      { id: '2026-11-23-open-lines', up: openLines },
      { id: '2026-11-23-column-since', up: makeColumnSince },
    ],
  },
  {
    name: 'store',
    where: 'district',
    withoutHistory: ['audit', 'migration', 'column_since'],
    migrations: [
      { id: '2026-11-23-first', up: makeLedgers },
      { id: '2026-11-23-column-since', up: makeColumnSince },
    ],
  },
];

/** What the shared schema and every district have of their own: migrations, audit trail, files. */
async function makeLedgers(db: Migrating): Promise<void> {
  await sql`create table migration (
    room text not null, id text not null, hash text not null, made_at timestamptz not null default clock_timestamp(),
    primary key (room, id))`.execute(db);
  await sql`create table audit (
    seq bigint primary key, id uuid not null unique, at timestamptz not null, actor text not null,
    action text not null, subject text, reason text, before json not null, after json not null,
    tables text[] not null, changed bigint not null, digest text not null, prev text not null,
    hash text not null)`.execute(db);
  await sql`create index on audit (subject, seq)`.execute(db);
  await sql`create trigger quantu_append_only before update or delete or truncate on audit
    for each statement execute function quantu_append_only()`.execute(db);
  await sql`create table file (
    id text primary key, hash text not null, name text not null, type text not null, size bigint not null)`.execute(db);
  await sql`create index on file (hash)`.execute(db);
}

async function makeJobs(db: Migrating): Promise<void> {
  await sql`create table job (
    id uuid primary key, district text, kind text not null, payload jsonb not null, actor text not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    progress real not null default 0, note text not null default '', checkpoint jsonb, result jsonb, error text,
    attempts integer not null default 0, cancel_requested boolean not null default false,
    runner text, lease_until timestamptz,
    created_at timestamptz not null default clock_timestamp(), started_at timestamptz, finished_at timestamptz)
    `.execute(db);
  await sql`create index on job (created_at) where state in ('queued', 'running')`.execute(db);
}
