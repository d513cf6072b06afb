import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '@quantu/base';
import { documentFault } from '../faults.ts';
import type { Order, Report, Task, Tasks } from './orders.ts';

export interface WorkerLimits {
  /** How long one order may take. */
  readonly seconds: number;
  /** Heap of one worker. */
  readonly megabytes: number;
  /** Workers at once. */
  readonly workers: number;
}

const LIMITS: WorkerLimits = { seconds: 120, megabytes: 1_024, workers: 2 };

export interface Follow {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, text: string) => void;
}

type LastReport = Exclude<Report, { kind: 'progress' }>;

/**
 * Reads and typesets documents in processes of their own. A file that takes too long, too much memory, or brings
 * native code down costs its process, never the server: threads are not enough, for ending a thread that has the
 * PDF typesetter loaded ends the whole program. Workers are started when needed and kept for the next order.
 */
export class DocumentWorkers {
  readonly #limits: WorkerLimits;
  readonly #boot: string;
  readonly #idle: ChildProcess[] = [];
  readonly #busy = new Set<ChildProcess>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  /** @param boot the script a worker starts with; tests have one that misbehaves. */
  constructor(limits: Partial<WorkerLimits> = {}, boot = fileURLToPath(new URL('./boot.mjs', import.meta.url))) {
    this.#limits = { ...LIMITS, ...limits };
    this.#boot = boot;
  }

  /** Throws the fault the worker met, `reading.too-slow` or `reading.too-big`, or the reason of an aborted signal. */
  async run<T extends Task>(task: T, order: Tasks[T]['order'], follow: Follow = {}): Promise<Tasks[T]['result']> {
    await this.#turn();
    try {
      follow.signal?.throwIfAborted();
      return await this.#carriedOut(task, order, follow);
    } finally {
      this.#next();
    }
  }

  async #turn(): Promise<void> {
    if (this.#taken < this.#limits.workers) this.#taken++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the place on to whoever has waited longest. */
  #next(): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting();
    else this.#taken--;
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
      else worker.kill('SIGKILL');
    }
  }

  #start(): ChildProcess {
    return fork(this.#boot, [], {
      execArgv: [`--max-old-space-size=${this.#limits.megabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  /** An idle worker does not keep the program alive, and one that ends while idle is forgotten. */
  #rest(worker: ChildProcess): void {
    worker.unref();
    worker.channel?.unref();
    worker.once('exit', () => {
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    this.#idle.push(worker);
  }

  #lastReport(
    worker: ChildProcess,
    order: Order & { name: string },
    { signal, onProgress }: Follow,
  ): Promise<LastReport> {
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
      worker.on('error', refuse);
      worker.on('exit', (code, killedBy) => refuse(endedBy(code, killedBy, name)));
      worker.ref();
      worker.channel?.ref();
      worker.send(order, (error) => {
        if (error) refuse(error);
      });
    });
  }

  /** Ends all workers, also those at work; no order is carried out after. */
  async close(): Promise<void> {
    for (const worker of [...this.#idle, ...this.#busy]) worker.kill('SIGKILL');
    this.#idle.length = 0;
  }
}

/** V8 aborts a process whose heap is full. */
function endedBy(code: number | null, killedBy: NodeJS.Signals | null, name: string): Fault {
  const isMemory = killedBy === 'SIGABRT' || code === 134;
  const cause = `worker ended with ${killedBy ?? code}`;
  return Object.assign(documentFault(isMemory ? 'reading.too-big' : 'reading.failed', { name }), { cause });
}

function resultOf(report: LastReport, name: string): Tasks[Task]['result'] {
  if (report.kind === 'done') return report.result;
  if (report.kind === 'refused') throw new Fault(report.code, report.status, report.text, report.facts);
  throw Object.assign(documentFault('reading.failed', { name }), { cause: report.text });
}
