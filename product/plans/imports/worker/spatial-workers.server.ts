import { fileURLToPath } from 'node:url';
import { Workers, type Follow } from '@quantu/base/server';
import { spatialImportFault } from '../faults.ts';
import type { LookedLayer, LookOrder, Order, PartReport, Result, RowsOrder, Sampled, SampleOrder } from './orders.ts';
import type { Piece } from './rows.server.ts';

export type { Follow };

/** Reads spatial files in processes of their own. */
export class SpatialWorkers extends Workers<Order, Piece, Result> {
  constructor() {
    super({
      boot: fileURLToPath(new URL('./boot.mjs', import.meta.url)),
      megabytes: 2_048,
      node: ['--max-semi-space-size=32'],
      seconds: 900,
      faults: {
        tooBig: (name) => spatialImportFault('map-import.too-big', { name }),
        tooSlow: (name, seconds) => spatialImportFault('map-import.too-slow', { name, seconds }),
        broken: (name) => spatialImportFault('map-import.broken', { name }),
      },
    });
  }

  async look(order: Omit<LookOrder, 'task'>, follow: Follow = {}): Promise<readonly LookedLayer[]> {
    return (await this.result({ task: 'look', ...order }, follow)) as readonly LookedLayer[];
  }

  async sample(order: Omit<SampleOrder, 'task'>, follow: Follow = {}): Promise<Sampled> {
    return (await this.result({ task: 'sample', ...order }, follow)) as Sampled;
  }

  /** The features piece by piece; returns the findings. */
  async *rows(order: Omit<RowsOrder, 'task'>, follow: Follow = {}): AsyncGenerator<Piece, readonly PartReport[]> {
    return (yield* this.pieces({ task: 'rows', ...order }, follow)) as readonly PartReport[];
  }
}
