import { fork, type ChildProcess } from 'node:child_process';
import { Fault } from '../faults.ts';
import { Inbox } from './inbox.ts';
import type { Said, Told } from './messages.ts';

export interface Follow {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number, text: string) => void) | undefined;
}

export interface WorkerTerms {
  /** The script a worker starts with; it calls `serveOrders`. */
  readonly boot: string;
  /** Heap of one worker. */
  readonly megabytes: number;
  /** For so long it may say nothing. */
  readonly seconds: number;
  /** So many orders at once, the others wait; without it, every order has a worker of its own and one is kept. */
  readonly atOnce?: number;
  /** More arguments for its Node. */
  readonly node?: readonly string[];
  /** What is said of a file that was too much, by its name. */
  readonly faults: {
    readonly tooBig: (name: string) => Error;
    readonly tooSlow: (name: string, seconds: number) => Error;
    readonly broken: (name: string) => Error;
  };
}

/**
 * Carries out orders in processes of their own, so that pages are served meanwhile and a file that is too much (time,
 * memory, native code that crashes) costs its process, never the server. Threads would not do: ending one whose native
 * code hangs ends the program. A worker that is done waits for the next order.
 */
export class Workers<Order extends { readonly name: string }, Piece, Result> {
  readonly #terms: WorkerTerms;
  readonly #busy = new Set<ChildProcess>();
  readonly #idle: ChildProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;
  /** The most memory that a worker has had, and what all have reckoned: for benches. */
  peakBytes = 0;
  cpuMs = 0;

  constructor(terms: WorkerTerms) {
    this.#terms = terms;
  }

  /** What an order comes to. Throws the fault the worker met, one of the terms' own, or the reason of an abort. */
  async result(order: Order, follow: Follow = {}): Promise<Result> {
    const pieces = this.pieces(order, follow);
    for (;;) {
      const { done, value } = await pieces.next();
      if (done === true) return value;
    }
  }

  /** What an order gives piece by piece; the next ones are made ready while these are worked on. */
  async *pieces(order: Order, follow: Follow = {}): AsyncGenerator<Piece, Result> {
    await this.#turn();
    try {
      return yield* this.#carriedOut(order, follow);
    } finally {
      this.#next();
    }
  }

  async #turn(): Promise<void> {
    if (this.#underWay < (this.#terms.atOnce ?? Infinity)) this.#underWay++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the place on to whoever has waited longest. */
  #next(): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting();
    else this.#underWay--;
  }

  async *#carriedOut(order: Order, { signal, onProgress }: Follow): AsyncGenerator<Piece, Result> {
    signal?.throwIfAborted();
    const { seconds, faults } = this.#terms;
    const { name } = order;
    const worker = this.#take();
    const inbox = new Inbox<Piece, Result>(worker, {
      seconds,
      signal,
      tooSlow: () => faults.tooSlow(name, seconds),
      ended: (isMemory, cause) => Object.assign(isMemory ? faults.tooBig(name) : faults.broken(name), { cause }),
    });
    const tell = (told: Told<Order>): void => void worker.send(told, (error) => error && inbox.fail(error));
    let isFit = false;
    try {
      tell({ order });
      for (;;) {
        const said: Said<Piece, Result> = await inbox.next();
        if (said.kind === 'progress') onProgress?.(said.fraction, said.text);
        else if (said.kind === 'piece') {
          tell({ go: true });
          yield said.piece;
        } else if (said.kind === 'broken') {
          throw Object.assign(faults.broken(name), { cause: said.text });
        } else {
          isFit = true;
          if (said.kind === 'refused') throw new Fault(said.code, said.status, said.text, said.facts);
          this.peakBytes = Math.max(this.peakBytes, said.peakBytes);
          this.cpuMs += said.cpuMs;
          return said.result;
        }
      }
    } finally {
      inbox.close();
      this.#give(worker, isFit);
    }
  }

  /** Ends all workers, also those at work; the next order starts a new one. */
  async close(): Promise<void> {
    for (const worker of [...this.#busy, ...this.#idle]) worker.kill('SIGKILL');
    this.#idle.length = 0;
  }

  #take(): ChildProcess {
    const worker = this.#idle.pop() ?? this.#start();
    worker.ref();
    worker.channel?.ref();
    worker.removeAllListeners();
    this.#busy.add(worker);
    return worker;
  }

  #start(): ChildProcess {
    const { boot, megabytes, node = [] } = this.#terms;
    return fork(boot, [], {
      execArgv: [`--max-old-space-size=${megabytes}`, ...node],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  /** An idle worker does not keep the program alive, and one that ends while idle is forgotten. */
  #give(worker: ChildProcess, isFit: boolean): void {
    this.#busy.delete(worker);
    worker.on('error', () => undefined);
    if (!isFit || this.#idle.length >= (this.#terms.atOnce ?? 1) || !worker.connected) {
      worker.kill('SIGKILL');
      return;
    }
    worker.unref();
    worker.channel?.unref();
    worker.once('exit', () => {
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    this.#idle.push(worker);
  }
}
