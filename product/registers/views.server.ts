import { newId } from '@quantu/base';
import { describeRegister, type Register, type Viewer } from '@quantu/registers';
import type { ReadDb, WriteDb } from '@quantu/store';
import type { Static } from '@sinclair/typebox';
import type { SavedView } from './contract.ts';
import { deskFault } from './faults.ts';
import { MOST_VIEWS } from './limits.ts';
import { fittedView, viewAddress } from './views.ts';

/** One's own views of a register and those that others share, as far as the reader can see what they name. */
export async function viewsOf(db: ReadDb, register: Register, viewer: Viewer): Promise<Static<typeof SavedView>[]> {
  const rows = await db
    .selectFrom('saved_view')
    .select(['id', 'name', 'address', 'is_shared', 'owner'])
    .where('register', '=', register.name)
    .where((eb) => eb.or([eb('owner', '=', viewer.account), eb('is_shared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .execute();
  const description = describeRegister(register, viewer);
  return rows.map(({ id, name, address, is_shared: isShared, owner }) => {
    return { id, name, isShared, isOwn: owner === viewer.account, ...mutable(fittedView(address, description)) };
  });
}

const mutable = ({ address, missing }: { address: string; missing: readonly string[] }) => ({
  address,
  missing: [...missing],
});

export interface NewView {
  readonly name: string;
  readonly address: string;
  readonly isShared: boolean;
}

/** Keeps a view; one's own of the same name is replaced. */
export async function saveView(tx: WriteDb, register: Register, { name: given, address, isShared }: NewView) {
  const name = given.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').trim();
  if (name === '') throw deskFault('view.name');
  const own = await tx
    .selectFrom('saved_view')
    .select('name')
    .where('register', '=', register.name)
    .where('owner', '=', tx.actor)
    .execute();
  if (own.length >= MOST_VIEWS && own.every((view) => view.name !== name)) {
    throw deskFault('view.too-many', { count: own.length });
  }
  const kept = { address: viewAddress(address), is_shared: isShared, changed_at: tx.at };
  await tx
    .insertInto('saved_view')
    .values({ id: newId(), register: register.name, name, owner: tx.actor, ...kept })
    .onConflict((conflict) => conflict.columns(['register', 'owner', 'name']).doUpdateSet(kept))
    .execute();
  tx.audit({ after: { name } });
}

export async function removeView(tx: WriteDb, register: Register, view: string): Promise<void> {
  const row = await tx
    .selectFrom('saved_view')
    .select(['owner', 'name'])
    .where('id', '=', view)
    .where('register', '=', register.name)
    .executeTakeFirst();
  if (!row) throw deskFault('view.unknown');
  if (row.owner !== tx.actor) throw deskFault('view.not-own');
  await tx.deleteFrom('saved_view').where('id', '=', view).execute();
  tx.audit({ before: { name: row.name } });
}
