import type { ReportBlock } from '@quantu/reports';
import type { Piece } from './paste.ts';

type Grid = readonly (readonly string[])[];

/** Two-character indents are set by the paper, hard spaces were Word's. */
export const tidy = (text: string): string =>
  text.replaceAll(/[\u00a0\s]+/g, ' ').replaceAll(/^[\u3000 ]+|[\u3000 ]+$/g, '');

/** A table of the clipboard; one that only frames a page is the text in its cell. */
export function tableIn(table: HTMLTableElement): Piece[] {
  const { grid, heads } = gridOf(table);
  const width = Math.max(0, ...grid.map((row) => row.length));
  if (width === 0) return [];
  if (grid.length === 1 && width === 1)
    return grid[0]![0] === '' ? [] : [{ runs: [{ kind: 'text', text: grid[0]![0]! }], rank: null }];
  const caption = tidy(table.caption ? said(table.caption) : '');
  const isTitled = caption === '' && grid.length > 1 && width > 1 && table.rows[0]!.cells.length === 1;
  const rows = isTitled ? grid.slice(1) : grid;
  return [{ table: tableOf(rows, isTitled ? 1 : heads, isTitled ? grid[0]![0]! : caption) }];
}

/** The first rows as the head, one line: 投资 计划 for 计划 below 投资. */
export function tableOf(grid: Grid, heads: number, caption: string): ReportBlock & { kind: 'table' } {
  const head = (grid[0] ?? []).map((_, column) =>
    [...new Set(grid.slice(0, heads).map((row) => row[column] ?? ''))].filter((text) => text !== '').join(' '),
  );
  const rows = grid
    .slice(heads)
    .map((row) => row.map((text) => (text === '' ? [] : [{ kind: 'text' as const, text }])));
  return { kind: 'table', caption, head, rows };
}

/** Every cell at its place: one that spans several says in the head what it says for each, below it only once. */
function gridOf(table: HTMLTableElement): { readonly grid: Grid; readonly heads: number } {
  const rows = [...table.rows];
  const first = [...(rows[0]?.cells ?? [])];
  const isJoined = first.some(({ colSpan }) => colSpan > 1) && first.length > 1;
  const heads = isJoined ? Math.min(rows.length, Math.max(...first.map(({ rowSpan }) => rowSpan))) : 1;
  const grid: string[][] = rows.map(() => []);
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[at]![column] !== undefined) column++;
      const text = tidy(said(cell));
      for (let down = 0; down < Math.max(1, Math.min(cell.rowSpan, rows.length - at)); down++) {
        for (let across = 0; across < Math.min(cell.colSpan, 100); across++) {
          const isFirst = down === 0 && across === 0;
          grid[at + down]![column + across] = isFirst || (at < heads && at + down < heads) ? text : '';
        }
      }
    }
  }
  return { grid: grid.map((row) => Array.from(row, (text) => text ?? '')).filter((row) => row.length > 0), heads };
}

/** What a cell says; its lines stay apart. */
function said(cell: Element): string {
  for (const line of cell.querySelectorAll('p, div, li, tr, td')) {
    line.prepend(' ');
    line.append(' ');
  }
  for (const line of cell.querySelectorAll('br')) line.replaceWith(' ');
  return cell.textContent ?? '';
}
