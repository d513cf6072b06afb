import { figureWatch, indicatorHandlers, indicatorsRoom } from '@quantu/indicators/server';
import type { Mounted } from '@quantu/people/server';
import { directoryHandlers, directoryRoom, matrixHandlers, peopleHandlers, peopleRoom } from '@quantu/people/server';
import {
  documentHandlers,
  documentsRoom,
  DocumentWorkers,
  READING_JOB,
  readingJob,
} from '@quantu/product-documents/server';
import { registersRoom } from '@quantu/registers/server';
import type { JobHandler, Room, Store } from '@quantu/store';
import { books } from './registers.ts';
import { VERSION } from './version.ts';

/** The tables of every capability, in the order in which they are made. */
export const rooms: readonly Room[] = [registersRoom, peopleRoom, directoryRoom, documentsRoom, indicatorsRoom];

/** What the capabilities put on a running server. */
export interface Furnished {
  readonly handlers: readonly Mounted[];
  readonly jobs: Readonly<Record<string, JobHandler>>;
  close(): Promise<void>;
}

/** Where a capability is added: its handlers, its jobs, what has to be closed. */
export function furnish(store: Store): Furnished {
  const workers = new DocumentWorkers();
  const watch = figureWatch(store, books);
  const handlers: readonly Mounted[] = [
    ...peopleHandlers(store, VERSION),
    ...directoryHandlers(store, books),
    ...documentHandlers(store, workers, watch),
    ...indicatorHandlers(store, books, watch),
    ...matrixHandlers(books, () => handlers.map(({ route }) => route)),
  ];
  return {
    handlers,
    jobs: { [READING_JOB]: readingJob(store, workers) },
    close: () => workers.close(),
  };
}
