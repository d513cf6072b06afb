import { Worker } from 'node:worker_threads';
import { mapFault } from '../faults.ts';
import { sumsIn, type Sums, type SumsOrder } from './sums.ts';

/** So many features are summed while others wait: some milliseconds. */
const AT_ONCE = 200;
const MEGABYTES = 3072;
/** Whole districts take seconds; what takes longer is not waited for. */
const SECONDS = 120;

/** One thread is kept warm; it does not keep the program alive. */
let idle: Worker | null = null;

/** Sums in a thread of their own, which is ended when nobody waits for them any more. */
export async function sums(order: SumsOrder, signal: AbortSignal): Promise<Sums> {
  signal.throwIfAborted();
  if (order.lengths.length <= AT_ONCE) return sumsIn(order);
  const worker = idle ?? start();
  idle = null;
  worker.ref();
  try {
    const found = await answered(worker, order, signal);
    if (idle === null) {
      worker.unref();
      idle = worker;
    } else await worker.terminate();
    return found;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function start(): Worker {
  const worker = new Worker(new URL('./worker/boot.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  // One that ends while nobody waits is forgotten.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    if (idle === worker) idle = null;
  });
  return worker;
}

function answered(worker: Worker, order: SumsOrder, signal: AbortSignal): Promise<Sums> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
      worker.off('message', onMessage);
      worker.off('error', onError);
      how();
    };
    const onMessage = (found: Sums): void => settle(() => resolve(found));
    const onError = (error: unknown): void => settle(() => reject(mended(error)));
    const onAbort = (): void => settle(() => reject(signal.reason));
    const late = setTimeout(() => settle(() => reject(mapFault('map.statistics-slow'))), SECONDS * 1000);
    signal.addEventListener('abort', onAbort, { once: true });
    worker.on('message', onMessage);
    worker.on('error', onError);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    worker.postMessage(order);
  });
}

const mended = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? mapFault('map.statistics-slow')
    : error;
