import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Register } from '@quantu/registers';
import {
  cellText,
  neutral,
  REASON_HEAD,
  ROW_HEAD,
  type Cell,
  type DataRow,
  type Sheet,
  type TableRow,
  type UnderstoodSheet,
  type Workbook,
} from '@quantu/tables';
import { serialOf, writeWorkbook, type OutCell, type OutSheet } from '@quantu/tables/server';
import { keyColumns } from './rows.server.ts';
import { understood } from './understood.server.ts';
import type { RejectedOrder, RejectedRow, UsedSheet } from './orders.ts';

/**
 * The rejected rows as the file had them: titles, head and headings kept where they stood, one column for the reason.
 * Formulas are not carried over, only what they showed. The same rows give the same bytes.
 */
export async function writeRejected({ sheets }: Workbook, order: RejectedOrder): Promise<void> {
  const out = order.sheets.flatMap((used): OutSheet[] => {
    const sheet = sheets.find(({ name }) => name === used.name);
    return sheet && used.rows.length > 0 ? [outSheet(sheet, used, order.register)] : [];
  });
  await pipeline(writeWorkbook(out), createWriteStream(order.out));
}

type Rejected = UsedSheet & { readonly rows: readonly RejectedRow[] };

function outSheet(sheet: Sheet, used: Rejected, register: Register): OutSheet {
  const { headRows } = used;
  const found = understood(sheet, headRows, { keys: keyColumns(register, used.columns), named: used.named });
  const { width } = found;
  const bottom = Math.max(...headRows);
  const own = Array.from({ length: width }, (_, i) => sheet.widths.get(i + 1) ?? 14);
  return {
    name: (sheet.name || '退回').slice(0, 31),
    widths: [...own, 50, 10],
    hiddenColumns: sheet.hiddenColumns,
    merges: sheet.merges.filter((merge) => merge.bottom <= bottom),
    heads: [],
    rows: rowsOf(sheet, used, found),
  };
}

async function* rowsOf(sheet: Sheet, used: Rejected, found: UnderstoodSheet): AsyncGenerator<OutCell[][]> {
  yield headLines(sheet, used.headRows, found.width);
  const data = new Map(found.data.map((row) => [row.row, row]));
  const headings = new Map([...found.sections].map(([name, row]) => [name, sheet.rows.find((one) => one.row === row)]));
  let section: string | null = null;
  for (const rejected of used.rows) {
    const from = data.get(rejected.row);
    if (!from) continue;
    const heading = from.section === section || from.section === null ? undefined : headings.get(from.section);
    section = from.section;
    const line = rejectedLine(from, rejected, found.width);
    yield heading ? [cellsOf(heading.cells, found.width), line] : [line];
  }
}

/** What stands above the data keeps its rows, so that merged areas of the head stand where they were. */
function headLines({ rows, merges }: Sheet, headRows: readonly number[], width: number): OutCell[][] {
  const bottom = Math.max(...headRows);
  const lines: OutCell[][] = [];
  for (const row of rows.filter(({ row }) => row <= bottom)) {
    while (lines.length < row.row - 1) lines.push([]);
    const isHead = headRows.includes(row.row);
    const own = cellsOf(uncovered(row, merges), width).map((cell) => (isHead ? bold(cell) : cell));
    lines.push([...own, ...(row.row === bottom ? [bold(REASON_HEAD), bold(ROW_HEAD)] : [])]);
  }
  return lines;
}

/** Without what a file may have under a merged area, which nobody sees. */
function uncovered({ row, cells }: TableRow, merges: Sheet['merges']): readonly Cell[] {
  const areas = merges.filter(({ top, bottom }) => top <= row && row <= bottom);
  const isCovered = (column: number) =>
    areas.some(({ top, left, right }) => left <= column && column <= right && (column !== left || row !== top));
  return areas.length === 0 ? cells : cells.map((cell, i) => (isCovered(i + 1) ? null : cell));
}

function rejectedLine({ cells }: DataRow, { row, reason, cells: wrong }: RejectedRow, width: number): OutCell[] {
  const own = cellsOf(cells, width).map((cell, i) =>
    i + 1 in wrong ? { ...styled(cell), look: 'wrong' as const } : cell,
  );
  return [...own, neutral(reason), row];
}

const cellsOf = (cells: readonly Cell[], width: number): OutCell[] =>
  Array.from({ length: width }, (_, i) => outCell(cells[i] ?? null));

type Styled = Extract<OutCell, { readonly value: unknown }>;

const styled = (cell: OutCell): Styled =>
  typeof cell === 'object' && cell !== null && 'value' in cell ? cell : { value: cell as string | number | null };
const bold = (cell: OutCell): OutCell => (cell === null ? null : { ...styled(cell), look: 'head' });

function outCell(cell: Cell): OutCell {
  if (cell === null || typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return { value: cell };
  if (typeof cell === 'string') return neutral(cell);
  if (cell.is === 'number') {
    if (cell.shown !== undefined) return { value: cell.value, format: '0'.repeat(cell.shown.length) };
    return { value: cell.value, format: cell.unit === '%' ? '0.00%' : `General"${cell.unit ?? ''}"` };
  }
  if (cell.is === 'date' && cell.day !== null) {
    const clock = cell.time === null ? 0 : Date.parse(`1970-01-01T${cell.time}Z`) / 86_400_000;
    const format = cell.time === null ? 'yyyy\\-mm\\-dd' : 'yyyy\\-mm\\-dd\\ hh:mm:ss';
    return { value: serialOf(cell.day) + clock, format };
  }
  return neutral(cellText(cell));
}
