import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { driftsOf } from './registers.ts';
import { rooms } from './rooms.ts';

test('a district whose tables are as declared has nothing to tell, one that lacks a column does', async () => {
  const store = await testStore(rooms);
  try {
    expect(await driftsOf(store)).toEqual([]);
    await store.transact({ district: TEST_DISTRICT, actor: 'system', action: 'test' }, (tx) =>
      sql`alter table person rename column post to former_post`.execute(tx),
    );
    expect(await driftsOf(store)).toEqual([expect.stringContaining('人员')]);
  } finally {
    await store.close();
  }
});
