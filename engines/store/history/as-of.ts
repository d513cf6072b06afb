import { sql, type SelectQueryBuilder } from 'kysely';
import type { Instant } from '@quantu/base';
import type { ReadDb } from '../handle.ts';
import type { Recorded, RecordedVersion, Tables } from '../tables.ts';

type Named = keyof Tables;

/** A table as it was at an instant; go on as with `selectFrom`: `asOf(db, 'document', at).selectAll()`. */
export function asOf<Table extends Named>(
  db: ReadDb,
  table: Table,
  instant: Instant,
): SelectQueryBuilder<{ [Name in Table]: Tables[Name] & Recorded }, Table, object> {
  const versions = sql<never>`(select * from ${sql.table(`${table}_history`)}
    where recorded_from <= ${instant}::timestamptz and recorded_to > ${instant}::timestamptz)`;
  return db.selectFrom(versions.as(table));
}

/** All versions of a table's rows, the current ones with `recorded_to` infinity. */
export function versionsOf<Table extends Named>(
  db: ReadDb,
  table: Table,
): SelectQueryBuilder<{ [Name in Table]: Tables[Name] & RecordedVersion }, Table, object> {
  return db.selectFrom(sql<never>`${sql.table(`${table}_history`)}`.as(table));
}
