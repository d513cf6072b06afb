import { sql } from 'kysely';
import type { Migrating } from '../migrate/schema.ts';

/**
 * Since when a table has a column that it had not from its first row. A version from before says nothing of it: that
 * is another thing than a value that is empty.
 */
export async function makeColumnSince(db: Migrating): Promise<void> {
  await sql`create table column_since (
    table_name text not null, column_name text not null, since timestamptz not null default clock_timestamp(),
    primary key (table_name, column_name))`.execute(db);
}

/** Puts down columns that a table with rows has just been given; a table without any has them from the start. */
export async function noteColumns(
  db: Migrating,
  schema: string,
  table: string,
  columns: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ is: boolean }>`
    select to_regclass(format('%I.column_since', ${schema}::text)) is not null
      and exists (select from ${sql.id(schema, `${table}_history`)}) as "is"`.execute(db);
  if (!rows[0]!.is) return;
  await sql`insert into ${sql.id(schema, 'column_since')} (table_name, column_name)
    select ${table}, unnest(${columns}::text[]) on conflict do nothing`.execute(db);
}
