import { Readable } from 'node:stream';
import { decimal } from '@quantu/base';
import type { RecordView } from '@quantu/registers';
import { neutral } from '@quantu/tables';
import { writeWorkbook, type OutCell } from '@quantu/tables/server';
import { shareText, type ExportCell, type ExportColumn } from './export-cells.ts';

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

/** A workbook written while its rows are read, so that its size does not matter; equal records give equal bytes. */
export function workbookStream(
  sheetName: string,
  columns: readonly ExportColumn[],
  records: AsyncIterable<readonly RecordView[]>,
  mark: string | null,
): Readable {
  const heads = columns.map(({ head }) => neutral(head));
  return Readable.from(
    writeWorkbook({
      name: sheetNameOf(sheetName),
      widths: columns.map(({ head }) => Math.min(40, Math.max(10, head.length * 2 + 2))),
      heads: mark === null ? [heads] : [[mark], heads],
      rows: rowsOf(columns, records),
    }),
    { objectMode: false },
  );
}

async function* rowsOf(
  columns: readonly ExportColumn[],
  records: AsyncIterable<readonly RecordView[]>,
): AsyncGenerator<OutCell[][]> {
  for await (const chunk of records) yield chunk.map((record) => columns.map(({ cell }) => outCell(cell(record))));
}

function outCell(cell: ExportCell): OutCell {
  if (cell === null) return null;
  if ('text' in cell) return neutral(cell.text);
  if ('day' in cell) return cell;
  const { digits, isShare } = cell;
  if (digits.replace(/^-|\./g, '').replace(/^0+/, '').length > MOST_DIGITS) return isShare ? shareText(digits) : digits;
  const value = decimal(digits).toNumber();
  return isShare ? { share: value } : value;
}
