import { answer, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { changeMany } from './bulk.server.ts';
import { registerRoutes as routes } from './contract.ts';
import { deskOf, recordDeskOf } from './desk.server.ts';
import { change, create, move, remove } from './writing.server.ts';

export function writingHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.create, async (call) => ({ data: await create(deskOf(store, books, call), call.body) })),
    answer(routes.change, async (call) => ({ data: await change(recordDeskOf(store, books, call), call.body) })),
    answer(routes.move, async (call) => ({ data: await move(recordDeskOf(store, books, call), call.body) })),
    answer(routes.remove, async (call) => {
      const { version, reason } = call.query;
      return { data: await remove(recordDeskOf(store, books, call), version, { reason }) };
    }),
    answer(routes.bulk, async (call) => {
      const { records, reason } = call.body;
      return { data: await changeMany(deskOf(store, books, call), records, reason) };
    }),
  ];
}
