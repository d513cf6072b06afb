import { parseDay, type Day, type Instant } from '@quantu/base';
import { where, type Books, type Condition, type RecordView, type Register, type Viewer } from '@quantu/registers';
import { streamRecords, tableAt } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';

/** Where it is read, by whom, and as of when. */
export interface Look {
  readonly db: ReadDb;
  readonly books: Books;
  readonly viewer: Viewer;
  readonly at: Instant | undefined;
  /** The day that is looked at. */
  readonly today: Day;
}

/** All records of a selection that the viewer may read, by the round or day they are ordered by. */
export async function all(
  { db, books, viewer, at }: Look,
  key: string,
  conditions: readonly Condition[],
  fields?: readonly string[],
): Promise<readonly RecordView[]> {
  const register = registerOf(books, key);
  const sort = ['round', 'on', 'code'].find((name) => name in register.fields);
  const wish = {
    conditions,
    asOf: at,
    sort: sort === undefined ? [] : [{ field: sort, isDescending: false }],
    ...(fields === undefined ? {} : { fields }),
  };
  const found: RecordView[] = [];
  for await (const records of streamRecords(db, books, register, viewer, wish)) found.push(...records);
  return found;
}

const PARENTS = 500;

/** The records that refer to these. */
export async function allOf(
  look: Look,
  key: string,
  field: string,
  parents: readonly { readonly id: string }[],
): Promise<readonly RecordView[]> {
  const found: RecordView[] = [];
  for (let from = 0; from < parents.length; from += PARENTS) {
    const ids = parents.slice(from, from + PARENTS).map(({ id }) => id);
    found.push(...(await all(look, key, [where(field, 'is', ...ids)])));
  }
  return found;
}

/** The items that tasks serve, by task: an id and nothing else, for whoever may read the item. */
export async function itemsOfTasks({ db, at }: Look, tasks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (tasks.length === 0) return new Map();
  const { rows } = await sql<{ id: string; item: string }>`
    select r.id, r.item from ${tableAt({ table: 'review_task' }, at)} where r.id = any(${[...new Set(tasks)]}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, item }) => [id, item]));
}

export const registerOf = (books: Books, key: string): Register => books.registers.get(key)!;
export const label = (record: RecordView, field: string): string => record.labels[field] ?? '';
export const dayOf = (record: RecordView, field: string): Day | null => parseDay(text(record, field));

export function text({ values }: RecordView, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

export function stateOf({ books }: Look, key: string, { state }: RecordView) {
  return { state: state ?? '', stateLabel: registerOf(books, key).states?.states[state ?? '']?.label ?? '' };
}

const LIGHTS = ['green', 'yellow', 'red', 'grey'] as const;
export const litOf = (record: RecordView) => ({
  light: LIGHTS.find((light) => light === record.values['light']) ?? null,
  reason: text(record, 'lightReason'),
});
