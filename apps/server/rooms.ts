import type { Mounted } from '@quantu/people/server';
import { directoryRoom, peopleHandlers, peopleRoom } from '@quantu/people/server';
import {
  documentHandlers,
  documentsRoom,
  DocumentWorkers,
  READING_JOB,
  readingJob,
} from '@quantu/product-documents/server';
import type { JobHandler, Room, Store } from '@quantu/store';
import { VERSION } from './version.ts';

/** The tables of every capability, in the order in which they are made. */
export const rooms: readonly Room[] = [peopleRoom, directoryRoom, documentsRoom];

/** What the capabilities put on a running server. */
export interface Furnished {
  readonly handlers: readonly Mounted[];
  readonly jobs: Readonly<Record<string, JobHandler>>;
  close(): Promise<void>;
}

/** Where a capability is added: its handlers, its jobs, what has to be closed. */
export function furnish(store: Store): Furnished {
  const workers = new DocumentWorkers();
  return {
    handlers: [...peopleHandlers(store, VERSION), ...documentHandlers(store, workers)],
    jobs: { [READING_JOB]: readingJob(store, workers) },
    close: () => workers.close(),
  };
}
