import type { Instant } from '@quantu/base';
import { pageSlice, type PageWish } from '@quantu/people';
import { readableColumn, recordHistories, selectionSql } from '@quantu/registers/server';
import { sql } from 'kysely';
import { deedsCalled } from './called.server.ts';
import type { Desk } from './desk.server.ts';
import { changeSentence } from './sentences.ts';

/** Transactions a feed goes back. */
const MOST_DEEDS = 2000;
/** Entries it counts: nobody turns more pages. */
const MOST_ENTRIES = 2000;

/**
 * What was changed in a register, latest first, of the records the viewer may read and told as far as they may read it.
 * Starts from the audit trail's newest entries, so that it does not matter how long the history is.
 */
export async function feedOf(desk: Desk, wish: PageWish) {
  const { page, size, offset } = pageSlice(wish);
  const { db, books, register, person } = desk;
  const { from, where } = await selectionSql(db, books, register, person.viewer, { conditions: [] });
  const title = readableColumn(register, person.viewer, register.title);
  // Record by record from the newest deed, so that a page costs what it shows and not what the register holds.
  const entries = sql`
    (select id, seq from audit where tables @> array[current_schema() || '.' || ${register.table}]
      order by seq desc limit ${MOST_DEEDS}) deed
    join ${sql.table(`${register.table}_history`)} h on h.recorded_in = deed.id
    join lateral (select ${title}::text as title from ${from} where r.id = h.id and ${where}) seen on true`;
  const [{ rows }, counted] = await Promise.all([
    sql<Deed>`select h.id, h.version, h.recorded_from as at, h.actor, h.action, seen.title from ${entries}
      order by deed.seq desc, h.id limit ${size} offset ${offset}`.execute(db),
    sql<{ total: number }>`
      select count(*) as total from (select 1 from ${entries} limit ${MOST_ENTRIES}) one`.execute(db),
  ]);
  const ids = [...new Set(rows.map(({ id }) => id))];
  const histories = await recordHistories(db, books, register, person.viewer, ids);
  const data = rows.flatMap(({ id, version, at, actor: by, action, title }) => {
    const entry = histories.get(id)?.find((one) => one.version === version);
    if (!entry) return [];
    return [
      {
        at,
        by,
        register: register.name,
        record: id,
        title: title ?? '',
        action,
        text: changeSentence(register, entry),
      },
    ];
  });
  return { data: await deedsCalled(db, data), total: counted.rows[0]!.total, page, size };
}

interface Deed {
  readonly id: string;
  readonly version: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly title: string | null;
}
