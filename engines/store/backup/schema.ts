import type { ClientBase } from 'pg';

/** All tables of a schema, the twins of the history, the audit trail and the migrations among them. */
export async function tablesOf(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'r' order by relname`,
    [schema],
  );
  return rows.map(({ name }) => name);
}

export interface StoredColumn {
  readonly name: string;
  readonly quoted: string;
  /** The type without length, so that a text that is too long is refused instead of cut. */
  readonly type: string;
}

/** The columns that hold data (not computed ones), and an order that only depends on the data. */
export async function columnsOf(
  client: ClientBase,
  schema: string,
  table: string,
): Promise<{ columns: StoredColumn[]; order: string }> {
  const { rows } = await client.query<StoredColumn & { isKey: boolean }>(
    `select a.attname as name, quote_ident(a.attname) as quoted, format_type(a.atttypid, -1) as type,
       coalesce(a.attnum = any (i.indkey), false) as "isKey"
     from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
     where a.attrelid = format('%I.%I', $1::text, $2::text)::regclass
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     order by a.attnum`,
    [schema, table],
  );
  const keys = rows.filter(({ isKey }) => isKey);
  const order = (keys.length > 0 ? keys : rows).map(({ quoted }) => `${quoted}::text collate "C"`).join();
  return { columns: rows, order };
}

export function sequencesQuery(schema: string): string {
  return `select to_json(array[sequencename::text, last_value::text])::text as line
    from pg_sequences where schemaname = '${schema}' and last_value is not null order by sequencename`;
}
