import { fileURLToPath } from 'node:url';
import { Workers, type Follow } from '@quantu/base/server';
import { documentFault } from '../faults.ts';
import type { Order, Task, Tasks } from './orders.ts';

export interface WorkerLimits {
  /** For so long a worker may say nothing. */
  readonly seconds: number;
  /** Heap of one worker. */
  readonly megabytes: number;
  /** Workers at once. */
  readonly workers: number;
}

const LIMITS: WorkerLimits = { seconds: 120, megabytes: 1_024, workers: 2 };

/** Reads and typesets documents in processes of their own. */
export class DocumentWorkers extends Workers<Order, never, Tasks[Task]['result']> {
  /** @param boot the script a worker starts with; tests have one that misbehaves. */
  constructor(limits: Partial<WorkerLimits> = {}, boot = fileURLToPath(new URL('./boot.mjs', import.meta.url))) {
    const { seconds, megabytes, workers } = { ...LIMITS, ...limits };
    super({
      boot,
      megabytes,
      seconds,
      atOnce: workers,
      faults: {
        tooBig: (name) => documentFault('reading.too-big', { name }),
        tooSlow: (name, seconds) => documentFault('reading.too-slow', { name, seconds }),
        broken: (name) => documentFault('reading.failed', { name }),
      },
    });
  }

  async run<T extends Task>(task: T, order: Tasks[T]['order'], follow: Follow = {}): Promise<Tasks[T]['result']> {
    return this.result({ task, ...order } as Order, follow);
  }
}
