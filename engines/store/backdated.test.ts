import { instantOf, parseInstant } from '@quantu/base';
import { expect, test } from 'vitest';
import { asOf } from './history/as-of.ts';
import { notes } from './notes.room.testing.ts';
import { TEST_DISTRICT, testStore } from './testing.ts';

const INVENTED = '990101';
const past = parseInstant('2025-03-05T09:00:00.000Z')!;
const by = { actor: '示例数据', action: 'demo' };

test('the history of an invented district can be told, and its chain verifies', async () => {
  const store = await testStore([notes], { districts: [INVENTED] });
  const write = (text: string, at?: typeof past) =>
    store.transact({ ...by, district: INVENTED, at }, (tx) =>
      tx
        .insertInto('note')
        .values({ id: '1', text })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ text }))
        .execute(),
    );
  await write('一', past);
  await write('二');
  const then = parseInstant('2025-04-01T00:00:00.000Z')!;
  expect(await asOf(store.read(INVENTED), 'note', then).select('text').execute()).toEqual([{ text: '一' }]);
  expect(await store.verifyChain()).toMatchObject({ ok: true });
  await store.close();
});

test('nobody else records anything at another time, and nobody in the future', async () => {
  const store = await testStore([notes], { districts: [INVENTED, TEST_DISTRICT] });
  const tomorrow = instantOf(new Date(Date.now() + 86_400_000));
  for (const [district, at] of [
    [TEST_DISTRICT, past],
    [undefined, past],
    [INVENTED, tomorrow],
  ] as const) {
    await expect(store.transact({ ...by, district, at }, () => Promise.resolve())).rejects.toMatchObject({
      code: 'store.backdated',
    });
  }
  await store.close();
});
