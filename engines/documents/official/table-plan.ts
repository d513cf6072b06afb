import type { Inline, OfficialBlock } from './model.ts';
import { size, typeArea } from './page.ts';

export type Table = Extract<OfficialBlock, { kind: 'table' }>;
export type CellAlign = 'left' | 'center' | 'right';

export interface TablePlan {
  caption: string;
  head: string[][];
  /** Cells as runs: text, and whether it is bold. */
  rows: [text: string, bold: boolean][][][];
  /** Column widths in points; they add up to the type area's width, or to its height on a page turned round. */
  widths: number[];
  align: CellAlign[];
  size: number;
  landscape: boolean;
}

/** More columns than this do not fit upright at a size that can be read. */
const MOST_UPRIGHT = 8;

/** Lays a table out: a full set of cells in every row, widths by content, a size by the number of columns. */
export function tablePlan(table: Table, printable: (text: string, face?: 'fang' | 'hei') => string): TablePlan {
  const columns = Math.max(1, ...table.head.map((row) => row.length), ...table.rows.map((row) => row.length));
  const landscape = columns > MOST_UPRIGHT;
  const full = <T>(row: T[], empty: T): T[] => [...row, ...Array<T>(columns - row.length).fill(empty)];
  const head = table.head.map((row) => full(row, '').map((text) => printable(text, 'hei')));
  const rows = table.rows.map((row) =>
    full(row, []).map((cell) => cell.map((part): [string, boolean] => [printable(part.text), isBold(part)])),
  );
  const texts = rows.map((row) => row.map((cell) => cell.map(([text]) => text).join('')));
  return {
    caption: printable(table.caption ?? '', 'hei'),
    head,
    rows,
    widths: columnWidths(table.widths, [...head, ...texts], columns, landscape ? typeArea.height : typeArea.width),
    align: Array.from({ length: columns }, (_, at) => table.align?.[at] ?? usualAlign(texts.map((row) => row[at]!))),
    size: landscape ? (columns > 14 ? size.small5 : size.no5) : columns > 5 ? size.no5 : size.small4,
    landscape,
  };
}

const isBold = (inline: Inline): boolean => inline.kind === 'text' && inline.bold === true;

const cellWidth = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char.codePointAt(0)! < 0x2000 ? 0.5 : 1), 0);

function columnWidths(given: number[] | undefined, rows: string[][], columns: number, room: number): number[] {
  const weights = Array.from({ length: columns }, (_, at) => {
    const width = given?.[at];
    if (width !== undefined && Number.isFinite(width) && width > 0) return width;
    if (given?.length) return Math.max(...given.filter((each) => each > 0), 1) / 2;
    return Math.min(16, Math.max(3, ...rows.map((row) => cellWidth(row[at]!)))) + 1.5;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight / sum) * room);
}

/** Long texts read from the left; numbers and short words stand in the middle, as offices have them. */
function usualAlign(texts: string[]): CellAlign {
  return texts.some((text) => cellWidth(text) > 12) ? 'left' : 'center';
}
