import { dayInChina, instantOf, type Instant } from '@quantu/base';
import type { Books, Register, Viewer } from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { labelsOf } from './groups.server.ts';

/**
 * What people call these records: the title, and where several records share one, as the months of a project do, the
 * rest of the business key.
 */
export async function titlesAt(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  ids: readonly string[],
  at: Instant | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const fields = nameFields(register);
  const { from, where } = await selectionSql(db, books, register, viewer, { conditions: [], asOf: at });
  const values = fields.map((field) => sql`(${readableColumn(register, viewer, field)})::text`);
  const { rows } = await sql<{ id: string; values: readonly (string | null)[] }>`
    select r.id, array[${sql.join(values)}] as values from ${from}
    where ${where} and r.id = any(${ids}::uuid[])`.execute(db);
  const asOf = at === undefined ? null : dayInChina(at < instantOf(new Date()) ? at : instantOf(new Date()));
  const labels = await Promise.all(
    fields.map((field, i) => {
      const found = new Set(rows.flatMap((row) => row.values[i] ?? []));
      return labelsOf(db, books, { register, asOf }, field, [...found]);
    }),
  );
  return new Map(
    rows.map((row) => {
      const parts = row.values.flatMap((value, i) => (value === null ? [] : [labels[i]!.get(value) ?? value]));
      return [row.id, parts.join(' ') || '（没有名称）'];
    }),
  );
}

/** A title that refers to another record names that one, not this. */
function nameFields({ title, key, fields }: Register): readonly string[] {
  return fields[title]?.kind === 'reference' ? [...new Set([title, ...key])] : [title];
}
