import { readFile } from 'node:fs/promises';
import { Fault } from '@quantu/base';
import type { Workbook } from '@quantu/tables';
import { readWorkbook } from '@quantu/tables/server';
import { lookAt } from './look.server.ts';
import type { Looked, Order, Report } from './orders.ts';
import { writeRejected } from './rejected.server.ts';
import { fileRows } from './rows.server.ts';

/** Pieces that may be under way to the server: as many as it compares at once, and as many again. */
const AHEAD = 4;
let credit = AHEAD;
let go: (() => void) | null = null;

/** Carries out one order after another; ends with the server that started it, however that ended. */
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
  try {
    const result = await carryOut(order);
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    return { kind: 'done', result, peakBytes: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
  } catch (error) {
    if (!(error instanceof Fault)) {
      return { kind: 'broken', text: error instanceof Error ? (error.stack ?? '') : String(error) };
    }
    const { code, status, message, facts } = error;
    return { kind: 'refused', code, status, text: message, facts };
  }
}

async function carryOut(order: Order): Promise<Looked | null> {
  const book = await bookOf(order);
  if (order.task === 'look') return lookAt(book, order);
  if (order.task === 'rejected') await writeRejected(book, order);
  else {
    for (const piece of fileRows(book, order)) {
      report({ kind: 'rows', ...piece });
      if (--credit > 0) continue;
      await new Promise<void>((resolve) => {
        go = resolve;
      });
    }
  }
  return null;
}

/** The file that was read last is at hand for the next step, if it is still the same one. */
let last: { readonly path: string; readonly book: Workbook; readonly timer: NodeJS.Timeout } | null = null;
const KEPT_MS = 60_000;
const KEPT_ROWS = 200_000;

async function bookOf({ path, name }: Order): Promise<Workbook> {
  if (last?.path === path) return last.book;
  report({ kind: 'progress', fraction: 0.05, text: '正在读取文件' });
  const book = await readWorkbook(await readFile(path), name, (fraction) => {
    report({ kind: 'progress', fraction: 0.05 + fraction * 0.8, text: '正在读取文件' });
  });
  if (last) clearTimeout(last.timer);
  last = null;
  // The largest are read again: memory is dearer than a few seconds.
  if (book.sheets.reduce((sum, { rows }) => sum + rows.length, 0) <= KEPT_ROWS) {
    const timer = setTimeout(() => {
      last = null;
    }, KEPT_MS).unref();
    last = { path, book, timer };
  }
  return book;
}

function report(message: Report): void {
  process.send?.(message);
}
