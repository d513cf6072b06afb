import { sql, type RawBuilder } from 'kysely';

/** A table under an alias, as it is or as it was at an instant. */
export function tableAt(
  { table }: { readonly table: string },
  asOf: string | undefined,
  alias = 'r',
): RawBuilder<unknown> {
  if (asOf === undefined) return sql`${sql.table(table)} as ${sql.ref(alias)}`;
  return sql`(select * from ${sql.table(`${table}_history`)} where recorded_from <= ${asOf}::timestamptz
    and recorded_to > ${asOf}::timestamptz) as ${sql.ref(alias)}`;
}
