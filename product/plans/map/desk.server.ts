import type { Call } from '@quantu/people/server';
import type { Books, Viewer } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';

/** Who looks at the map of which district. */
export interface MapDesk {
  readonly store: Store;
  readonly books: Books;
  readonly district: string;
  readonly db: ReadDb;
  readonly viewer: Viewer;
  /** Drafts are for who writes them. */
  readonly seesDrafts: boolean;
}

export function mapDeskOf(
  store: Store,
  books: Books,
  { params: { district }, person }: Pick<Call, 'person'> & { readonly params: { readonly district: string } },
): MapDesk {
  const seesDrafts = person.permissions.has('plans.write');
  return { store, books, district, db: store.read(district), viewer: person.viewer, seesDrafts };
}
