import { PassThrough, type Readable } from 'node:stream';
import { decimal } from '@quantu/base';
import { neutral } from '@quantu/tables';
import ExcelJS from 'exceljs';
import type { ExportCell, ExportColumn } from './export-cells.ts';
import type { RecordView } from '@quantu/registers';

/** Excel keeps fifteen digits; a longer number stays text rather than lose its end. */
const MOST_DIGITS = 15;

/** A sheet may not be called by every label: without certain signs, not `'` at its ends, up to 31 characters. */
export function sheetNameOf(label: string): string {
  const name = label
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .replace(/\p{Surrogate}/gu, '');
  return name.replace(/^[' ]+|[' ]+$/g, '') || '台账';
}

/** A workbook written while its rows are read, so that its size does not matter. */
export function workbookStream(
  sheetName: string,
  columns: readonly ExportColumn[],
  records: AsyncIterable<readonly RecordView[]>,
  mark: string | null,
): Readable {
  const out = new PassThrough();
  writeBook(out, sheetName, columns, records, mark).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

async function writeBook(
  out: PassThrough,
  sheetName: string,
  columns: readonly ExportColumn[],
  records: AsyncIterable<readonly RecordView[]>,
  mark: string | null,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = book.addWorksheet(sheetNameOf(sheetName), {
    views: [{ state: 'frozen', ySplit: mark === null ? 1 : 2 }],
  });
  sheet.columns = columns.map(({ head }) => ({ width: Math.min(40, Math.max(10, head.length * 2 + 2)) }));
  if (mark !== null) sheet.addRow([mark]).commit();
  const head = sheet.addRow(columns.map(({ head }) => neutral(head)));
  head.font = { bold: true };
  head.commit();
  for await (const chunk of records) {
    for (const record of chunk) {
      const row = sheet.addRow(columns.map(({ cell }) => cellValue(cell(record))));
      for (const [at, { cell }] of columns.entries()) {
        const format = formatOf(cell(record));
        if (format !== null) row.getCell(at + 1).numFmt = format;
      }
      row.commit();
    }
    if (out.destroyed) return; // whoever asked has gone
    if (out.writableNeedDrain) await drained(out);
  }
  sheet.commit();
  await book.commit();
}

function drained(out: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      out.off('drain', done).off('close', done);
      resolve();
    };
    out.on('drain', done).on('close', done);
  });
}

function cellValue(cell: ExportCell): string | number | Date | null {
  if (cell === null) return null;
  if ('text' in cell) return neutral(cell.text);
  if ('day' in cell) return new Date(`${cell.day}T00:00:00Z`);
  const digits = cell.digits.replace(/^-|\./g, '').replace(/^0+/, '').length;
  return digits <= MOST_DIGITS ? decimal(cell.digits).toNumber() : cell.digits;
}

function formatOf(cell: ExportCell): string | null {
  if (cell === null || 'text' in cell) return null;
  if ('day' in cell) return 'yyyy-mm-dd';
  return cell.isShare ? '0.00%' : null;
}
