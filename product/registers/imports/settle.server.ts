import { columnOf, type Register, type Value } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { idsByKey } from './keys.server.ts';

/** A row whose texts may name several records or codes. */
interface Unsure {
  readonly values: Record<string, Value>;
  readonly problems: Record<string, string>;
  /** By field, all that its text names. */
  readonly maybe: Readonly<Record<string, readonly string[]>>;
}

/** More ways to read one key are not tried. */
const MOST_WAYS = 50;

/** A key that can be read in several ways is the one by which there is a record, if there is only one. */
export async function settleKeys(db: ReadDb, register: Register, rows: readonly Unsure[]): Promise<void> {
  const ways = rows
    .filter((row) => register.key.some((name) => name in row.maybe))
    .flatMap((row) => waysOf(register, row));
  if (ways.length === 0) return;
  const there = await idsByKey(
    db,
    register,
    ways.map(({ key }) => key),
  );
  const found = new Map<Unsure, Record<string, Value>[]>();
  for (const place of there.keys()) {
    const { row, key } = ways[place]!;
    found.set(row, [...(found.get(row) ?? []), key]);
  }
  for (const [row, keys] of found) if (keys.length === 1) settle(row, keys[0]!);
}

function waysOf({ key }: Register, row: Unsure): { readonly row: Unsure; readonly key: Record<string, Value> }[] {
  let ways: Record<string, Value>[] = [{}];
  for (const name of key) {
    const values = row.maybe[name] ?? [row.values[name] ?? null];
    ways = ways.flatMap((way) => values.map((value) => ({ ...way, [name]: value })));
    if (ways.length > MOST_WAYS) return [];
  }
  return ways.filter((way) => key.every((name) => way[name] !== null)).map((way) => ({ row, key: way }));
}

/** A text that names several, one of which stands in the record: that one is meant, so nothing changes. */
export async function keepPresent(
  db: ReadDb,
  register: Register,
  rows: readonly { readonly row: Unsure; readonly id: string | undefined }[],
): Promise<void> {
  const unsure = rows.filter(({ row, id }) => id !== undefined && Object.keys(row.maybe).length > 0);
  if (unsure.length === 0) return;
  const fields = [...new Set(unsure.flatMap(({ row }) => Object.keys(row.maybe)))].filter(
    (name) => name in register.fields,
  );
  const columns = fields.map((name) => sql`${sql.ref(columnOf(name))}::text as ${sql.ref(name)}`);
  const { rows: found } = await sql<Record<string, string | null>>`
    select ${sql.join([sql`id`, ...columns])} from ${sql.table(register.table)}
    where id = any(${unsure.map(({ id }) => id)}::uuid[])`.execute(db);
  const present = new Map(found.map((one) => [one['id'], one]));
  for (const { row, id } of unsure) {
    for (const [name, values] of Object.entries(row.maybe)) {
      const value = present.get(id ?? null)?.[name] ?? null;
      if (value !== null && values.includes(value)) settle(row, { [name]: value });
    }
  }
}

function settle({ values, problems }: Unsure, known: Readonly<Record<string, Value>>): void {
  for (const [name, value] of Object.entries(known)) {
    values[name] = value;
    delete problems[name];
  }
}
