import { answer, type Call, type Mounted } from '@quantu/people/server';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { acceptPaper } from './accept.server.ts';
import { paperRoutes as routes } from './papers.contract.ts';
import { paperOfDocument, receivePaper, type PaperDesk } from './papers.server.ts';
import { paperView } from './paper-view.server.ts';

/** What answers the routes from a paper to an opinion. */
export function paperHandlers(store: Store, books: Books, workers: DocumentWorkers): readonly Mounted[] {
  const deskOf = ({
    params: { district },
    person,
  }: Pick<Call, 'person'> & { params: { district: string } }): PaperDesk => ({
    store,
    books,
    district,
    person,
  });
  const read = async (path: string, name: string) => (await workers.run('read', { path, name })).reading;
  return [
    answer(routes.readPaper, async (call) => ({
      data: { id: await receivePaper(deskOf(call), read, await call.upload()) },
    })),
    answer(routes.paperOfDocument, async (call) => ({
      data: { id: await paperOfDocument(deskOf(call), call.params.document) },
    })),
    answer(routes.paper, async (call) => ({ data: await paperView(deskOf(call), call.params.paper) })),
    answer(routes.acceptPaper, async (call) => ({
      data: { opinion: await acceptPaper(deskOf(call), call.params.paper, call.body) },
    })),
  ];
}
