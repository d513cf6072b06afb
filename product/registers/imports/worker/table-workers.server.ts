import { fileURLToPath } from 'node:url';
import { Workers, type Follow } from '@quantu/base/server';
import { importFault } from '../faults.ts';
import type { Looked, LookOrder, Order, RejectedOrder, Result, RowPiece, RowsOrder } from './orders.ts';

export type { Follow };

/** Reads tables in processes of their own. */
export class TableWorkers extends Workers<Order, RowPiece, Result> {
  constructor() {
    super({
      boot: fileURLToPath(new URL('./boot.mjs', import.meta.url)),
      megabytes: 1_024,
      seconds: 300,
      faults: {
        tooBig: (name) => importFault('import.too-big', { name }),
        tooSlow: (name, seconds) => importFault('import.too-slow', { name, seconds }),
        broken: (name) => importFault('import.broken', { name }),
      },
    });
  }

  async look(order: Omit<LookOrder, 'task'>, follow: Follow = {}): Promise<Looked> {
    return (await this.result({ task: 'look', ...order }, follow))!;
  }

  rows(order: Omit<RowsOrder, 'task'>, follow: Follow = {}): AsyncGenerator<RowPiece> {
    return this.pieces({ task: 'rows', ...order }, follow);
  }

  async rejected(order: Omit<RejectedOrder, 'task'>): Promise<void> {
    await this.result({ task: 'rejected', ...order });
  }
}
