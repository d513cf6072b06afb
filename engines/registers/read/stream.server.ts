import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Viewer } from '../access.ts';
import type { ListWish, RecordView } from '../records.ts';
import type { Books, Register } from '../register.ts';
import { recordsByIds } from './list.server.ts';
import { orderOf } from './order.server.ts';
import { readingOf, sqlOf } from './selection.server.ts';

const CHUNK = 1000;
const ID_BYTES = 16;

/**
 * All records of a selection in their order, a thousand at a time. Which they are and their order is fixed at the
 * beginning (16 bytes a record), so that none comes twice or is passed over while others write; each chunk asks again
 * what may be seen.
 */
export async function* streamRecords(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  wish: ListWish,
): AsyncGenerator<readonly RecordView[]> {
  const reading = await readingOf(db, books, register, viewer, wish.asOf);
  const selected = sqlOf(reading, wish);
  const { joins, by } = orderOf(reading, wish.sort);
  const { rows } = await sql<{ ids: Buffer | null }>`
    select string_agg(uuid_send(o.id), '') as ids
    from (select r.id from ${selected.from} ${joins} where ${selected.where} order by ${by}) o`.execute(db);
  const ids = rows[0]?.ids ?? Buffer.alloc(0);
  const read = (from: number): Promise<readonly RecordView[]> => {
    const chunk = idsIn(ids.subarray(from, from + CHUNK * ID_BYTES));
    const records = recordsByIds(db, reading, selected, chunk, wish.fields);
    records.catch(() => undefined); // heard below, unless nobody reads on
    return records;
  };
  // While one chunk is written out, the database already reads the next.
  let ahead = ids.length > 0 ? read(0) : null;
  for (let next = CHUNK * ID_BYTES; ahead !== null; next += CHUNK * ID_BYTES) {
    const records = await ahead;
    ahead = next < ids.length ? read(next) : null;
    if (records.length > 0) yield records;
  }
}

function idsIn(bytes: Buffer): string[] {
  const ids: string[] = [];
  for (let from = 0; from < bytes.length; from += ID_BYTES) {
    const hex = bytes.toString('hex', from, from + ID_BYTES);
    ids.push([hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'));
  }
  return ids;
}
