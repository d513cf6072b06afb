import {
  accountabilityHandlers,
  accountabilityRoom,
  judgeReviewsToday,
  ladderHandlers,
  paperHandlers,
  REMINDER_JOB,
  reminderHandlers,
  reminderJob,
  remindToday,
  startSending,
} from '@quantu/accountability/server';
import { CHECK_JOB, checkFiguresJob, figureWatch, indicatorHandlers, indicatorsRoom } from '@quantu/indicators/server';
import type { Mounted } from '@quantu/people/server';
import { directoryHandlers, directoryRoom, matrixHandlers, peopleHandlers, peopleRoom } from '@quantu/people/server';
import {
  documentHandlers,
  documentsRoom,
  DocumentWorkers,
  READING_JOB,
  readingJob,
} from '@quantu/product-documents/server';
import {
  deskRoom,
  importHandlers,
  importJobs,
  importsRoom,
  registerHandlers,
  TableWorkers,
} from '@quantu/product-registers/server';
import {
  analysisHandlers,
  basemapHandlers,
  basemapRoom,
  drawingHandlers,
  makeGisViews,
  mapHandlers,
  ogcHandlers,
  overlayJobs,
  planSourceHandlers,
  plansFollower,
  plansRoom,
  printHandlers,
  scenarioHandlers,
  siteHandlers,
  siteJobs,
  SiteWorkers,
  spatialImportHandlers,
  spatialImportJobs,
  SpatialWorkers,
  versionHandlers,
} from '@quantu/plans/server';
import { bringToToday, Daily, projectHandlers, projectsRoom } from '@quantu/projects/server';
import { coverageHandlers, reportHandlers, reportsRoom } from '@quantu/reports/server';
import { registersRoom } from '@quantu/registers/server';
import type { JobHandler, Room, Store } from '@quantu/store';
import type { Books } from '@quantu/registers';
import { books as ownBooks } from './registers.ts';
import { VERSION } from './version.ts';

/** The tables of every capability, in the order in which they are made. */
export const rooms: readonly Room[] = [
  registersRoom,
  deskRoom,
  importsRoom,
  peopleRoom,
  directoryRoom,
  projectsRoom,
  plansRoom,
  basemapRoom,
  accountabilityRoom,
  documentsRoom,
  indicatorsRoom,
  reportsRoom,
];

/** What the capabilities put on a running server. */
export interface Furnished {
  readonly handlers: readonly Mounted[];
  readonly jobs: Readonly<Record<string, JobHandler>>;
  /** Begins what runs by the clock; what goes wrong there is told. */
  start(onError: (error: unknown) => void): void;
  close(): Promise<void>;
}

/** Where a capability is added: its handlers, its jobs, what has to be closed. `books`: others only in tests. */
export function furnish(store: Store, books: Books = ownBooks): Furnished {
  const workers = new DocumentWorkers();
  const tables = new TableWorkers();
  const spatial = new SpatialWorkers();
  const sites = new SiteWorkers();
  const watch = figureWatch(store, books);
  let daily: Daily | null = null;
  let stopSending = (): void => undefined;
  const handlers: readonly Mounted[] = [
    ...peopleHandlers(store, VERSION),
    ...directoryHandlers(store, books),
    ...documentHandlers(store, workers, watch, plansFollower(books)),
    ...registerHandlers(store, books),
    ...importHandlers(store, books, tables),
    ...indicatorHandlers(store, books, watch),
    ...projectHandlers(store, books, workers),
    ...accountabilityHandlers(store, books, workers),
    ...paperHandlers(store, books, workers),
    ...ladderHandlers(store, books, workers),
    ...reminderHandlers(store),
    ...reportHandlers(store, books, workers),
    ...coverageHandlers(store, books),
    ...mapHandlers(store, books),
    ...basemapHandlers(store),
    ...ogcHandlers(store, books),
    ...analysisHandlers(store, books),
    ...versionHandlers(store, books),
    ...scenarioHandlers(store, books),
    ...planSourceHandlers(store, books),
    ...spatialImportHandlers(store, books, spatial),
    ...drawingHandlers(store, books),
    ...printHandlers(store, books, workers),
    ...siteHandlers(store, books, workers, sites),
    ...matrixHandlers(books, () => handlers.map(({ route }) => route)),
  ];
  return {
    handlers,
    jobs: {
      [READING_JOB]: readingJob(store, workers),
      [REMINDER_JOB]: reminderJob(store),
      [CHECK_JOB]: checkFiguresJob(store, books),
      ...importJobs(store, books, tables),
      ...spatialImportJobs(store, books, spatial),
      ...overlayJobs(store, books),
      ...siteJobs(store, books, sites),
    },
    start: (onError) => {
      const bring = [
        (district: string) => bringToToday(store, books, district),
        (district: string) => judgeReviewsToday(store, district),
        (district: string) => remindToday(store, district),
      ];
      daily = new Daily(store, bring, onError);
      void daily.start();
      stopSending = startSending(store, onError);
      void makeGisViews(store, books).catch(onError);
    },
    close: async () => {
      stopSending();
      await Promise.all([daily?.stop(), workers.close(), tables.close(), spatial.close(), sites.close()]);
    },
  };
}
