import type { Block, Spot } from '../model/paste.ts';
import { blockOf } from '../model/paste.ts';

export interface Cursor {
  readonly at: Spot;
  /** The other corner of what is marked. */
  readonly anchor: Spot;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

export const markedBy = ({ at, anchor }: Cursor): Block => blockOf(at, anchor);

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isControl: boolean;
}

/** Where a key leads in the grid; null when it leads nowhere. Shift marks, Control goes to the edge. */
export function moveCursor({ at, anchor }: Cursor, { key, shiftKey, isControl }: Key, size: Size): Cursor | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const edge = (step: number, from: number, most: number): number => {
    if (isControl) return step < 0 ? 0 : most;
    return Math.min(most, Math.max(0, from + step));
  };
  const go = (to: Spot): Cursor => ({ at: to, anchor: shiftKey && key !== 'Tab' ? anchor : to });
  switch (key) {
    case 'ArrowUp':
      return go({ ...at, row: edge(-1, at.row, last.row) });
    case 'ArrowDown':
      return go({ ...at, row: edge(1, at.row, last.row) });
    case 'ArrowLeft':
      return go({ ...at, column: edge(-1, at.column, last.column) });
    case 'ArrowRight':
      return go({ ...at, column: edge(1, at.column, last.column) });
    case 'Home':
      return go(isControl ? { row: 0, column: 0 } : { ...at, column: 0 });
    case 'End':
      return go(isControl ? last : { ...at, column: last.column });
    case 'PageUp':
      return go({ ...at, row: Math.max(0, at.row - 15) });
    case 'PageDown':
      return go({ ...at, row: Math.min(last.row, at.row + 15) });
    case 'Tab':
      return tab({ at, anchor }, shiftKey, last);
    default:
      return null;
  }
}

/** Tab goes on in the next row; at the very end it leaves the grid. */
function tab({ at }: Cursor, isBack: boolean, last: Spot): Cursor | null {
  const place = at.row * (last.column + 1) + at.column + (isBack ? -1 : 1);
  if (place < 0 || place > last.row * (last.column + 1) + last.column) return null;
  const to = { row: Math.floor(place / (last.column + 1)), column: place % (last.column + 1) };
  return { at: to, anchor: to };
}

/** The spots of a block, row by row. */
export function spotsOf({ from, to }: Block): readonly Spot[] {
  const spots: Spot[] = [];
  for (let row = from.row; row <= to.row; row++) {
    for (let column = from.column; column <= to.column; column++) spots.push({ row, column });
  }
  return spots;
}
