import { pageSlice, type PageWish } from '@quantu/people';
import type { ReadDb } from '@quantu/store';
import type { HistoryEntry } from './contract.ts';
import { displayNames } from './names.server.ts';

/** Who did what to a document, latest first. */
export async function historyOf(db: ReadDb, document: string, wish: PageWish) {
  const { page, size, offset } = pageSlice(wish);
  const actions = db.selectFrom('document_action').where('document', '=', document);
  const [rows, { total }] = await Promise.all([
    actions
      .select(['id', 'at', 'done_by', 'act', 'text', 'proposal', 'kind', 'undone_in'])
      .orderBy('version', 'desc')
      .limit(size)
      .offset(offset)
      .execute(),
    actions.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const names = await displayNames(
    db,
    rows.map(({ done_by: by }) => by),
  );
  const data: HistoryEntry[] = rows.map(({ undone_in: undoneIn, done_by: by, ...row }) => ({
    ...row,
    actor: names(by),
    isUndone: undoneIn !== null,
  }));
  return { data, total, page, size };
}
