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
  /** Some cell is so long that its row may have to go over a page's end. */
  long: boolean;
}

/** More columns than this do not fit upright at a size that can be read. */
const MOST_UPRIGHT = 8;

/** Lays a table out: a full set of cells in every row, widths by content, a size by the number of columns. */
export function tablePlan(table: Table, printable: (text: string, face?: 'fang' | 'hei') => string): TablePlan {
  const columns = Math.max(1, ...table.head.map((row) => row.length), ...table.rows.map((row) => row.length));
  const landscape = columns > MOST_UPRIGHT;
  const points = landscape ? (columns > 14 ? size.small5 : size.no5) : columns > 5 ? size.no5 : size.small4;
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
    widths: columnWidths({
      given: table.widths,
      rows: [...head, ...texts],
      columns,
      room: landscape ? typeArea.height : typeArea.width,
      size: points,
    }),
    align: Array.from({ length: columns }, (_, at) => table.align?.[at] ?? usualAlign(texts.map((row) => row[at]!))),
    size: points,
    landscape,
    long: texts.some((row) => row.some((text) => text.length > 400)),
  };
}

const isBold = (inline: Inline): boolean => inline.kind === 'text' && inline.bold === true;

const cellWidth = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char.codePointAt(0)! < 0x2000 ? 0.5 : 1), 0);

/** Space between a cell's text and its borders, both sides together. */
const PADDING = 10;

function columnWidths(plan: {
  given: number[] | undefined;
  rows: string[][];
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
function usualAlign(texts: string[]): CellAlign {
  return texts.some((text) => cellWidth(text) > 12) ? 'left' : 'center';
}
