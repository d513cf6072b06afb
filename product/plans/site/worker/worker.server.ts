import { Fault } from '@quantu/base';
import { rankSites } from '../search/rank.ts';
import { readSiteFile } from '../site-file.server.ts';
import type { Order, Report, Task, Tasks } from './orders.ts';

/** Carries out one order after another; ends with the server that started it, however that ended. */
process.on('message', (order: Order) => {
  void reported(order).then(report);
});
process.on('disconnect', () => process.exit());
// A terminal's Ctrl+C reaches every process of its group: the server decides when its workers end.
process.on('SIGINT', () => undefined);

async function reported(order: Order): Promise<Report> {
  try {
    const result = await carryOut(order);
    const { user, system } = process.cpuUsage();
    return { kind: 'done', result, cpuMs: (user + system) / 1000 };
  } catch (error) {
    if (!(error instanceof Fault)) {
      return { kind: 'broken', text: error instanceof Error ? (error.stack ?? '') : String(error) };
    }
    const { code, status, message, facts } = error;
    return { kind: 'refused', code, status, text: message, facts };
  }
}

const REPORT_MS = 200;

async function carryOut(asked: Order): Promise<Tasks[Task]['result']> {
  if (asked.task === 'file') return readSiteFile(asked.order);
  let reportedAt = performance.now();
  return rankSites(asked.order, (share, text) => {
    const now = performance.now();
    if (now - reportedAt < REPORT_MS) return;
    reportedAt = now;
    report({ kind: 'progress', share, text });
  });
}

function report(message: Report): void {
  process.send?.(message);
}
