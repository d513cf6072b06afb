import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@quantu/base';
import { asOf, type Room, type Store } from './index.ts';
import { TEST_DISTRICT, testStore } from './testing.ts';

declare module './tables.ts' {
  interface DistrictTables {
    note: { id: string; text: string };
  }
}

const notes: Room = {
  name: 'notes',
  where: 'district',
  migrations: [
    {
      id: '2026-11-23-first',
      up: (db) => sql`create table note (id text primary key, text text not null)`.execute(db),
    },
  ],
};

let store: Store;
beforeAll(async () => {
  store = await testStore([notes]);
});
afterAll(() => store.close());

test('a row written in a transaction is read back, with its history and one audit entry', async () => {
  const id = newId();
  const change = { district: TEST_DISTRICT, actor: '张三', action: 'write-note', subject: id };
  await store.transact(change, (tx) => tx.insertInto('note').values({ id, text: '一' }).execute());
  const before = await store.read(TEST_DISTRICT).selectFrom('audit').selectAll().where('subject', '=', id).execute();
  expect(before).toMatchObject([
    { actor: '张三', action: 'write-note', changed: 1, tables: [`d${TEST_DISTRICT}.note`] },
  ]);
  await store.transact(change, (tx) => tx.updateTable('note').set({ text: '二' }).where('id', '=', id).execute());
  const now = await store.read(TEST_DISTRICT).selectFrom('note').selectAll().where('id', '=', id).execute();
  expect(now).toMatchObject([{ text: '二' }]);
  const then = await asOf(store.read(TEST_DISTRICT), 'note', before[0]!.at).selectAll().where('id', '=', id).execute();
  expect(then).toMatchObject([{ text: '一' }]);
});
