import { dayInChina, type Day, type Instant } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { RecordView } from '../records.ts';
import { columnOf, columnsOf, type Register } from '../register.ts';

/**
 * Of a record of the past, the empty fields that the register only got later, each with the day from which it has it.
 * What was put in with an earlier date, as demonstration data are, was there then.
 */
export async function laterFields(
  db: ReadDb,
  register: Register,
  { values, masked }: Pick<RecordView, 'values' | 'masked'>,
  asOf: string,
): Promise<Readonly<Record<string, Day>>> {
  const empty = columnsOf(register).filter(([name]) => values[name] === null && !masked.includes(name));
  const { rows } = await sql<{ column: string; since: Instant }>`
    select column_name as column, since from column_since where table_name = ${register.table}
      and since > ${asOf}::timestamptz and column_name = any(${empty.map(([name]) => columnOf(name))}::text[])`.execute(
    db,
  );
  if (rows.length === 0) return {};
  const twin = sql.table(`${register.table}_history`);
  const known = rows.map(
    ({ column }) => sql`exists (select from ${twin} where ${sql.ref(column)} is not null
      and recorded_from <= ${asOf}::timestamptz)`,
  );
  const { rows: found } = await sql<{ known: boolean[] }>`select array[${sql.join(known)}] as known`.execute(db);
  const since = new Map(rows.map(({ column, since }, at) => [column, found[0]!.known[at]! ? null : dayInChina(since)]));
  return Object.fromEntries(
    empty.flatMap(([name]) => {
      const day = since.get(columnOf(name)) ?? null;
      return day === null ? [] : [[name, day]];
    }),
  );
}
