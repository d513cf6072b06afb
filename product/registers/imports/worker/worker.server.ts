import { readFile } from 'node:fs/promises';
import { serveOrders, type Teller } from '@quantu/base/server';
import type { Workbook } from '@quantu/tables';
import { readWorkbook } from '@quantu/tables/server';
import { lookAt } from './look.server.ts';
import type { Order, Result, RowPiece } from './orders.ts';
import { writeRejected } from './rejected.server.ts';
import { fileRows } from './rows.server.ts';

serveOrders<Order, RowPiece, Result>(async (order, tell) => {
  const book = await bookOf(order, tell);
  if (order.task === 'look') return lookAt(book, order);
  if (order.task === 'rejected') await writeRejected(book, order);
  else for (const piece of fileRows(book, order)) await tell.piece(piece);
  return null;
});

/** The file that was read last is at hand for the next step, if it is still the same one. */
let last: { readonly path: string; readonly book: Workbook; readonly timer: NodeJS.Timeout } | null = null;
const KEPT_MS = 60_000;
const KEPT_ROWS = 200_000;

async function bookOf({ path, name }: Order, tell: Teller<RowPiece>): Promise<Workbook> {
  if (last?.path === path) return last.book;
  tell.progress(0.05, '正在读取文件');
  const book = await readWorkbook(await readFile(path), name, (fraction) => {
    tell.progress(0.05 + fraction * 0.8, '正在读取文件');
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
