import type { ClipboardEvent, KeyboardEvent } from 'react';
import { placePaste, readClipboard, type Spot } from '../../registers/model/paste.ts';

/** Where a cell of the grid stands; null for anything else on the page. */
export function spotOf(target: EventTarget): Spot | null {
  if (!(target instanceof HTMLElement)) return null;
  const { row, column } = target.dataset;
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}

function focus(grid: Element, row: number, column: number): boolean {
  const cell = grid.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  if (!cell) return false;
  cell.focus();
  if (cell instanceof HTMLInputElement) cell.select();
  return true;
}

/** Arrow keys and Enter as in a spreadsheet: left and right leave a cell only from the edge of its text. */
export function onGridKey(event: KeyboardEvent<HTMLElement>): void {
  const spot = spotOf(event.target);
  if (!spot || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = stepOf(event);
  if (step && focus(event.currentTarget, spot.row + step.row, spot.column + step.column)) event.preventDefault();
}

function stepOf({ key, shiftKey, target }: KeyboardEvent<HTMLElement>): Spot | null {
  if (key === 'Enter') return { row: shiftKey ? -1 : 1, column: 0 };
  // A list of choices keeps its own arrows.
  if (!(target instanceof HTMLInputElement)) return null;
  if (key === 'ArrowDown') return { row: 1, column: 0 };
  if (key === 'ArrowUp') return { row: -1, column: 0 };
  const isWhole = target.selectionStart === 0 && target.selectionEnd === target.value.length;
  if (key === 'ArrowLeft' && (isWhole || target.selectionEnd === 0)) return { row: 0, column: -1 };
  if (key === 'ArrowRight' && (isWhole || target.selectionStart === target.value.length)) return { row: 0, column: 1 };
  return null;
}

/** A block copied from a spreadsheet falls into the cells from here on. One cell is left to the browser. */
export function pastedBlock(event: ClipboardEvent<HTMLElement>, size: { rows: number; columns: number }) {
  const spot = spotOf(event.target);
  const cells = readClipboard(event.clipboardData.getData('text/plain'));
  const isBlock = cells.length > 1 || (cells[0]?.length ?? 0) > 1;
  if (!spot || !isBlock) return null;
  event.preventDefault();
  return placePaste(cells, { from: spot, to: spot }, size);
}
