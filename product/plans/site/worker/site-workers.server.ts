import { fileURLToPath } from 'node:url';
import { Workers, type Follow } from '@quantu/base/server';
import { siteFault } from '../faults.ts';
import type { Judged, JudgeOrder } from '../judge-order.ts';
import type { Ranked, SearchOrder } from '../search/rank.ts';
import type { ReadSite, SiteFileOrder } from '../site-file.server.ts';
import type { Order, Result } from './orders.ts';

/** Reads site files, judges large sites and searches for sites in processes of their own. */
export class SiteWorkers extends Workers<Order, never, Result> {
  constructor() {
    super({
      boot: fileURLToPath(new URL('./boot.mjs', import.meta.url)),
      megabytes: 3_072,
      seconds: 120,
      faults: {
        tooBig: (name) => siteFault('site.too-big', { name }),
        tooSlow: (name, seconds) => siteFault('site.too-slow', { name, seconds }),
        broken: (name) => siteFault('site.broken', { name }),
      },
    });
  }

  async file(order: SiteFileOrder, follow: Follow = {}): Promise<ReadSite> {
    // What a task comes to is declared where it is carried out.
    return (await this.result({ task: 'file', ...order }, follow)) as ReadSite;
  }

  async judge(order: JudgeOrder, follow: Follow = {}): Promise<Judged> {
    return (await this.result({ task: 'judge', ...order }, follow)) as Judged;
  }

  async search(order: SearchOrder, follow: Follow = {}): Promise<Ranked> {
    return (await this.result({ task: 'search', name: '选址', ...order }, follow)) as Ranked;
  }
}
