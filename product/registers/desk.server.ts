import type { Call, Person } from '@quantu/people/server';
import type { Books, Register } from '@quantu/registers';
import type { Change, ReadDb, Store } from '@quantu/store';
import { registerOf } from './selection.server.ts';

/** Who works on which register of which district. */
export interface Desk {
  readonly store: Store;
  readonly books: Books;
  readonly district: string;
  readonly register: Register;
  readonly person: Person;
  /** For reading. */
  readonly db: ReadDb;
  /** What a transaction of this person begins with. */
  change(action: string, about?: Pick<Change, 'subject' | 'reason'>): Change;
}

/** The same, with one record before them. */
export interface RecordDesk extends Desk {
  readonly record: string;
}

type Place = { readonly district: string; readonly register: string };

export function deskOf(
  store: Store,
  books: Books,
  { params: { district, register }, person }: Pick<Call, 'person'> & { readonly params: Place },
): Desk {
  return {
    store,
    books,
    district,
    person,
    register: registerOf(books, person.viewer, register),
    db: store.read(district),
    change: (action, about = {}) => ({ district, actor: person.name, action, ...about }),
  };
}

export function recordDeskOf(
  store: Store,
  books: Books,
  call: Pick<Call, 'person'> & { readonly params: Place & { readonly record: string } },
): RecordDesk {
  return { ...deskOf(store, books, call), record: call.params.record };
}
