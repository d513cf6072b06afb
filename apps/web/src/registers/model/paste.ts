/**
 * The cells of what a spreadsheet put on the clipboard: tabs between cells, lines between rows, a cell with a tab, a
 * line end or quotes inside in quotes. The last line end is no row of its own.
 */
export function readClipboard(text: string): readonly (readonly string[])[] {
  if (text === '') return [];
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const [cell, next] = text[at] === '"' ? quoted(text, at) : bare(text, at);
    row.push(cell);
    at = next;
    if (text[at] === '\t') {
      at++;
      continue;
    }
    rows.push(row);
    row = [];
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    if (at >= text.length) break;
  }
  return rows;
}

function bare(text: string, from: number): [string, number] {
  let end = from;
  while (end < text.length && !'\t\r\n'.includes(text[end]!)) end++;
  return [text.slice(from, end), end];
}

function quoted(text: string, from: number): [string, number] {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    // A quote that is never closed is part of the text.
    if (end < 0) return bare(text, from);
    cell += text.slice(at, end);
    if (text[end + 1] !== '"') {
      const isEnd = end + 1 >= text.length || '\t\r\n'.includes(text[end + 1]!);
      return isEnd ? [cell, end + 1] : bare(text, from);
    }
    cell += '"';
    at = end + 2;
  }
}

/** The same the other way: what is copied out of the grid can be pasted into a spreadsheet. */
export function writeClipboard(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cellText).join('\t')).join('\n');
}

function cellText(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export interface Spot {
  readonly row: number;
  readonly column: number;
}
export interface Block {
  readonly from: Spot;
  readonly to: Spot;
}

/** The block between two corners, whichever way it was drawn. */
export function blockOf(a: Spot, b: Spot): Block {
  return {
    from: { row: Math.min(a.row, b.row), column: Math.min(a.column, b.column) },
    to: { row: Math.max(a.row, b.row), column: Math.max(a.column, b.column) },
  };
}

/**
 * Where pasted cells go: from the block's corner on; one cell, or one row, fills the whole block as spreadsheets do.
 * What would fall over the edge of the table is left out and counted.
 */
export function placePaste(
  cells: readonly (readonly string[])[],
  block: Block,
  size: { rows: number; columns: number },
): { readonly placed: readonly (Spot & { readonly text: string })[]; readonly lost: number } {
  const height = cells.length;
  const width = Math.max(0, ...cells.map((row) => row.length));
  if (height === 0 || width === 0) return { placed: [], lost: 0 };
  const tall = block.to.row - block.from.row + 1;
  const wide = block.to.column - block.from.column + 1;
  const rows = tall % height === 0 ? Math.max(tall, height) : height;
  const columns = wide % width === 0 ? Math.max(wide, width) : width;
  const placed: (Spot & { text: string })[] = [];
  let lost = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const text = cells[r % height]?.[c % width];
      if (text === undefined) continue;
      const spot = { row: block.from.row + r, column: block.from.column + c };
      if (spot.row >= size.rows || spot.column >= size.columns) lost++;
      else placed.push({ ...spot, text });
    }
  }
  return { placed, lost };
}
