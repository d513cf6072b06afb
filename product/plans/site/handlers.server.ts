import { nameActions } from '@quantu/people';
import { answer, answerFile, type Call, type Mounted } from '@quantu/people/server';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { mapDeskOf } from '../map/desk.server.ts';
import { checkSite } from './check.server.ts';
import { siteRoutes as routes } from './contract.ts';
import type { JudgeOrder } from './judge-order.ts';
import { keepCheck, keptCheck, type KeptCheck } from './keep.server.ts';
import { printCheck } from './print.server.ts';
import { readSite } from './read-site.server.ts';
import { cancelSearch, foundSearch, startSearch } from './search/searches.server.ts';
import type { SiteWorkers } from './worker/site-workers.server.ts';

nameActions({ 'site.check': '合规性审查', 'site.search': '选址' });

/** What answers the routes of 合规性审查 and 选址. */
export function siteHandlers(
  store: Store,
  books: Books,
  workers: DocumentWorkers,
  sites: SiteWorkers,
): readonly Mounted[] {
  const shown = ({ id, number, result }: KeptCheck, { person }: Pick<Call, 'person'>) => ({
    data: result,
    record: { id, number },
    can: { recheck: person.permissions.has('plans.write') },
  });
  const apart =
    ({ gone }: Pick<Call, 'gone'>) =>
    (order: JudgeOrder) =>
      sites.judge(order, { signal: gone });
  return [
    answer(routes.readSite, async (call) => {
      const db = store.read(call.params.district);
      const { notes, ...read } = await readSite(db, await call.upload(), call.query, (order) =>
        sites.file(order, { signal: call.gone }),
      );
      return { data: { ...read, notes: [...notes] } };
    }),
    answer(routes.check, async (call) => {
      const desk = mapDeskOf(store, books, call);
      const result = await checkSite(desk, call.person.displayName, call.body, { apart: apart(call) });
      return shown(await keepCheck(desk, call.person.name, result), call);
    }),
    answer(routes.checked, async (call) =>
      shown(await keptCheck(mapDeskOf(store, books, call), call.params.check), call),
    ),
    answer(routes.recheck, async (call) => {
      const desk = mapDeskOf(store, books, call);
      const before = await keptCheck(desk, call.params.check);
      const { asOf: _, ...wish } = before.result.wish;
      const result = await checkSite(desk, call.person.displayName, wish, { repeated: before, apart: apart(call) });
      return shown(await keepCheck(desk, call.person.name, result), call);
    }),
    answerFile(routes.sheet, (call) =>
      printCheck(mapDeskOf(store, books, call), workers, {
        check: call.params.check,
        format: call.query.format,
        signal: call.gone,
      }),
    ),
    answer(routes.startSearch, async (call) => {
      const desk = mapDeskOf(store, books, call);
      return { data: await foundSearch(desk, await startSearch(desk, call.person.name, call.body)) };
    }),
    answer(routes.search, async (call) => ({
      data: await foundSearch(mapDeskOf(store, books, call), call.params.search),
    })),
    answer(routes.cancelSearch, async (call) => ({
      data: await cancelSearch(mapDeskOf(store, books, call), call.params.search, call.gone),
    })),
  ];
}
