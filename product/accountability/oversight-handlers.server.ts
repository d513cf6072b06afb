import { instantOf } from '@quantu/base';
import { isFictional } from '@quantu/people';
import { answer, answerFile, type Call, type Mounted } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { calendarOf } from './calendar/calendar.server.ts';
import { calendarRoutes } from './calendar/contract.ts';
import { icsOf } from './calendar/ics.server.ts';
import { galleryRoutes } from './gallery/contract.ts';
import { galleryOf } from './gallery/evidence.server.ts';
import type { Look } from './look.server.ts';
import { statisticRoutes } from './statistics/contract.ts';
import { statisticsOf } from './statistics/statistics.server.ts';
import { statisticsWorkbook } from './statistics/workbook.server.ts';
import { votingRoutes } from './voting/contract.ts';
import { printVote } from './voting/print.server.ts';
import { votingOf } from './voting/voting.server.ts';
import { waitingRoutes } from './waiting/contract.ts';
import { itemResult } from './waiting/item-result.server.ts';
import { takeSteps } from './waiting/take-steps.server.ts';
import { waitingFor } from './waiting/waiting.server.ts';

type Looked = Pick<Call, 'person'> & { params: { district: string }; query: { asOf?: string } };

/** What is looked at across opinions: the calendar, the statistics, the evidence, what waits, and votes. */
export function oversightHandlers(
  store: Store,
  books: Books,
  workers: DocumentWorkers,
  look: (call: Looked) => Promise<Look>,
): readonly Mounted[] {
  const nameOf = async (district: string): Promise<string> =>
    (await store.districts()).find(({ code }) => code === district)?.name ?? '';
  return [
    answer(calendarRoutes.calendar, async (call) => ({ data: await calendarOf(await look(call), call.query) })),
    answerFile(calendarRoutes.calendarFile, async (call) => {
      const { deadlines, overdue } = await calendarOf(await look(call), call.query);
      const { district } = call.params;
      const name = `${await nameOf(district)}办理日历`;
      const stamp = instantOf(new Date()).replace(/[-:]|\.\d+/g, '');
      const ics = icsOf([...overdue, ...deadlines], { district, origin: call.origin, name, stamp });
      return { name: safeFileName(`${name}.ics`), type: 'text/calendar; charset=utf-8', bytes: Buffer.from(ics) };
    }),
    answer(statisticRoutes.statistics, async (call) => ({ data: await statisticsOf(await look(call), call.query) })),
    answerFile(statisticRoutes.statisticsFile, async (call) => {
      const name = await nameOf(call.params.district);
      return statisticsWorkbook(await statisticsOf(await look(call), call.query), name, isFictional(name));
    }),
    answer(galleryRoutes.gallery, async (call) => galleryOf(await look(call), call.query)),
    answer(waitingRoutes.waiting, async (call) => waitingFor(await look({ ...call, query: {} }))),
    answer(waitingRoutes.itemResult, async (call) => ({
      data: await itemResult(await look({ ...call, query: {} }), call.params.item),
    })),
    answer(waitingRoutes.takeSteps, async ({ params: { district }, person, body }) => ({
      taken: await store.transact({ district, actor: person.name, action: 'review.steps' }, (tx) =>
        takeSteps(tx, books, person.viewer, body),
      ),
    })),
    answer(votingRoutes.voting, async (call) => votingOf(await look(call), call.params.opinion)),
    answerFile(votingRoutes.voteSheet, async (call) => {
      const { district, ...of } = call.params;
      const where = { ...of, district: await nameOf(district), signal: call.gone };
      return printVote(await look({ ...call, query: {} }), workers, where);
    }),
  ];
}
