import { addDays, dayInChina, instantOf } from '@quantu/base';
import type { UnrecordedDb } from '@quantu/store';
import { sql } from 'kysely';
import { importFault } from './faults.ts';
import type { Run } from './runs.server.ts';

/** The rows of an import are kept this long: a quarter, in which a wrong report is noticed. */
const KEPT_DAYS = 92;
export const KEPT_RULE = `逐行明细保留 ${KEPT_DAYS} 天，过期后不能再写入或整体撤销`;

/** Are the rows of this import gone, or about to go with the next upload? */
export function isForgotten({ made_at }: Pick<Run, 'made_at'>): boolean {
  const today = dayInChina(instantOf(new Date()));
  return dayInChina(made_at) < addDays(today, -KEPT_DAYS);
}

export function refuseForgotten(run: Pick<Run, 'made_at'>): void {
  if (isForgotten(run)) throw importFault('import.forgotten', { days: KEPT_DAYS });
}

/** Rows of imports that nobody can take up any more go; that there was an import, and its counts, stay. */
export async function forgetOldRows(db: UnrecordedDb): Promise<void> {
  // A day more than people are told, so that nothing goes that a page still offers.
  const old = sql`select id from import_run where made_at < now() - make_interval(days => ${KEPT_DAYS + 2})`;
  await sql`delete from import_row where import in (${old})`.execute(db);
  await sql`delete from import_written where import in (${old})`.execute(db);
}
