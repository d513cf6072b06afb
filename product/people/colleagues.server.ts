import { instantOf } from '@quantu/base';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { today } from './grants.server.ts';
import { escapedLike } from './paging.ts';

const MOST = 20;

/** The accounts that have a role in a district today: whom one may delegate to. */
export async function colleagues(db: ReadDb, district: string, text: string | undefined) {
  const like = escapedLike(text);
  const day = today(instantOf(new Date()));
  const { rows } = await sql<{ name: string; displayName: string }>`
    select a.name, a.display_name as "displayName" from account a
    where not a.is_disabled and (a.name ilike ${like} or a.display_name ilike ${like}) and exists (
      select 1 from role_grant g where g.account = a.id and (g.district is null or g.district = ${district})
        and g.from_day <= ${day}::date and (g.until_day is null or g.until_day >= ${day}::date))
    order by a.name_key limit ${MOST}`.execute(db);
  return rows;
}
