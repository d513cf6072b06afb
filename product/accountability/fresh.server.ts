import { dayInChina, instantOf, type Day } from '@quantu/base';
import { nameActions } from '@quantu/people';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { refreshMotions } from './motion-rows.server.ts';
import { refreshReviews } from './refresh.server.ts';

nameActions({ 'review.day': '每日更新审议意见亮灯' });

/** The actor of what the day itself brings: what has become late. */
const SYSTEM = 'system';

/**
 * Once a day, before the first look: judges every opinion, item and task again, for what is due has moved. It is recorded
 * as the program's act, so that lights as of an earlier day are what was shown then.
 */
export async function judgeReviewsToday(store: Store, district: string): Promise<void> {
  const today = dayInChina(instantOf(new Date()));
  if (!(await isStale(store.read(district), today))) return;
  await store.transact({ district, actor: SYSTEM, action: 'review.day', subject: today }, async (tx) => {
    // Two programs on one database: the second finds it done.
    const { judged_on: judged } = await tx
      .insertInto('review_day')
      .values({ id: 'district', judged_on: '1970-01-01' })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ id: 'district' }))
      .returning('judged_on')
      .executeTakeFirstOrThrow();
    if (judged >= today) return;
    const changed = await refreshReviews(tx, today);
    await refreshMotions(tx, today);
    await tx.updateTable('review_day').set({ judged_on: today }).execute();
    tx.audit({ after: { changed } });
  });
}

/** Nothing is written in a district that has no opinions yet, or on a day that was already judged. */
async function isStale(db: ReadDb, today: Day): Promise<boolean> {
  const row = await db.selectFrom('review_day').select('judged_on').executeTakeFirst();
  if (row && row.judged_on >= today) return false;
  const { rows } = await sql`select 1 from review_opinion union all select 1 from motion limit 1`.execute(db);
  return rows.length > 0;
}
