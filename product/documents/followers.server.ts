import type { ReadDb, WriteDb } from '@quantu/store';
import type { StoredDocument } from './documents.server.ts';
import { isKind } from './proposals.ts';
import { heldOf, proposalRows } from './stored-proposals.server.ts';
import type { EntityValue } from './values.ts';

/** A thing that an accepted document names, with the sentence that names it first. */
export interface NamedThing {
  readonly type: EntityValue['type'];
  readonly name: string;
  readonly aliases: readonly string[];
  readonly status: EntityValue['status'];
  readonly sentence: string;
  /** Where the sentence says it. */
  readonly place: number;
}

/** What a document stands for in the data; nothing once it is no longer accepted. */
export interface DocumentThings {
  readonly document: string;
  readonly title: string;
  readonly things: readonly NamedThing[];
}

/** Whoever makes something of accepted documents: asked in the transaction that accepts, corrects or takes back. */
export type ThingsFollower = (tx: WriteDb, of: DocumentThings) => Promise<void>;

export async function thingsOf(db: ReadDb, { id, title, state }: StoredDocument): Promise<DocumentThings> {
  if (state !== 'accepted') return { document: id, title, things: [] };
  const held = (await proposalRows(db, id)).map(heldOf).filter((one) => one.state !== 'rejected');
  const { text } = await db
    .selectFrom('reading')
    .select('text')
    .where('document', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const things = held.filter(isKind('entity')).map(({ value: { type, name, aliases, status, mentions } }) => {
    const place = mentions[0]?.[0] ?? 0;
    return { type, name, aliases, status, place, sentence: mentions.length === 0 ? '' : sentenceAt(text, place) };
  });
  return { document: id, title, things };
}

const MOST_LETTERS = 400;

/** The sentence around a place: from the stop before it to the one behind it, within its line. */
function sentenceAt(text: string, place: number): string {
  const stop = /[。！？；\n]/;
  let [from, to] = [place, place];
  while (from > 0 && !stop.test(text[from - 1]!)) from--;
  while (to < text.length && !stop.test(text[to]!)) to++;
  const end = text[to] === '\n' ? to : to + 1;
  const letters = Array.from(
    text
      .slice(from, end)
      .replace(/\p{Surrogate}/gu, '')
      .trim(),
  );
  return letters.length <= MOST_LETTERS ? letters.join('') : `${letters.slice(0, MOST_LETTERS).join('')}…`;
}
