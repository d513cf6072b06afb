import { serveOrders, type Teller } from '@quantu/base/server';
import { lookInto } from './look.server.ts';
import type { Order, Result, RowsOrder } from './orders.ts';
import { fileFeatures, type Piece } from './rows.server.ts';
import { sampleOf } from './sample.server.ts';

serveOrders<Order, Piece, Result>((order, tell) => {
  if (order.task === 'look') return lookInto(order);
  return order.task === 'sample' ? sampleOf(order) : sendRows(order, tell);
});

async function sendRows(order: RowsOrder, tell: Teller<Piece>): Promise<Result> {
  const pieces = fileFeatures(order, (done) => tell.progress(0, `正在核对标识，已读 ${done} 个要素`));
  for (;;) {
    const { value, done } = await pieces.next();
    if (done === true) return value;
    await tell.piece(value);
  }
}
