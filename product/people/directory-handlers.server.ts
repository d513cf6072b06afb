import { instantOf } from '@quantu/base';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { answer, type Mounted } from './call.server.ts';
import { today } from './grants.server.ts';
import { handOver, handOverPreview, tiedGrants } from './hand-over.server.ts';
import { movePerson } from './move-person.server.ts';
import { directoryRoutes } from './security.contract.ts';

/** What answers hand-overs and moves of persons. */
export function directoryHandlers(store: Store, books: Books): Mounted[] {
  const day = () => today(instantOf(new Date()));
  return [
    answer(directoryRoutes.handOverPreview, async ({ params: { district, register, record } }) => ({
      data: await handOverPreview(store, books, district, register, record, day()),
    })),
    answer(directoryRoutes.handOver, async ({ person, params: { district }, body }) => ({
      data: {
        ...(await handOver(store, books, person.name, district, body)),
        grants: await tiedGrants(store, district, body.register, body.record, day()),
      },
    })),
    answer(directoryRoutes.movePerson, async ({ person, params, body }) => ({
      data: {
        ...(await movePerson(store, books, person.name, params.district, params.person, body)),
        grants: await tiedGrants(store, params.district, 'person', params.person, day()),
      },
    })),
  ];
}
