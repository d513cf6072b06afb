import { parentPort } from 'node:worker_threads';
import { sumsIn, type SumsOrder } from '../sums.ts';

/** Carries out one order after another. What throws ends the thread, and whoever waits is told. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort?.on('message', (order: SumsOrder) => parentPort?.postMessage(sumsIn(order)));
