import type { ChildProcess } from 'node:child_process';
import type { Said } from './messages.ts';

interface Terms {
  /** Without a word from the worker. */
  readonly seconds: number;
  readonly signal: AbortSignal | undefined;
  readonly tooSlow: () => Error;
  /** @param isMemory V8 aborts a process whose heap is full. */
  readonly ended: (isMemory: boolean, how: string) => Error;
}

/** What a worker says, one after the other; its end, the time limit and an abort are told as errors. */
export class Inbox<Piece, Result> {
  readonly #worker: ChildProcess;
  readonly #messages: Said<Piece, Result>[] = [];
  readonly #late: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  readonly #abort = (): void => this.fail(this.#signal?.reason);
  #failure: { readonly reason: unknown } | null = null;
  #wake: () => void = () => undefined;

  constructor(worker: ChildProcess, { seconds, signal, tooSlow, ended }: Terms) {
    this.#worker = worker;
    this.#signal = signal;
    worker.on('message', (said: Said<Piece, Result>) => {
      this.#messages.push(said);
      this.#wake();
    });
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', (code, killedBy) => {
      this.fail(ended(killedBy === 'SIGABRT' || code === 134, `worker ended with ${killedBy ?? code}`));
    });
    this.#late = setTimeout(() => this.fail(tooSlow()), seconds * 1000);
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#wake();
  }

  async next(): Promise<Said<Piece, Result>> {
    for (;;) {
      // What was said before an end is heard first.
      const said = this.#messages.shift();
      if (said) {
        this.#late.refresh();
        return said;
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
