import { Worker } from 'node:worker_threads';
import type { InputLimits } from '../limits.ts';

/** One page's glyphs by column, in drawing order; points from the page's upper left corner, y at the baseline. */
export interface PageGlyphs {
  number: number;
  width: number;
  height: number;
  chars: string[];
  x: Float32Array;
  y: Float32Array;
  advance: Float32Array;
  size: Float32Array;
  /** Bits of `glyphFlag`. */
  flags: Uint8Array;
}

/** As in glyphs.mjs. */
export const glyphFlag = { rotated: 1, artifact: 2, light: 4, vertical: 8 } as const;

/** Why the thread gave no pages. */
export type PdfProblem = 'password' | 'damaged' | 'bomb' | 'too-many' | 'too-long' | 'memory';

export class PdfStopped extends Error {
  readonly problem: PdfProblem;
  /** The thread said so itself and can go on with the next file. */
  readonly isThreadSound: boolean;
  constructor(problem: PdfProblem, isThreadSound = false) {
    super(problem);
    this.problem = problem;
    this.isThreadSound = isThreadSound;
  }
}

type Message =
  | { kind: 'opened'; pages: number }
  | { kind: 'page'; page: PageGlyphs }
  | { kind: 'done' }
  | { kind: 'failed'; name: string; message: string };

/** One thread is kept warm; it does not keep the process alive. */
let idle: Worker | null = null;

/** Every page's glyphs. The thread is stopped when it takes too long or the process grows too much. */
export async function readPdfPages(bytes: Uint8Array, limits: InputLimits): Promise<PageGlyphs[]> {
  const worker = idle ?? startWorker();
  idle = null;
  worker.ref();
  try {
    const pages = await collect(worker, bytes, limits);
    await keep(worker);
    return pages;
  } catch (error) {
    if (error instanceof PdfStopped && error.isThreadSound) await keep(worker);
    else await worker.terminate();
    throw error;
  }
}

async function keep(worker: Worker): Promise<void> {
  worker.unref();
  if (idle === null) idle = worker;
  else await worker.terminate();
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./pages.worker.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 768, stackSizeMb: 4 },
    // What pdf.js prints about a damaged file is no message of ours.
    stdout: true,
    stderr: true,
    // Loaders of the parent (a TypeScript runner) are of no use here.
    execArgv: [],
  });
  // A thread that is idle or being stopped may still report an error; unheard, it would end the process.
  worker.on('error', () => {});
  worker.on('exit', () => {
    if (idle === worker) idle = null;
  });
  return worker;
}

const WATCH_MILLISECONDS = 50;

function collect(worker: Worker, bytes: Uint8Array, limits: InputLimits): Promise<PageGlyphs[]> {
  return new Promise((resolve, reject) => {
    const pages: PageGlyphs[] = [];
    const memoryBefore = process.memoryUsage.rss();
    const timer = setTimeout(() => fail('too-long'), limits.pdfMilliseconds);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - memoryBefore > limits.pdfMemoryBytes) fail('memory');
    }, WATCH_MILLISECONDS);
    const onError = (error: unknown) => fail(isOutOfMemory(error) ? 'memory' : 'damaged');
    const onExit = () => fail('damaged');
    const onMessage = (message: Message) => {
      if (message.kind === 'page') pages.push(message.page);
      else if (message.kind === 'failed') {
        const problem = problemOf(message.name, message.message);
        fail(problem, problem === 'password' || problem === 'damaged');
      } else if (message.kind === 'opened' && message.pages > limits.pdfPages) fail('too-many');
      else if (message.kind === 'done') {
        settle();
        resolve(pages);
      }
    };
    const settle = () => {
      clearTimeout(timer);
      clearInterval(watch);
      // Not removeAllListeners: the thread's own delivery of messages hangs on a listener, too.
      worker.off('message', onMessage).off('exit', onExit);
      worker.off('error', onError);
    };
    const fail = (problem: PdfProblem, isThreadSound = false) => {
      settle();
      reject(new PdfStopped(problem, isThreadSound));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ bytes, limits: { ...limits } });
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function problemOf(name: string, message: string): PdfProblem {
  if (name === 'PasswordException') return 'password';
  if (name === 'StreamOverLimit') return 'bomb';
  return message.includes('glyphs over limit') ? 'too-many' : 'damaged';
}
