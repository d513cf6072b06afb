import type { Day } from '@quantu/base';
import { programViewer, type Books } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { peopleFault } from './faults.ts';
import { today } from './grants.server.ts';
import { checkSuccessor, dayOf, moveOpen, partyOf, preview, registerOf } from './hand-over.server.ts';
import { countWords } from './open-records.server.ts';
import { leavePosts } from './postings.server.ts';
import type { HandOverPreview } from './security.contract.ts';

export interface MoveWish {
  readonly organisation: string;
  readonly post?: string | undefined;
  readonly on: string;
  /** Who takes over what is open; null: nobody, where that is allowed. */
  readonly successor: string | null;
  readonly reason?: string | undefined;
}

/** A person goes to another organisation: the former post stays in their history, what is open goes to whom is named. */
export async function movePerson(
  store: Store,
  books: Books,
  by: string,
  district: string,
  person: string,
  { organisation, post, on, successor, reason }: MoveWish,
): Promise<Omit<HandOverPreview, 'grants'>> {
  const day = dayOf(on);
  const change = { district, actor: by, action: 'person.move', subject: person, reason };
  return store.transact(change, async (tx) => {
    if (day > today(tx.at)) throw peopleFault('person.future', { day });
    const from = await partyOf(tx, 'person', person);
    const to = successor === null ? null : await partyOf(tx, 'person', successor);
    if (to) checkSuccessor(from, to, day);
    const target = await partyOf(tx, 'organisation', organisation);
    if (target.until !== null && target.until <= day) throw peopleFault('hand-over.closed', { name: target.name, day });
    const { organisation: old, since } = await placeOf(tx, person);
    if (since !== null && day < since) throw peopleFault('person.before', { day, since });
    if (old === organisation) throw peopleFault('person.same', { name: from.name, organisation: target.name });
    const moved = await moveOpen(tx, books, 'person', from, to, day);
    if (old !== null) await leavePosts(tx, books, [{ id: person }], old, day);
    const values = { organisation, post: post ?? null, since: day };
    await writeMany(tx, books, registerOf(books, 'person'), programViewer(tx.actor), [{ id: person, values }]);
    tx.audit({
      after: {
        text: `${from.name} 调到 ${target.name}${to ? `，${to.name} 接手 ${countWords(moved) || '0 条'}` : ''}`,
        successor,
      },
    });
    return preview(from.name, moved);
  });
}

async function placeOf(tx: Parameters<typeof partyOf>[0], person: string) {
  const { rows } = await sql<{ organisation: string | null; since: Day | null }>`
    select organisation, since from person where id = ${person}::uuid`.execute(tx);
  return rows[0] ?? { organisation: null, since: null };
}
