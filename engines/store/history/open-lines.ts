import { sql } from 'kysely';
import type { Migrating } from '../migrate/schema.ts';

/**
 * `quantu_open_lines(entries, tables)` opens the cursor `quantu_rows` on the lines that `quantu_lines` gives, in the same
 * order within each entry, at a third of the price where they are many: nothing is put aside before the first is
 * handed on, a row is written as text column by column, in the order in which `jsonb` keeps its keys, and where that
 * begins with the id, rows are sorted by it before they are lines. Tables are given in their order.
 */
export async function openLines(db: Migrating): Promise<void> {
  await sql`
    create function quantu_row_text(twin regclass) returns text language sql stable as $$
      select '''{'' || substr(' || string_agg('concat(' || piece || ')', ' || ' order by part) || ', 3) || ''}'''
      from (
        select part, string_agg(piece, ', ' order by at) as piece
        from (
          select at, at / 50 as part, format('%L || %s', ', ' || to_json(name)::text || ': ', case
            when type in ('uuid', 'text', 'int2', 'int4', 'int8', 'numeric', 'bool', 'date', 'timestamptz')
              then format('to_json(h.%I)::text', name)
            when type in ('json', 'jsonb') then format('nullif(to_jsonb(h.%I), ''null'')::text', name)
            else format('to_jsonb(h.%I)::text', name) end) as piece
          from (
            select a.attname::text as name, t.typname::text as type,
              row_number() over (order by octet_length(a.attname::text), a.attname::text collate "C") as at
            from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid = twin and a.attnum > 0 and not a.attisdropped
              and a.attname not in ('recorded_to', 'ended_in')) c) p
        group by part) parts
    $$`.execute(db);
  await sql`
    create function quantu_open_lines(entries uuid[], tables text[]) returns void language plpgsql as $$
    declare
      touched text;
      twin text;
      keys text;
      is_many boolean;
      is_by_id boolean;
      opened text[] := '{}';
      ended text[] := '{}';
      lines refcursor := 'quantu_rows';
    begin
      foreach touched in array tables loop
        twin := format('%I.%I', split_part(touched, '.', 1), split_part(touched, '.', 2) || '_history');
        select string_agg(format('%L, h.%I', a.attname, a.attname), ', ' order by a.attnum) into keys
          from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
          where i.indrelid = twin::regclass and i.indisprimary;
        execute format('select count(*) = 500 from (select from %s h where h.recorded_in = any ($1) limit 500) x', twin)
          into is_many using entries;
        is_by_id := is_many and keys = '''id'', h.id, ''recorded_from'', h.recorded_from' and not exists (
          select from pg_attribute a where a.attrelid = twin::regclass and a.attnum > 0 and not a.attisdropped
            and ((a.attname = 'id' and a.atttypid <> 'uuid'::regtype)
              or (octet_length(a.attname::text), a.attname::text collate "C") < (2, 'id')));
        opened := opened || case
          when is_by_id then format(
            '(select h.recorded_in as entry, %L || %s as line from (select * from %s t
              where t.recorded_in = any ($1) order by t.id::text collate "C" offset 0) h)',
            '+' || touched || ' ', shared.quantu_row_text(twin::regclass), twin)
          else format(
            '(select v.entry, v.line from (select h.recorded_in as entry, (%L || %s) collate "C" as line from %s h
              where h.recorded_in = any ($1)) v order by v.line)',
            '+' || touched || ' ', case when is_many then shared.quantu_row_text(twin::regclass)
              else '(select jsonb_object_agg(key, value)::text
                from jsonb_each(to_jsonb(h) - ''recorded_to'' - ''ended_in'') where value <> ''null'')' end, twin) end;
        ended := ended || format(
          '(select v.entry, v.line from (select h.ended_in as entry, (%L || jsonb_build_object(%s, ''recorded_to'',
            h.recorded_to)::text) collate "C" as line from %s h where h.ended_in = any ($1)) v order by v.line)',
          '-' || touched || ' ', keys, twin);
      end loop;
      open lines no scroll for execute array_to_string(opened || ended, ' union all ') using entries;
    end $$`.execute(db);
}
