import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '@quantu/base';
import { spatialImportFault } from '../faults.ts';
import type {
  FileFeature,
  LookedLayer,
  LookOrder,
  Order,
  PartReport,
  Report,
  RowsOrder,
  Sampled,
  SampleOrder,
} from './orders.ts';

export interface Follow {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number, text: string) => void) | undefined;
}

export interface FeaturePiece {
  readonly rows: readonly FileFeature[];
  /** What came before is void: all features come once more. */
  readonly isAgain: boolean;
}

/** Without a word from the worker. */
const SECONDS = 900;
const MEGABYTES = 2048;

/**
 * Reads spatial files in processes of their own, so that pages are served meanwhile and a file that is too much costs
 * its process, never the server. One that is done waits for the next order.
 */
export class SpatialWorkers {
  readonly #boot: string;
  readonly #seconds: number;
  readonly #busy = new Set<ChildProcess>();
  #idle: ChildProcess | null = null;
  /** The most memory that a worker has had, and what all have computed for: for the bench. */
  peakBytes = 0;
  cpuMs = 0;

  /** @param boot the script a worker starts with; tests have one that misbehaves. */
  constructor({ seconds = SECONDS, boot = fileURLToPath(new URL('./boot.mjs', import.meta.url)) } = {}) {
    this.#boot = boot;
    this.#seconds = seconds;
  }

  async look(order: Omit<LookOrder, 'task'>, follow: Follow = {}): Promise<readonly LookedLayer[]> {
    return (await this.#last({ task: 'look', ...order }, follow)) as readonly LookedLayer[];
  }

  async sample(order: Omit<SampleOrder, 'task'>, follow: Follow = {}): Promise<Sampled> {
    return (await this.#last({ task: 'sample', ...order }, follow)) as Sampled;
  }

  /** The features piece by piece; the next ones are made ready while these are worked on. Returns the findings. */
  async *rows(
    order: Omit<RowsOrder, 'task'>,
    follow: Follow = {},
  ): AsyncGenerator<FeaturePiece, readonly PartReport[]> {
    for await (const report of this.#reports({ task: 'rows', ...order }, follow)) {
      if (report.kind === 'rows') yield report;
      else return report.result as readonly PartReport[];
    }
    return [];
  }

  async #last(order: Order, follow: Follow) {
    for await (const report of this.#reports(order, follow)) if (report.kind === 'done') return report.result;
    return [];
  }

  async *#reports(
    order: Order,
    { signal, onProgress }: Follow,
  ): AsyncGenerator<Extract<Report, { kind: 'rows' | 'done' }>> {
    signal?.throwIfAborted();
    const worker = this.#take();
    const inbox = new Inbox(worker, order.name, this.#seconds, signal);
    let isFit = false;
    try {
      worker.send(order);
      for (;;) {
        const report = await inbox.next();
        if (report.kind === 'progress') onProgress?.(report.fraction, report.text);
        else if (report.kind === 'refused') {
          isFit = true;
          throw new Fault(report.code, report.status, report.text, report.facts);
        } else if (report.kind === 'broken') {
          throw Object.assign(spatialImportFault('map-import.broken', { name: order.name }), { cause: report.text });
        } else if (report.kind === 'rows') {
          worker.send({ task: 'go' });
          yield report;
        } else {
          this.peakBytes = Math.max(this.peakBytes, report.peakBytes);
          this.cpuMs += report.cpuMs;
          isFit = true;
          yield report;
          return;
        }
      }
    } finally {
      inbox.close();
      this.#give(worker, isFit);
    }
  }

  #take(): ChildProcess {
    const waiting = this.#idle;
    this.#idle = null;
    const worker =
      waiting ??
      fork(this.#boot, [], {
        execArgv: [`--max-old-space-size=${MEGABYTES}`, '--max-semi-space-size=32'],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
    worker.ref();
    worker.channel?.ref();
    worker.removeAllListeners('exit');
    this.#busy.add(worker);
    return worker;
  }

  #give(worker: ChildProcess, isFit: boolean): void {
    this.#busy.delete(worker);
    worker.on('error', () => undefined);
    if (!isFit || this.#idle !== null || !worker.connected) {
      worker.kill('SIGKILL');
      return;
    }
    worker.unref();
    worker.channel?.unref();
    worker.once('exit', () => {
      if (this.#idle === worker) this.#idle = null;
    });
    this.#idle = worker;
  }

  async close(): Promise<void> {
    for (const worker of [...this.#busy, ...(this.#idle ? [this.#idle] : [])]) worker.kill('SIGKILL');
    this.#idle = null;
  }
}

/** What a worker says, one after the other; its end, the time limit and an abort are told as errors. */
class Inbox {
  readonly #worker: ChildProcess;
  readonly #messages: Report[] = [];
  readonly #late: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  readonly #abort = (): void => this.#fail(this.#signal?.reason);
  #failure: { readonly reason: unknown } | null = null;
  #wake: () => void = () => undefined;

  constructor(worker: ChildProcess, name: string, seconds: number, signal: AbortSignal | undefined) {
    this.#worker = worker;
    this.#signal = signal;
    worker.on('message', (report: Report) => {
      this.#messages.push(report);
      this.#wake();
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code, killedBy) => {
      const isMemory = killedBy === 'SIGABRT' || code === 134;
      this.#fail(spatialImportFault(isMemory ? 'map-import.too-big' : 'map-import.broken', { name }));
    });
    const tooSlow = (): void => this.#fail(spatialImportFault('map-import.too-slow', { name, seconds }));
    this.#late = setTimeout(tooSlow, seconds * 1000);
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#wake();
  }

  async next(): Promise<Report> {
    for (;;) {
      // What was said before an end is heard first.
      const report = this.#messages.shift();
      if (report) {
        this.#late.refresh();
        return report;
      }
      if (this.#failure) throw this.#failure.reason;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    clearTimeout(this.#late);
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#worker.removeAllListeners();
  }
}
