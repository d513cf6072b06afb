import type { Json } from '@quantu/base';
import { programViewer, type Books } from '@quantu/registers';
import type { JobHandler, RunningJob, Store } from '@quantu/store';
import { readableLayers } from '../../analysis/chosen-layers.server.ts';
import type { MapDesk } from '../../map/desk.server.ts';
import type { SearchAnswer, SearchWish, SiteSearch } from '../contract.ts';
import { siteFault } from '../faults.ts';
import type { SiteWorkers } from '../worker/site-workers.server.ts';
import { planSearch, type SearchPlan } from './plan.server.ts';
import { searchSites } from './search.server.ts';

const SEARCH_JOB = 'site-search';

/** Puts a search into the queue: who asked it need not wait for it. */
export async function startSearch(desk: MapDesk, account: string, wish: SearchWish): Promise<string> {
  const { store, district } = desk;
  const plan = await planSearch(desk, wish);
  return store.transact({ district, actor: account, action: 'site.search' }, async (tx) => {
    const id = await store.jobs.enqueue(tx, { kind: SEARCH_JOB, payload: jsonOf(plan) });
    tx.audit({
      subject: id,
      after: { use: wish.use, layers: plan.base.map(({ code, number }) => `${code}@${number}`) },
    });
    return id;
  });
}

/** Only this room writes and reads what its jobs carry. */
const jsonOf = (value: SearchPlan | SearchAnswer): Json => value as unknown as Json;
const planOf = (payload: Json): SearchPlan => payload as unknown as SearchPlan;

export function siteJobs(store: Store, books: Books, workers: SiteWorkers): Readonly<Record<string, JobHandler>> {
  return { [SEARCH_JOB]: (job) => carryOut(store, books, workers, job) };
}

/** Stopped with the program, it begins again at the next start. */
async function carryOut(store: Store, books: Books, workers: SiteWorkers, job: RunningJob): Promise<Json> {
  const district = job.district!; // a search is always in a district
  // Its layers were chosen by what its maker may read.
  const desk = {
    store,
    books,
    district,
    db: store.read(district),
    viewer: programViewer(job.actor),
    seesDrafts: false,
  };
  const answer = await searchSites(desk, planOf(job.payload), workers, {
    signal: job.signal,
    onProgress: (share, text) => void job.progress(share, text).catch(() => undefined),
  });
  return jsonOf(answer);
}

/** A search, for who may read every layer that it looks at. */
export async function foundSearch(desk: MapDesk, id: string): Promise<SiteSearch> {
  const { db, district } = desk;
  const job = await db
    .selectFrom('job')
    .select(['id', 'state', 'progress', 'note', 'error', 'payload', 'result'])
    .where('id', '=', id)
    .where('kind', '=', SEARCH_JOB)
    .where('district', '=', district)
    .executeTakeFirst();
  if (!job) throw siteFault('site.no-search');
  const { wish, base, others } = planOf(job.payload);
  const readable = await readableLayers(desk);
  if ([...base, ...others].some((layer) => !readable.has(layer.id))) throw siteFault('site.no-search');
  const { state, progress, note, error } = job;
  const isOpen = state === 'queued' || state === 'running';
  return {
    id,
    state,
    progress,
    note: state === 'queued' ? '正在排队' : isOpen ? note : '',
    error,
    wish,
    answer: state === 'done' ? (job.result as unknown as SearchAnswer) : null,
    can: { cancel: isOpen },
  };
}

/** Ends a search; one that was done before stays as it is. */
export async function cancelSearch(desk: MapDesk, id: string, gone: AbortSignal): Promise<SiteSearch> {
  const { jobs } = desk.store;
  await foundSearch(desk, id);
  await jobs.cancel(id);
  for await (const _ of jobs.watch(id, gone));
  return foundSearch(desk, id);
}
