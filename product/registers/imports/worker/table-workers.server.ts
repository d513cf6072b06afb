import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '@quantu/base';
import { importFault } from '../faults.ts';
import type { FileRow, Looked, LookOrder, Order, RejectedOrder, Report, RowsOrder } from './orders.ts';

export interface Follow {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number, text: string) => void) | undefined;
}

export interface RowPiece {
  readonly rows: readonly FileRow[];
  readonly fraction: number;
  readonly total: number;
}

const SECONDS = 300;
const MEGABYTES = 1_024;

/**
 * Reads tables in processes of their own, so that pages are served meanwhile and a file that is too much costs its
 * process, never the server. One that is done waits for the next order.
 */
export class TableWorkers {
  readonly #boot: string;
  readonly #seconds: number;
  #idle: ChildProcess | null = null;
  readonly #busy = new Set<ChildProcess>();
  /** The most memory that a worker has had, for the bench. */
  peakBytes = 0;
  /** What the worker that was heard last has computed for since its start, for the bench. */
  cpuMs = 0;

  /** @param boot the script a worker starts with; tests have one that misbehaves. */
  constructor({ seconds = SECONDS, boot = fileURLToPath(new URL('./boot.mjs', import.meta.url)) } = {}) {
    this.#boot = boot;
    this.#seconds = seconds;
  }

  async look(order: Omit<LookOrder, 'task'>, follow: Follow = {}): Promise<Looked> {
    let looked: Looked | null = null;
    for await (const report of this.#reports({ task: 'look', ...order }, follow)) {
      if (report.kind === 'done') looked = report.result;
    }
    return looked!;
  }

  /** The rows of a file piece by piece; the next ones are read while this one is worked on. */
  async *rows(order: Omit<RowsOrder, 'task'>, follow: Follow = {}): AsyncGenerator<RowPiece> {
    for await (const report of this.#reports({ task: 'rows', ...order }, follow)) {
      if (report.kind === 'rows') yield report;
    }
  }

  async rejected(order: Omit<RejectedOrder, 'task'>): Promise<void> {
    for await (const _ of this.#reports({ task: 'rejected', ...order }, {}));
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
          throw Object.assign(importFault('import.broken', { name: order.name }), { cause: report.text });
        } else if (report.kind === 'rows') {
          worker.send({ task: 'go' });
          yield report;
        } else {
          this.peakBytes = Math.max(this.peakBytes, report.peakBytes);
          this.cpuMs = report.cpuMs;
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
        execArgv: [`--max-old-space-size=${MEGABYTES}`],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
    worker.ref();
    worker.channel?.ref();
    this.#busy.add(worker);
    return worker;
  }

  #give(worker: ChildProcess, isFit: boolean): void {
    this.#busy.delete(worker);
    if (!isFit || this.#idle !== null || !worker.connected) {
      worker.on('error', () => undefined);
      worker.kill('SIGKILL');
      return;
    }
    worker.unref();
    worker.channel?.unref();
    worker.on('error', () => undefined);
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
    worker.removeAllListeners();
    worker.on('message', (report: Report) => {
      this.#messages.push(report);
      this.#wake();
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code, killedBy) => {
      const isMemory = killedBy === 'SIGABRT' || code === 134;
      this.#fail(importFault(isMemory ? 'import.too-big' : 'import.broken', { name }));
    });
    this.#late = setTimeout(() => this.#fail(importFault('import.too-slow', { name, seconds })), seconds * 1000);
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#wake();
  }

  async next(): Promise<Report> {
    for (;;) {
      if (this.#failure) throw this.#failure.reason;
      const report = this.#messages.shift();
      if (report) {
        this.#late.refresh();
        return report;
      }
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
