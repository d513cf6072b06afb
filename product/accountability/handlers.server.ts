import { answer, type Call, type Mounted } from '@quantu/people/server';
import { lookOn } from '@quantu/projects/server';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { accountabilityRoutes as routes } from './contract.ts';
import { judgeReviewsToday } from './fresh.server.ts';
import type { Look } from './look.server.ts';
import { oversightHandlers } from './oversight-handlers.server.ts';
import { opinionRows, opinionView } from './opinion-view.server.ts';

/** What the routes of opinions are answered by. Whoever looks first on a day brings the district to that day. */
export function accountabilityHandlers(store: Store, books: Books, workers: DocumentWorkers): readonly Mounted[] {
  const look = async (
    call: Pick<Call, 'person'> & {
      params: { district: string };
      query: { asOf?: string };
    },
  ): Promise<Look> => {
    const { district } = call.params;
    await judgeReviewsToday(store, district);
    return { db: store.read(district), books, viewer: call.person.viewer, ...lookOn(call.query.asOf) };
  };
  return [
    ...oversightHandlers(store, books, workers, look),
    answer(routes.opinions, async (call) => ({ data: await opinionRows(await look(call)) })),
    answer(routes.opinion, async (call) => ({ data: await opinionView(await look(call), call.params.opinion) })),
  ];
}
