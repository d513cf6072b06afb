import { Fault } from '@quantu/base';
import { displayNames } from '@quantu/product-documents/server';
import { registerFault, type RecordView } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';

// Records keep accounts, because people change their names; pages show what people are called. One statement a page.

export async function recordsCalled<View extends Pick<RecordView, 'createdBy' | 'changedBy'>>(
  db: ReadDb,
  views: readonly View[],
): Promise<View[]> {
  const names = await displayNames(
    db,
    views.flatMap(({ createdBy, changedBy }) => [createdBy, changedBy]),
  );
  return views.map((view) => ({ ...view, createdBy: names(view.createdBy), changedBy: names(view.changedBy) }));
}

export async function deedsCalled<Deed extends { readonly by: string }>(
  db: ReadDb,
  deeds: readonly Deed[],
): Promise<Deed[]> {
  const names = await displayNames(
    db,
    deeds.map(({ by }) => by),
  );
  return deeds.map((deed) => ({ ...deed, by: names(deed.by) }));
}

/** The same refusal, naming who was faster as they are called. */
export async function staleCalled(db: ReadDb, { facts }: Fault): Promise<Fault> {
  const { by = '', at = '', version = '', current = '' } = facts;
  const names = await displayNames(db, [String(by)]);
  return registerFault('record.stale', { by: names(String(by)), at, version, current });
}
