import { columnOf, type Field, type Register, type Value } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';

type Values = Readonly<Record<string, Value>>;

/** The key of a row as one text; null when a part is missing. */
export function keyText({ key }: Register, values: Values): string | null {
  const parts = key.map((name) => values[name] ?? null);
  return parts.every((part) => part !== null) ? JSON.stringify(parts.map(String)) : null;
}

/** The records that these rows' keys name, by the rows' places. Whether they may be seen is asked elsewhere. */
export async function idsByKey(
  db: ReadDb,
  register: Register,
  rows: readonly Values[],
): Promise<ReadonlyMap<number, string>> {
  if (rows.length === 0) return new Map();
  const columns = register.key.map((name) => ({
    name,
    column: sql.ref(columnOf(name)),
    type: sqlType(register.fields[name]!),
  }));
  const keys = JSON.stringify(
    rows.map((values, place) => ({
      place,
      ...Object.fromEntries(register.key.map((name) => [columnOf(name), values[name]])),
    })),
  );
  const typed = sql.join([sql`place integer`, ...columns.map(({ column, type }) => sql`${column} ${sql.raw(type)}`)]);
  const same = sql.join(
    columns.map(({ column }) => sql`r.${column} = x.${column}`),
    sql` and `,
  );
  const { rows: found } = await sql<{ id: string; place: number }>`
    select r.id, x.place from json_to_recordset(${keys}::json) as x(${typed})
    join ${sql.table(register.table)} as r on ${same}`.execute(db);
  return new Map(found.map(({ id, place }) => [place, id]));
}

function sqlType({ kind }: Field): string {
  if (kind === 'reference') return 'uuid';
  if (kind === 'integer') return 'bigint';
  if (kind === 'day') return 'date';
  if (kind === 'instant') return 'timestamptz';
  if (kind === 'yes-no') return 'boolean';
  return kind === 'decimal' || kind === 'money' || kind === 'ratio' ? 'numeric' : 'text';
}
