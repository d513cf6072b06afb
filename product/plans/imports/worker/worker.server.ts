import { Fault } from '@quantu/base';
import type { Order, Report, Result, RowsOrder } from './orders.ts';
import { lookInto } from './look.server.ts';
import { fileFeatures } from './rows.server.ts';
import { sampleOf } from './sample.server.ts';

/** Pieces that may be under way to the server. */
const AHEAD = 4;
let credit = AHEAD;
let go: (() => void) | null = null;

/** Carries out one order after the other; ends with the server that started it, however that ended. */
process.on('message', (message: Order | { readonly task: 'go' }) => {
  if (message.task !== 'go') {
    credit = AHEAD;
    void reported(message).then(report);
    return;
  }
  credit++;
  go?.();
});
process.on('disconnect', () => process.exit());
// A terminal's Ctrl+C reaches every process of its group: the server decides when its workers end.
process.on('SIGINT', () => undefined);

async function reported(order: Order): Promise<Report> {
  const before = process.cpuUsage();
  try {
    const result = await carryOut(order);
    const { user, system } = process.cpuUsage(before);
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    return { kind: 'done', result, peakBytes, cpuMs: (user + system) / 1000 };
  } catch (error) {
    if (!(error instanceof Fault)) {
      return { kind: 'broken', text: error instanceof Error ? (error.stack ?? '') : String(error) };
    }
    const { code, status, message, facts } = error;
    return { kind: 'refused', code, status, text: message, facts };
  }
}

function carryOut(order: Order): Promise<Result> {
  if (order.task === 'look') return lookInto(order);
  return order.task === 'sample' ? sampleOf(order) : sendRows(order);
}

async function sendRows(order: RowsOrder): Promise<Result> {
  const pieces = fileFeatures(order, (done) => {
    report({ kind: 'progress', fraction: 0, text: `正在核对标识，已读 ${done} 个要素` });
  });
  for (;;) {
    const { value, done } = await pieces.next();
    if (done === true) return value;
    report({ kind: 'rows', ...value });
    if (--credit > 0) continue;
    await new Promise<void>((resolve) => {
      go = resolve;
    });
  }
}

function report(said: Report): void {
  process.send?.(said);
}
