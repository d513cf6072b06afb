import { parseDay, type Day } from '@quantu/base';
import type { WrittenRow } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { accountabilityFault } from './faults.ts';
import { textOf } from './written.ts';

const FIELDS = ['lead', 'unit', 'office', 'territory'];

/**
 * Whoever is put in to handle something is still there, or was when it was to be done: what is registered of earlier
 * years keeps the unit of its time. `day`: the field that says when it was to be done.
 */
export async function guardUnits(
  db: ReadDb,
  rows: readonly WrittenRow[],
  today: Day,
  day: 'dueOn' | 'assignedOn' | 'deliveredOn',
): Promise<void> {
  const put = rows.flatMap((row) =>
    FIELDS.flatMap((field) => {
      const unit = textOf(row, field);
      return unit === null || unit === row.before?.[field]
        ? []
        : [{ unit, on: parseDay(textOf(row, day) ?? '') ?? today }];
    }),
  );
  if (put.length === 0) return;
  const { rows: gone } = await sql<{ id: string; name: string; until: Day }>`
    select id, name, until from organisation where until < ${today}::date
    and id = any(${[...new Set(put.map(({ unit }) => unit))]}::uuid[])`.execute(db);
  for (const { id, name, until } of gone)
    if (put.some(({ unit, on }) => unit === id && on > until)) throw accountabilityFault('unit.gone', { name, until });
}
