import { serveOrders } from '@quantu/base/server';
import { judged } from '../judge-order.ts';
import { rankSites } from '../search/rank.ts';
import { readSiteFile } from '../site-file.server.ts';
import type { Order, Result } from './orders.ts';

const REPORT_MS = 200;

serveOrders<Order, never, Result>((order, tell) => {
  if (order.task === 'file') return readSiteFile(order);
  if (order.task === 'judge') return judged(order);
  let reportedAt = performance.now();
  return rankSites(order, (share, text) => {
    const now = performance.now();
    if (now - reportedAt < REPORT_MS) return;
    reportedAt = now;
    tell.progress(share, text);
  });
});
