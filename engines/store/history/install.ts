import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Migrating } from '../migrate/schema.ts';
import { noteColumns } from './column-since.ts';

/**
 * The functions behind the history of rows, once for the whole store. A transaction that may write has set
 * `quantu.entry` (its audit entry), `quantu.at`, `quantu.actor` and `quantu.action`; without them every table that
 * keeps its history refuses the write, whoever sends it.
 */
export async function installHistoryFunctions(db: Migrating): Promise<void> {
  await sql`
    create function quantu_entry(written name) returns uuid language plpgsql as $$
    declare entry uuid := nullif(current_setting('quantu.entry', true), '')::uuid;
    begin
      if entry is null then
        raise exception 'table % is written outside transact', written using errcode = 'QU001', table = written;
      end if;
      return entry;
    end $$`.execute(db);
  await sql`
    create function quantu_stamp() returns trigger language plpgsql as $$
    declare
      entry uuid := shared.quantu_entry(tg_table_name);
      instant timestamptz := current_setting('quantu.at')::timestamptz;
    begin
      if tg_op = 'INSERT' then
        new.recorded_from := instant;
      elsif old.recorded_in = entry then
        new.recorded_from := old.recorded_from;
      else
        new.recorded_from := greatest(instant, old.recorded_from + interval '1 millisecond');
      end if;
      new.recorded_in := entry;
      return new;
    end $$`.execute(db);
  await sql`
    create function quantu_touch(touched text) returns void language plpgsql as $$
    declare before text := current_setting('quantu.touched', true);
    begin
      if position(',' || touched || ',' in before) = 0 then
        perform set_config('quantu.touched', before || touched || ',', true);
      end if;
    end $$`.execute(db);
  await sql`
    create function quantu_refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'table % is written outside transact', tg_table_name
        using errcode = 'QU001', table = tg_table_name;
    end $$`.execute(db);
  await sql`
    create function quantu_twin_guard() returns trigger language plpgsql as $$
    begin
      if pg_trigger_depth() < 2 then
        raise exception 'table % is written outside transact', tg_table_name
          using errcode = 'QU001', table = tg_table_name;
      end if;
      return null;
    end $$`.execute(db);
}

/**
 * The same stamp at half its price, which every row of a large import pays: whose transaction it is, is read where it
 * stands, and only a write outside of one asks the function that refuses it.
 */
export async function quickenStamp(db: Migrating): Promise<void> {
  await sql`
    create or replace function quantu_stamp() returns trigger language plpgsql as $$
    begin
      new.recorded_in := nullif(current_setting('quantu.entry', true), '');
      if new.recorded_in is null then
        perform shared.quantu_entry(tg_table_name);
      end if;
      if tg_op = 'INSERT' then
        new.recorded_from := current_setting('quantu.at');
      elsif old.recorded_in = new.recorded_in then
        new.recorded_from := old.recorded_from;
      else
        new.recorded_from := greatest(current_setting('quantu.at')::timestamptz,
          old.recorded_from + interval '1 millisecond');
      end if;
      return new;
    end $$`.execute(db);
}

interface TableShape {
  readonly name: string;
  readonly hasTwin: boolean;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
}

/**
 * Gives every table of the current schema its `…_history` twin and triggers, and teaches the twins columns that a
 * migration added. Runs at the end of each migration, so that no table can be forgotten.
 */
export async function keepHistory(db: Migrating, schema: string, without: ReadonlySet<string>): Promise<void> {
  for (const table of await tablesOf(db, schema)) {
    if (without.has(table.name)) continue;
    if (table.hasTwin) await extendTwin(db, schema, table.name);
    else await makeTwin(db, schema, table.name);
  }
}

async function tablesOf(db: Migrating, schema: string): Promise<TableShape[]> {
  const { rows } = await sql<TableShape>`
    select t.relname as name, twin.oid is not null as "hasTwin"
    from pg_class t
    left join pg_class twin on twin.relnamespace = t.relnamespace and twin.relname = t.relname || '_history'
    where t.relnamespace = ${schema}::regnamespace and t.relkind = 'r' and t.relname not like '%\\_history'
    order by t.relname`.execute(db);
  return rows;
}

async function columnsOf(db: Migrating, schema: string, table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      coalesce(a.attnum = any (i.indkey), false) as "isKey"
    from pg_attribute a
    left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = format('%I.%I', ${schema}::text, ${table}::text)::regclass
      and a.attnum > 0 and not a.attisdropped
    order by a.attnum`.execute(db);
  return rows;
}

async function makeTwin(db: Migrating, schema: string, table: string): Promise<void> {
  assert(table.length <= 50, `table name ${table} leaves no room for its history's names`);
  const target = sql.table(table);
  const twin = sql.table(`${table}_history`);
  await sql`alter table ${target} add column recorded_from timestamptz not null default '-infinity',
    add column recorded_in uuid not null default '00000000-0000-0000-0000-000000000000'`.execute(db);
  const columns = await columnsOf(db, schema, table);
  const keys = columns.filter((column) => column.isKey);
  assert(keys.length > 0, `table ${table} has no primary key, so its rows can have no history`);
  const definitions = columns.map((column) => sql`${sql.ref(column.name)} ${sql.raw(column.type)}`);
  await sql`create table ${twin} (${sql.join(definitions)},
    recorded_to timestamptz not null, ended_in uuid, actor text not null, action text not null,
    primary key (${sql.join(keys.map((key) => sql.ref(key.name)))}, recorded_from))`.execute(db);
  await sql`create index on ${twin} (recorded_in)`.execute(db);
  await sql`create index on ${twin} (ended_in) where ended_in is not null`.execute(db);
  await writeTrigger(db, schema, table, columns);
  await attach(db, table);
}

async function attach(db: Migrating, table: string): Promise<void> {
  const target = sql.table(table);
  const twin = sql.table(`${table}_history`);
  const run = sql.table(`${table}_keep`);
  await sql`create trigger quantu_stamp before insert or update on ${target}
    for each row execute function quantu_stamp()`.execute(db);
  await sql`create trigger quantu_insert after insert on ${target}
    referencing new table as new_rows for each statement execute function ${run}()`.execute(db);
  await sql`create trigger quantu_update after update on ${target}
    referencing old table as old_rows new table as new_rows for each statement execute function ${run}()`.execute(db);
  await sql`create trigger quantu_delete after delete on ${target}
    referencing old table as old_rows for each statement execute function ${run}()`.execute(db);
  await sql`create trigger quantu_truncate before truncate on ${target}
    for each statement execute function quantu_refuse()`.execute(db);
  await sql`create trigger quantu_guard before insert or update or delete or truncate on ${twin}
    for each statement execute function quantu_twin_guard()`.execute(db);
  await sql`update ${target} set recorded_in = recorded_in`.execute(db); // rows the migration itself had put in
}

/**
 * One function a table, with its columns written out, so that PostgreSQL plans its statements once a session. Every name
 * says whose it is: a column may be called as a variable is (`found`, `entry`).
 */
async function writeTrigger(db: Migrating, schema: string, table: string, columns: readonly Column[]): Promise<void> {
  const twin = sql.id(schema, `${table}_history`);
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const given = sql.join(columns.map((column) => sql`n.${sql.ref(column.name)}`));
  const sameKey = sql.join(
    columns.filter((column) => column.isKey).map(({ name }) => sql`h.${sql.ref(name)} = o.${sql.ref(name)}`),
    sql` and `,
  );
  const body = sql`
    create or replace function ${sql.table(`${table}_keep`)}() returns trigger language plpgsql as $$
    <<keep>>
    declare
      entry uuid := shared.quantu_entry(tg_table_name);
      instant timestamptz := current_setting('quantu.at')::timestamptz;
      is_touched boolean;
    begin
      if tg_op <> 'INSERT' then
        delete from ${twin} h using old_rows o
          where ${sameKey} and h.recorded_to = 'infinity' and h.recorded_in = keep.entry;
        is_touched := found;
        update ${twin} h
          set recorded_to = greatest(keep.instant, h.recorded_from + interval '1 millisecond'), ended_in = keep.entry
          from old_rows o where ${sameKey} and h.recorded_to = 'infinity';
        is_touched := is_touched or found;
      end if;
      if tg_op <> 'DELETE' then
        insert into ${twin} (${names}, recorded_to, actor, action)
          select ${given}, 'infinity', current_setting('quantu.actor'), current_setting('quantu.action')
          from new_rows n;
        is_touched := coalesce(is_touched, false) or found;
      end if;
      if is_touched then
        perform shared.quantu_touch(tg_table_schema || '.' || tg_table_name);
      end if;
      return null;
    end $$`;
  await body.execute(db);
}

/** A new column is unknown in old versions (null); rows that have a value in it now get a new version that says so. */
async function extendTwin(db: Migrating, schema: string, table: string): Promise<void> {
  const columns = await columnsOf(db, schema, table);
  const before = new Map((await columnsOf(db, schema, `${table}_history`)).map(({ name, type }) => [name, type]));
  for (const { name, type } of columns) {
    assert(before.get(name) === undefined || before.get(name) === type, `${table}.${name}: a type is not changed`);
  }
  const added = columns.filter(({ name }) => !before.has(name));
  for (const { name, type } of added) {
    await sql`alter table ${sql.table(`${table}_history`)} add column ${sql.ref(name)} ${sql.raw(type)}`.execute(db);
  }
  await writeTrigger(db, schema, table, columns);
  if (added.length === 0) return;
  await noteColumns(
    db,
    schema,
    table,
    added.map(({ name }) => name),
  );
  const isKnown = sql.join(
    added.map(({ name }) => sql`${sql.ref(name)} is not null`),
    sql` or `,
  );
  await sql`update ${sql.table(table)} set recorded_in = recorded_in where ${isKnown}`.execute(db);
}
