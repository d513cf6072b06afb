import type { Register } from '@quantu/registers';
import ExcelJS from 'exceljs';
import {
  cellText,
  neutral,
  REASON_HEAD,
  ROW_HEAD,
  type Cell,
  type Sheet,
  type TableRow,
  type Workbook,
} from '@quantu/tables';
import { escaped } from '@quantu/tables/server';
import { keyColumns } from './rows.server.ts';
import { understood } from './understood.server.ts';
import type { RejectedOrder, RejectedRow, UsedSheet } from './orders.ts';

const WRONG = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDE2E2' } } as const;

/**
 * The rejected rows as the file had them: titles, head and headings kept where they stood, one column for the reason.
 * Formulas are not carried over, only what they showed.
 */
export async function writeRejected({ sheets }: Workbook, order: RejectedOrder): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: order.out,
    useStyles: true,
    useSharedStrings: false,
  });
  for (const used of order.sheets) {
    const sheet = sheets.find(({ name }) => name === used.name);
    if (sheet && used.rows.length > 0) writeSheet(book, sheet, used, order.register);
  }
  await book.commit();
}

function writeSheet(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  sheet: Sheet,
  used: UsedSheet & { readonly rows: readonly RejectedRow[] },
  register: Register,
): void {
  const { headRows } = used;
  const found = understood(sheet, headRows, { keys: keyColumns(register, used.columns), named: used.named });
  const bottom = Math.max(...headRows);
  const width = found.width;
  const target = book.addWorksheet((sheet.name || '退回').slice(0, 31));
  target.columns = Array.from({ length: width + 2 }, (_, i) => ({
    width: i < width ? (sheet.widths.get(i + 1) ?? 14) : i === width ? 50 : 10,
    hidden: sheet.hiddenColumns.includes(i + 1),
  }));
  const isHead = new Set(headRows);
  let line = 0;
  // A row that was written cannot be merged any more.
  for (const { top, left, bottom: end, right } of sheet.merges) {
    if (end <= bottom) target.mergeCells(top, left, end, right);
  }
  // What stands above the data keeps its rows, so that merged areas of the head stand where they were.
  for (const row of sheet.rows.filter(({ row }) => row <= bottom)) {
    while (line < row.row - 1) commit(target.getRow(++line));
    const own = cellsOf(row.cells, width);
    const reason = row.row === bottom ? [REASON_HEAD, ROW_HEAD] : [];
    const written = fill(target.getRow(++line), [...own, ...reason]);
    if (isHead.has(row.row)) written.font = { bold: true };
    commit(written);
  }
  const data = new Map(found.data.map((row) => [row.row, row]));
  const headings = new Map([...found.sections.values()].map((row) => [row, sheet.rows.find((one) => one.row === row)]));
  let section: string | null = null;
  for (const { row, reason, cells } of used.rows) {
    const from = data.get(row);
    if (!from) continue;
    if (from.section !== section && from.section !== null) {
      const heading: TableRow | undefined = headings.get(found.sections.get(from.section) ?? 0);
      if (heading) commit(fill(target.getRow(++line), cellsOf(heading.cells, width)));
    }
    section = from.section;
    const written = fill(target.getRow(++line), [...cellsOf(from.cells, width), neutral(reason), row]);
    for (const column of Object.keys(cells)) if (Number(column) <= width) written.getCell(Number(column)).fill = WRONG;
    commit(written);
  }
  target.commit();
}

const commit = (row: ExcelJS.Row): void => row.commit();

interface Shown {
  readonly value: string | number | boolean | Date | null;
  readonly format?: string;
}

function cellsOf(cells: readonly Cell[], width: number): readonly (Shown | string | number)[] {
  return Array.from({ length: width }, (_, i) => shown(cells[i] ?? null));
}

function shown(cell: Cell): Shown {
  if (cell === null || typeof cell === 'number' || typeof cell === 'boolean') return { value: cell };
  if (typeof cell === 'string') return { value: escaped(neutral(cell)) };
  if (cell.is === 'number') {
    if (cell.shown !== undefined) return { value: cell.value, format: '0'.repeat(cell.shown.length) };
    return { value: cell.value, format: cell.unit === '%' ? '0.00%' : `General"${cell.unit ?? ''}"` };
  }
  if (cell.is === 'date' && cell.day !== null) {
    const date = new Date(`${cell.day}T${cell.time ?? '00:00:00'}Z`);
    return { value: date, format: cell.time === null ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss' };
  }
  return { value: neutral(cellText(cell)) };
}

function fill(row: ExcelJS.Row, cells: readonly (Shown | string | number)[]): ExcelJS.Row {
  for (const [i, one] of cells.entries()) {
    const { value, format }: Shown = typeof one === 'object' ? one : { value: one };
    if (value === null) continue;
    const cell = row.getCell(i + 1);
    if (cell.isMerged && cell.master !== cell) continue; // covered by another
    cell.value = value;
    if (format !== undefined) cell.numFmt = format;
  }
  return row;
}
