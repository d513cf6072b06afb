import { dayInChina, instantOf } from '@quantu/base';
import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import { answerFile, type Mounted } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { printRoutes as routes } from '../drawing/contract.ts';
import { mapDeskOf } from '../map/desk.server.ts';
import { mapSheet } from './sheet.server.ts';

/** What prints: set in a process of its own, as every PDF. */
export function printHandlers(store: Store, books: Books, workers: DocumentWorkers): Mounted[] {
  return [
    answerFile(routes.print, async (call) => {
      const { params, body, gone } = call;
      const district = (await store.districts()).find(({ code }) => code === params.district)?.name ?? '';
      const sheet = await mapSheet(mapDeskOf(store, books, call), body, district, dayInChina(instantOf(new Date())));
      const mark = isFictional(district) ? `${FICTIONAL_MARK}-` : '';
      const name = safeFileName(`${mark}${body.title}-${body.paper}-1比${body.scale}.pdf`);
      const bytes = await workers.run('map', { name, sheet }, { signal: gone });
      return { name, type: 'application/pdf', bytes };
    }),
  ];
}
