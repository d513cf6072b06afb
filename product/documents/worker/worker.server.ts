import { readFile } from 'node:fs/promises';
import { serveOrders, type Teller } from '@quantu/base/server';
import { officialFromReading } from '@quantu/documents';
import {
  decodeMarkedDocx,
  typesetDocx,
  typesetFactSheet,
  typesetMapSheet,
  typesetOpinionDocx,
  typesetOpinionPdf,
  typesetPdf,
} from '@quantu/documents/server';
import type { Order, Task, Tasks, TypesetOrder } from './orders.ts';
import { readDocument } from './read-document.server.ts';

serveOrders<Order, never, Tasks[Task]['result']>(carryOut);

async function carryOut(order: Order, tell: Teller<never>): Promise<Tasks[Task]['result']> {
  switch (order.task) {
    case 'read':
      return readDocument(await readFile(order.path), order.name, tell.progress);
    case 'typeset':
      return typeset(order);
    case 'sheet':
      return typesetFactSheet(order.sheet);
    case 'map':
      return typesetMapSheet(order.sheet);
    case 'opinion':
      return order.format === 'pdf' ? typesetOpinionPdf(order.sheet) : typesetOpinionDocx(order.sheet);
    case 'marked':
      return decodeMarkedDocx(await readFile(order.path), order.name);
    case 'official':
      return order.format === 'pdf' ? typesetPdf(order.document) : typesetDocx(order.document);
  }
}

function typeset({ format, reading, figureIds, mark }: TypesetOrder): Promise<Uint8Array> {
  const document = officialFromReading(reading, {
    figureId: (_, index) => figureIds[index]!,
    ...(mark === null ? {} : { mark }),
  });
  return format === 'pdf' ? typesetPdf(document) : typesetDocx(document);
}
