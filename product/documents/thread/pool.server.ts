import { Worker } from 'node:worker_threads';
import { Fault } from '@quantu/base';
import { documentFault } from '../faults.ts';
import type { Order, Report, Task, Tasks } from './orders.ts';

export interface ThreadLimits {
  /** How long one order may take. */
  readonly seconds: number;
  /** Heap of one thread. */
  readonly megabytes: number;
  /** Threads at once. */
  readonly threads: number;
}

const LIMITS: ThreadLimits = { seconds: 120, megabytes: 1_024, threads: 2 };

export interface Follow {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, text: string) => void;
}

type LastReport = Exclude<Report, { kind: 'progress' }>;

/**
 * Reads and typesets documents in threads of their own, so that the server answers meanwhile. A file that takes too
 * long or too much memory costs its thread, nothing else. Threads are started when needed and kept for the next order.
 */
export class DocumentThreads {
  readonly #limits: ThreadLimits;
  readonly #boot: URL;
  readonly #idle: Worker[] = [];
  readonly #busy = new Set<Worker>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  /** @param boot the script a thread starts with; tests have one that misbehaves. */
  constructor(limits: Partial<ThreadLimits> = {}, boot = new URL('./boot.mjs', import.meta.url)) {
    this.#limits = { ...LIMITS, ...limits };
    this.#boot = boot;
  }

  /** Throws the fault the thread met, `reading.too-slow` or `reading.too-big`, or the reason of an aborted signal. */
  async run<T extends Task>(task: T, order: Tasks[T]['order'], follow: Follow = {}): Promise<Tasks[T]['result']> {
    await this.#turn();
    try {
      follow.signal?.throwIfAborted();
      return await this.#carriedOut(task, order, follow);
    } finally {
      this.#taken--;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#taken >= this.#limits.threads) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken++;
  }

  async #carriedOut<T extends Task>(task: T, order: Tasks[T]['order'], follow: Follow): Promise<Tasks[T]['result']> {
    const worker = this.#idle.pop() ?? this.#start();
    this.#busy.add(worker);
    let isFit = false;
    try {
      const report = await this.#lastReport(worker, { task, ...order } as Order & { name: string }, follow);
      isFit = true;
      return resultOf(report, order.name);
    } finally {
      this.#busy.delete(worker);
      if (isFit) this.#rest(worker);
      else await worker.terminate();
    }
  }

  #start(): Worker {
    return new Worker(this.#boot, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes } });
  }

  /** An idle thread does not keep the program alive, and one that ends while idle is forgotten. */
  #rest(worker: Worker): void {
    worker.unref();
    worker.once('exit', () => {
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    this.#idle.push(worker);
  }

  #lastReport(worker: Worker, order: Order & { name: string }, { signal, onProgress }: Follow): Promise<LastReport> {
    const { seconds } = this.#limits;
    const { name } = order;
    return new Promise((resolve, reject) => {
      const settle = (how: () => void): void => {
        clearTimeout(late);
        signal?.removeEventListener('abort', onAbort);
        worker.removeAllListeners().on('error', () => undefined); // one that ends on its own later is just gone
        how();
      };
      const refuse = (reason: unknown): void => settle(() => reject(reason));
      const onAbort = (): void => refuse(signal?.reason);
      const late = setTimeout(() => refuse(documentFault('reading.too-slow', { name, seconds })), seconds * 1_000);
      signal?.addEventListener('abort', onAbort, { once: true });
      worker.removeAllListeners();
      worker.on('message', (report: Report) => {
        if (report.kind === 'progress') onProgress?.(report.fraction, report.text);
        else settle(() => resolve(report));
      });
      worker.on('error', (error: Error & { code?: string }) => {
        refuse(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? documentFault('reading.too-big', { name }) : error);
      });
      worker.on('exit', () => refuse(documentFault('reading.failed', { name })));
      worker.ref();
      worker.postMessage(order);
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle, ...this.#busy].map((worker) => worker.terminate()));
  }
}

function resultOf<T extends Task>(report: LastReport, name: string): Tasks[T]['result'] {
  if (report.kind === 'done') return report.result as Tasks[T]['result']; // a thread answers the order it was given
  if (report.kind === 'refused') throw new Fault(report.code, report.status, report.text, report.facts);
  throw Object.assign(documentFault('reading.failed', { name }), { cause: report.text });
}
