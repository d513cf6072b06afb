import { readFile } from 'node:fs/promises';
import { Fault } from '@quantu/base';
import { officialFromReading } from '@quantu/documents';
import {
  typesetDocx,
  typesetFactSheet,
  typesetMapSheet,
  typesetOpinionDocx,
  typesetOpinionPdf,
  typesetPdf,
} from '@quantu/documents/server';
import type { Order, Report, Task, Tasks, TypesetOrder } from './orders.ts';
import { readDocument } from './read-document.server.ts';

/** Carries out one order after another; ends with the server that started it, however that ended. */
process.on('message', (order: Order) => {
  void reported(order).then(report);
});
process.on('disconnect', () => process.exit());
// A terminal's Ctrl+C reaches every process of its group: the server decides when its workers end.
process.on('SIGINT', () => undefined);

async function reported(order: Order): Promise<Report> {
  try {
    return { kind: 'done', result: await carryOut(order) };
  } catch (error) {
    if (!(error instanceof Fault)) {
      return { kind: 'broken', text: error instanceof Error ? (error.stack ?? '') : String(error) };
    }
    const { code, status, message, facts } = error;
    return { kind: 'refused', code, status, text: message, facts };
  }
}

async function carryOut(order: Order): Promise<Tasks[Task]['result']> {
  switch (order.task) {
    case 'read':
      return readDocument(await readFile(order.path), order.name, (fraction, text) => {
        report({ kind: 'progress', fraction, text });
      });
    case 'typeset':
      return typeset(order);
    case 'sheet':
      return typesetFactSheet(order.sheet);
    case 'map':
      return typesetMapSheet(order.sheet);
    case 'opinion':
      return order.format === 'pdf' ? typesetOpinionPdf(order.sheet) : typesetOpinionDocx(order.sheet);
  }
}

function typeset({ format, reading, figureIds, mark }: TypesetOrder): Promise<Uint8Array> {
  const document = officialFromReading(reading, {
    figureId: (_, index) => figureIds[index]!,
    ...(mark === null ? {} : { mark }),
  });
  return format === 'pdf' ? typesetPdf(document) : typesetDocx(document);
}

function report(message: Report): void {
  process.send?.(message);
}
