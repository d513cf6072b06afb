import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '@quantu/base';
import { siteFault } from '../faults.ts';
import type { Order, Report, Task, Tasks } from './orders.ts';

export interface Follow {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number, text: string) => void) | undefined;
}

type LastReport = Exclude<Report, { kind: 'progress' }>;

const MEGABYTES = 3072;
/** How long one order may take: a file is of a few areas, a search goes through a district. */
const SECONDS: Readonly<Record<Task, number>> = { file: 30, search: 600 };

/**
 * Reads site files and searches sites in processes of their own: pages are served meanwhile, and what is too much
 * costs its process, never the server. One that is done waits for the next order.
 */
export class SiteWorkers {
  readonly #seconds: Readonly<Record<Task, number>>;
  readonly #boot: string;
  readonly #busy = new Set<ChildProcess>();
  #idle: ChildProcess | null = null;
  /** What the worker that was last done has reckoned in its life: for the bench. */
  cpuMs = 0;

  /** @param boot the script a worker starts with; tests have one that misbehaves. */
  constructor({ seconds = SECONDS, boot = fileURLToPath(new URL('./boot.mjs', import.meta.url)) } = {}) {
    this.#seconds = seconds;
    this.#boot = boot;
  }

  /** Throws the fault that the worker met, `site.too-slow`, `site.too-big`, or the reason of an aborted signal. */
  async run<T extends Task>(task: T, order: Tasks[T]['order'], follow: Follow = {}): Promise<Tasks[T]['result']> {
    follow.signal?.throwIfAborted();
    const worker = this.#take();
    let isFit = false;
    try {
      const report = await this.#lastReport(worker, { task, order } as Order, follow);
      isFit = report.kind !== 'broken';
      if (report.kind === 'done') this.cpuMs = report.cpuMs;
      return resultOf(report);
    } finally {
      this.#give(worker, isFit);
    }
  }

  async close(): Promise<void> {
    for (const worker of [...this.#busy, ...(this.#idle ? [this.#idle] : [])]) worker.kill('SIGKILL');
    this.#idle = null;
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
    worker.removeAllListeners();
    this.#busy.add(worker);
    return worker;
  }

  /** An idle worker does not keep the program alive, and one that ends while idle is forgotten. */
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

  #lastReport(worker: ChildProcess, order: Order, { signal, onProgress }: Follow): Promise<LastReport> {
    const seconds = this.#seconds[order.task];
    return new Promise((resolve, reject) => {
      const settle = (how: () => void): void => {
        clearTimeout(late);
        signal?.removeEventListener('abort', onAbort);
        worker.removeAllListeners();
        how();
      };
      const refuse = (reason: unknown): void => settle(() => reject(reason));
      const onAbort = (): void => refuse(signal?.reason);
      const late = setTimeout(() => refuse(siteFault('site.too-slow', { seconds })), seconds * 1000);
      signal?.addEventListener('abort', onAbort, { once: true });
      worker.on('message', (report: Report) => {
        if (report.kind === 'progress') onProgress?.(report.share, report.text);
        else settle(() => resolve(report));
      });
      worker.on('error', refuse);
      worker.on('exit', (code, killedBy) => {
        const isMemory = killedBy === 'SIGABRT' || code === 134;
        refuse(siteFault(isMemory ? 'site.too-big' : 'site.broken'));
      });
      worker.send(order, (error) => error && refuse(error));
    });
  }
}

function resultOf<T extends Task>(report: LastReport): Tasks[T]['result'] {
  if (report.kind === 'done') return report.result as Tasks[T]['result'];
  if (report.kind === 'refused') throw new Fault(report.code, report.status, report.text, report.facts);
  throw Object.assign(siteFault('site.broken'), { cause: report.text });
}
