import { sql, type RawBuilder } from 'kysely';
import type { Json } from '@quantu/base';

/** A JSON value for a `json` or `jsonb` column: the driver would take an array for an SQL array. */
export function json<Value extends Json>(value: Value): RawBuilder<Value> {
  return sql<Value>`${JSON.stringify(value)}`;
}
