import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Viewer } from '../access.ts';
import type { ListPage, ListWish, RecordRow, RecordView, Selection, Sort } from '../records.ts';
import type { Books, Register } from '../register.ts';
import type { Reading } from './condition-sql.server.ts';
import { viewsOf } from './labels.server.ts';
import { orderOf } from './order.server.ts';
import { canOf, NOTHING } from './record.server.ts';
import { fetchedColumns, wholeRecord, type Row, type WholeRecord } from './row.server.ts';
import { readingOf, sqlOf, type SelectionSql } from './selection.server.ts';
import { stretchOf, type Part } from './stretch.server.ts';

const SIZE = 50;
const LARGEST = 1000;
/** Pages further down than this are counted from the end when that is nearer. */
const FAR = 5000;

/**
 * A page of a register: the ids of the page first, then its records, then what they refer to. The number of statements
 * does not depend on the number of records.
 */
export async function listRecords(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  wish: ListWish,
): Promise<ListPage> {
  const reading = await readingOf(db, books, register, viewer, wish.asOf);
  const selected = sqlOf(reading, wish);
  const size = Math.min(Math.max(1, wish.size ?? SIZE), LARGEST);
  const page = Math.max(1, wish.page ?? 1);
  const part = { offset: (page - 1) * size, size };
  const { total, ids } = await found(db, reading, selected, wish, part);
  return { data: await rowsByIds(db, reading, selected, ids, wish.fields), total, page, size };
}

interface Found {
  readonly total: number;
  readonly ids: readonly string[];
}

/** Which records are on a page, and how many there are: two statements. */
async function found(
  db: ReadDb,
  reading: Reading,
  selected: SelectionSql,
  { sort = [] }: ListWish,
  part: Part,
): Promise<Found> {
  const stretch = await stretchOf(db, reading, selected, sort, part);
  if (stretch === null) {
    const counting = countSelected(db, selected);
    const isFar = part.offset > FAR;
    const ids = isFar
      ? nearerIds(db, reading, selected, { sort, after: 0 }, part, await counting)
      : pageIds(db, reading, selected, { sort, after: 0 }, part);
    const [total, onPage] = await Promise.all([counting, ids]);
    return { total, ids: onPage };
  }
  const { total, length, offset, where, isOnePlace } = stretch;
  const within = where === null ? selected : { ...selected, where: sql<boolean>`(${selected.where} and ${where})` };
  const order = { sort, after: isOnePlace ? 1 : 0 };
  return { total, ids: await nearerIds(db, reading, within, order, { offset, size: part.size }, length) };
}

/** By what is sorted, and by how many of these wishes the records do not differ. */
interface Ordering {
  readonly sort: readonly Sort[];
  readonly after: number;
}

async function pageIds(
  db: ReadDb,
  reading: Reading,
  { from, where }: SelectionSql,
  { sort, after }: Ordering,
  { offset, size }: Part,
  isReversed = false,
): Promise<string[]> {
  const { joins, by } = orderOf(reading, sort, isReversed, after);
  const { rows } = await sql<{ id: string }>`select r.id from ${from} ${joins} where ${where}
    order by ${by} limit ${size} offset ${offset}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Counted from the end when that is nearer. */
async function nearerIds(
  db: ReadDb,
  reading: Reading,
  selected: SelectionSql,
  order: Ordering,
  { offset, size }: Part,
  length: number,
): Promise<string[]> {
  const left = length - offset;
  if (left <= 0) return [];
  if (left > offset) return pageIds(db, reading, selected, order, { offset, size });
  const here = Math.min(size, left);
  const ids = await pageIds(db, reading, selected, order, { offset: left - here, size: here }, true);
  return ids.reverse();
}

/** How many records of a selection the viewer may read: exactly. */
export async function countRecords(
  db: ReadDb,
  books: Books,
  register: Register,
  viewer: Viewer,
  selection: Selection,
): Promise<number> {
  return countSelected(db, sqlOf(await readingOf(db, books, register, viewer, selection.asOf), selection));
}

async function countSelected(db: ReadDb, { from, where }: SelectionSql): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${from} where ${where}`.execute(db);
  return rows[0]!.count;
}

/** With what may be done with each: decided here, on what was fetched anyway. */
async function rowsByIds(
  db: ReadDb,
  reading: Reading,
  selected: SelectionSql,
  ids: readonly string[],
  fields?: readonly string[],
): Promise<readonly RecordRow[]> {
  const { register, viewer, asOf } = reading;
  const records = await wholeByIds(db, reading, selected, ids, fields);
  const views = await viewsOf(db, reading, records, fields);
  return views.map((view, at): RecordRow => {
    const { write, fields: open, transitions } = asOf === undefined ? canOf(register, viewer, records[at]!) : NOTHING;
    return {
      ...view,
      can: { write, fields: fields ? open.filter((name) => fields.includes(name)) : open, transitions },
    };
  });
}

/** The records of these ids, in their order; one that has gone or left the selection meanwhile is left out. */
export async function recordsByIds(
  db: ReadDb,
  reading: Reading,
  selected: SelectionSql,
  ids: readonly string[],
  fields?: readonly string[],
): Promise<readonly RecordView[]> {
  return viewsOf(db, reading, await wholeByIds(db, reading, selected, ids, fields), fields);
}

async function wholeByIds(
  db: ReadDb,
  reading: Reading,
  { from, where }: SelectionSql,
  ids: readonly string[],
  fields?: readonly string[],
): Promise<readonly WholeRecord[]> {
  const { rows } = await sql<Row>`select ${fetchedColumns(reading.register, fields)} from ${from}
    where r.id = any(${ids}::uuid[]) and ${where}`.execute(db);
  const byId = new Map(rows.map((row) => [String(row['id']), row]));
  return ids.flatMap((id): WholeRecord[] => {
    const row = byId.get(id);
    return row ? [wholeRecord(reading.register, row)] : [];
  });
}
