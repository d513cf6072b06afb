import { brokenLines, type Advance, type Face, type Segment } from './lines.ts';
import type { Inline, OfficialBlock } from './model.ts';
import { pitch, size, typeArea } from './page.ts';

export type Table = Extract<OfficialBlock, { kind: 'table' }>;
export type CellAlign = 'left' | 'center' | 'right';

export interface PlannedRow {
  /** Cells as lines of segments. */
  cells: Segment[][][];
  /** Grid lines the row takes. */
  rows: number;
}

export interface TablePlan {
  caption: string;
  head: PlannedRow[];
  body: PlannedRow[];
  /** Column widths in points; they add up to the type area's width, or to its height on a page turned round. */
  widths: number[];
  align: CellAlign[];
  size: number;
  landscape: boolean;
  /** Is the head printed again on every page? */
  repeats: boolean;
  /** A row of more grid lines than this may go over a page's end. */
  tallest: number;
}

/** More columns than this do not fit upright at a size that can be read. */
const MOST_UPRIGHT = 8;
/** A head of more grid lines is not repeated: it would leave no room for what it heads. */
const TALLEST_HEAD = 6;

type Printable = (text: string, face?: Face) => string;

/** Lays a table out: a full set of cells in every row, widths by content, a size by the number of columns. */
export function tablePlan(table: Table, printable: Printable, advance: Advance): TablePlan {
  const columns = Math.max(1, ...table.head.map((row) => row.length), ...table.rows.map((row) => row.length));
  const landscape = columns > MOST_UPRIGHT;
  const points = landscape ? (columns > 14 ? size.small5 : size.no5) : columns > 5 ? size.no5 : size.small4;
  const full = <T>(row: T[], empty: T): T[] => [...row, ...Array.from({ length: columns - row.length }, () => empty)];
  const characters = (text: string, face: Face): Segment[] => [...printable(text, face)].map((char) => [char, face]);
  const head = table.head.map((row) => full(row, '').map((text) => characters(text, 'hei')));
  const body = table.rows.map((row) =>
    full(row, []).map((cell) => cell.flatMap((part) => characters(part.text, isBold(part) ? 'bold' : 'fang'))),
  );
  const room = landscape ? typeArea.height : typeArea.width;
  const widths = columnWidths({ given: table.widths, rows: [...head, ...body], room, columns, size: points });
  const planned = (row: Segment[][]): PlannedRow => {
    const cells = row.map((chars, at) =>
      brokenLines(chars, advance, { size: points, tracking: 0, room: widths[at]! - CELL_MARGINS - 1 }),
    );
    return { cells, rows: Math.max(...cells.map((lines) => gridRows(lines.length, points))) };
  };
  const plannedHead = head.map(planned);
  const headRows = plannedHead.reduce((sum, row) => sum + row.rows, 0);
  const repeats = headRows > 0 && headRows <= TALLEST_HEAD;
  return {
    caption: printable(table.caption ?? '', 'hei'),
    head: plannedHead,
    body: body.map(planned),
    widths,
    align: Array.from({ length: columns }, (_, at) => table.align?.[at] ?? usualAlign(body.map((row) => row[at]!))),
    size: points,
    landscape,
    repeats,
    tallest: (landscape ? 15 : typeArea.lines) - (repeats ? headRows : 0) - 2,
  };
}

/** Lines in a cell follow each other at 1.3 times their size. */
export const CELL_PITCH = 1.3;
/** Between a cell's text and its borders, both sides together, points. */
const CELL_MARGINS = 6;

/** Rows take whole lines of the grid, so that the text below a table stands on it again. */
const gridRows = (lines: number, points: number): number =>
  Math.max(1, Math.ceil((lines * CELL_PITCH * points - (CELL_PITCH - 1) * points + 4) / pitch - 1e-3));

const isBold = (inline: Inline): boolean => inline.kind === 'text' && inline.bold === true;

const cellWidth = (cell: Segment[]): number =>
  cell.reduce((sum, [char]) => sum + (char.codePointAt(0)! < 0x2000 ? 0.5 : 1), 0);

/** What a column needs beside its text. */
const PADDING = CELL_MARGINS + 4;

function columnWidths(plan: {
  given: number[] | undefined;
  rows: Segment[][][];
  columns: number;
  room: number;
  size: number;
}): number[] {
  const { given, rows, columns, room } = plan;
  if (given?.some((width) => width > 0)) {
    const usual = Math.max(...given.filter((width) => width > 0)) / 2;
    return scaled(
      Array.from({ length: columns }, (_, at) => ((given[at] ?? 0) > 0 ? given[at]! : usual)),
      room,
    );
  }
  const natural = Array.from(
    { length: columns },
    (_, at) => Math.max(2, ...rows.map((row) => cellWidth(row[at]!))) * plan.size + PADDING,
  );
  return scaled(levelled(natural, room), room);
}

const sumOf = (widths: number[]): number => widths.reduce((sum, width) => sum + width, 0);
const scaled = (widths: number[], room: number): number[] => widths.map((width) => (width / sumOf(widths)) * room);

/** Wide columns give way to a common width until all fit; narrow ones keep what they need. */
function levelled(natural: number[], room: number): number[] {
  let open = [...natural].sort((a, b) => a - b);
  let left = room;
  while (open.length > 0 && open[0]! <= left / open.length) left -= open.shift()!;
  const cap = open.length > 0 ? left / open.length : Infinity;
  return natural.map((width) => Math.min(width, cap));
}

/** Long texts read from the left; numbers and short words stand in the middle, as offices have them. */
function usualAlign(cells: Segment[][]): CellAlign {
  return cells.some((cell) => cellWidth(cell) > 12) ? 'left' : 'center';
}
