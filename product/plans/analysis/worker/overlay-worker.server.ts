import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { OVERLAY_NODE_FLAGS } from '@quantu/geometry';
import type { Analysis, FoundConflict } from '../analyse.ts';
import { analysisFault } from '../faults.ts';
import type { AnalysedLayer } from '../layers.ts';
import type { RuleSet } from '../rules.ts';
import type { FeatureBatch, Order, Report } from './orders.ts';

const MEGABYTES = 6_144;

export interface LayerStream {
  readonly layer: Omit<AnalysedLayer, 'features'>;
  readonly batches: AsyncIterable<FeatureBatch>;
}
export interface WorkerRun {
  readonly layers: readonly LayerStream[];
  readonly rules: RuleSet;
  /** The file that the cells are written to. */
  readonly cells: string;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number, text: string) => void;
}
export interface WorkerResult extends Analysis {
  readonly box: number[] | null;
}

/** Lays layers over each other in a process of its own, which goes when it is done or no longer wanted. */
export async function runInWorker({ layers, rules, cells, signal, onProgress }: WorkerRun): Promise<WorkerResult> {
  signal.throwIfAborted();
  const worker = new OverlayWorker(signal, onProgress);
  try {
    for (const [at, { layer, batches }] of layers.entries()) {
      await worker.give({ task: 'layer', layer });
      for await (const batch of batches) await worker.give({ task: 'features', batch });
      onProgress((0.1 * (at + 1)) / layers.length, `正在读取图层“${layer.name}”`);
    }
    return await worker.run({ task: 'run', rules, cells });
  } finally {
    worker.end();
  }
}

class OverlayWorker {
  readonly #child: ChildProcess;
  readonly #signal: AbortSignal;
  readonly #onProgress: WorkerRun['onProgress'];
  readonly #conflicts: FoundConflict[] = [];
  readonly #abort = (): void => this.#fail(this.#signal.reason);
  #failure: { readonly reason: unknown } | null = null;
  #waiting: { resolve: (report: Report) => void; reject: (reason: unknown) => void } | null = null;

  constructor(signal: AbortSignal, onProgress: WorkerRun['onProgress']) {
    this.#signal = signal;
    this.#onProgress = onProgress;
    this.#child = fork(fileURLToPath(new URL('./boot.mjs', import.meta.url)), [], {
      execArgv: [`--max-old-space-size=${MEGABYTES}`, ...OVERLAY_NODE_FLAGS],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (report: Report) => this.#hear(report));
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code, killedBy) => {
      const isMemory = killedBy === 'SIGABRT' || code === 134;
      this.#fail(analysisFault(isMemory ? 'overlay.too-big' : 'overlay.broken'));
    });
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** Resolves when it has taken what it was given. */
  async give(order: Order): Promise<void> {
    await this.#ask(order);
  }

  async run(order: Order): Promise<WorkerResult> {
    const report = await this.#ask(order);
    if (report.kind !== 'done') throw analysisFault('overlay.broken');
    return { ...report.analysis, box: report.box, conflicts: this.#conflicts };
  }

  end(): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#child.removeAllListeners();
    this.#child.on('error', () => undefined);
    this.#child.kill('SIGKILL');
  }

  #ask(order: Order): Promise<Report> {
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure.reason);
        return;
      }
      this.#waiting = { resolve, reject };
      this.#child.send(order, (error) => error && this.#fail(error));
    });
  }

  #hear(report: Report): void {
    if (report.kind === 'progress') this.#onProgress(0.1 + 0.8 * report.share, report.text);
    else if (report.kind === 'conflicts') this.#conflicts.push(...report.conflicts);
    else if (report.kind === 'bad-feature') {
      this.#fail(analysisFault('overlay.bad-features', { layer: report.layer, key: report.key }));
    } else if (report.kind === 'broken') {
      this.#fail(Object.assign(analysisFault('overlay.broken'), { cause: report.text }));
    } else this.#waiting?.resolve(report);
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#waiting?.reject(this.#failure.reason);
  }
}
