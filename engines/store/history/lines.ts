import { sql } from 'kysely';
import type { Migrating } from '../migrate/schema.ts';

/**
 * `quantu_lines(entries, tables)`: what the transactions behind these audit entries did to rows, one text line for a
 * version opened (`+`) or ended (`-`), in an order that only depends on the data. Columns that are null are left out,
 * so that a column added later does not change what was hashed before.
 */
export async function installLines(db: Migrating): Promise<void> {
  await sql`
    create function quantu_lines(entries uuid[], tables text[]) returns table (entry uuid, line text)
    language plpgsql stable as $$
    declare
      touched text;
      twin text;
      keys text[];
      parts text[] := '{}';
    begin
      foreach touched in array tables loop
        twin := format('%I.%I', split_part(touched, '.', 1), split_part(touched, '.', 2) || '_history');
        select array_agg(a.attname::text) || array['recorded_to'] into keys
          from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
          where i.indrelid = twin::regclass and i.indisprimary;
        parts := parts || format(
          'select h.recorded_in as entry, ''+'' || %1$L || '' '' || (select jsonb_object_agg(key, value)::text
             from jsonb_each(to_jsonb(h) - ''recorded_to'' - ''ended_in'') where value <> ''null'') as line
           from %2$s h where h.recorded_in = any ($1)
           union all
           select h.ended_in, ''-'' || %1$L || '' '' || (select jsonb_object_agg(key, value)::text
             from jsonb_each(to_jsonb(h)) where key = any (%3$L))
           from %2$s h where h.ended_in = any ($1)', touched, twin, keys);
      end loop;
      if array_length(parts, 1) is null then return; end if;
      return query execute 'select v.entry, v.line from (' || array_to_string(parts, ' union all ')
        || ') v order by v.entry, v.line collate "C"' using entries;
    end $$`.execute(db);
}

/**
 * The same lines three times as fast for tables without JSON columns: there, leaving out what is null needs no look
 * into each value.
 */
export async function quickenLines(db: Migrating): Promise<void> {
  await sql`
    create or replace function quantu_lines(entries uuid[], tables text[]) returns table (entry uuid, line text)
    language plpgsql stable as $$
    declare
      touched text;
      twin text;
      keys text[];
      is_nested boolean;
      known text;
      parts text[] := '{}';
    begin
      foreach touched in array tables loop
        twin := format('%I.%I', split_part(touched, '.', 1), split_part(touched, '.', 2) || '_history');
        select array_agg(a.attname::text) || array['recorded_to'] into keys
          from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
          where i.indrelid = twin::regclass and i.indisprimary;
        select exists (select from pg_attribute a join pg_type t on t.oid = a.atttypid
          where a.attrelid = twin::regclass and a.attnum > 0
            and (t.typname in ('json', 'jsonb', '_json', '_jsonb') or t.typtype <> 'b')) into is_nested;
        known := case when is_nested
          then '(select jsonb_object_agg(key, value)::text
            from jsonb_each(to_jsonb(h) - ''recorded_to'' - ''ended_in'') where value <> ''null'')'
          else 'jsonb_strip_nulls(to_jsonb(h) - ''recorded_to'' - ''ended_in'')::text' end;
        parts := parts || format(
          'select h.recorded_in as entry, ''+'' || %1$L || '' '' || %4$s as line
           from %2$s h where h.recorded_in = any ($1)
           union all
           select h.ended_in, ''-'' || %1$L || '' '' || (select jsonb_object_agg(key, value)::text
             from jsonb_each(to_jsonb(h)) where key = any (%3$L))
           from %2$s h where h.ended_in = any ($1)', touched, twin, keys, known);
      end loop;
      if array_length(parts, 1) is null then return; end if;
      return query execute 'select v.entry, v.line from (' || array_to_string(parts, ' union all ')
        || ') v order by v.entry, v.line collate "C"' using entries;
    end $$`.execute(db);
}

/**
 * The same lines in half the time when they are many: a text and the same text with a collation are two columns to the
 * planner, and it computed each line twice and sorted both.
 */
export async function computeLinesOnce(db: Migrating): Promise<void> {
  await sql`
    do $do$
    declare
      known text := pg_get_functiondef('quantu_lines(uuid[], text[])'::regprocedure);
      quick text := replace(replace(known,
        'select v.entry, v.line from (', 'select v.entry, v.line from (select u.entry, u.line collate "C" as line from ('),
        ') v order by v.entry, v.line collate "C"', ') u) v order by v.entry, v.line');
    begin
      assert quick <> known, 'quantu_lines is not the function that is made quicker here';
      execute quick;
    end $do$`.execute(db);
}
