import type { RecordRow } from '@quantu/registers';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import type { CellEdit } from '../model/edits.ts';
import { valueOf, type Field } from '../model/fields.ts';
import { entryText, type Entry } from '../inputs/entry.ts';
import { placePaste, readClipboard, writeClipboard, type Spot } from '../model/paste.ts';
import { show } from '../model/show.ts';
import { useRegister } from '../use-register.tsx';
import { markedBy, moveCursor, spotsOf, type Cursor } from './grid-keys.ts';
import { TextResolver } from './resolve-text.ts';
import type { Leave } from './cell-editor.tsx';
import type { EditsHere } from './use-edits.ts';

interface Wish {
  readonly rows: readonly RecordRow[];
  readonly columns: readonly Field[];
  readonly edits: EditsHere;
  readonly whyNot: (record: RecordRow, field: Field) => string | null;
}

interface Editing {
  readonly rows: readonly RecordRow[];
  readonly field: Field;
  readonly entry: Entry;
  readonly first: string | null;
}

const START: Cursor = { at: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

/** Keyboard, mouse and clipboard of the grid. */
export function useGrid({ rows, columns, edits, whyNot }: Wish) {
  const { params } = useRegister();
  const client = useQueryClient();
  const table = useId();
  const [wanted, setCursor] = useState<Cursor>(START);
  const [begun, setEditing] = useState<Editing | null>(null);
  // Another page or filter: what was being typed belonged to another row.
  const editing = begun?.rows === rows ? begun : null;
  const [notice, setNotice] = useState<string | null>(null);
  const size = { rows: rows.length, columns: columns.length };
  const cursor = clamped(wanted, size);

  const lockOf = ({ row, column }: Spot): string | null => {
    const [record, field] = [rows[row], columns[column]];
    return record && field ? whyNot(record, field) : '';
  };

  function go(next: Cursor): void {
    flushSync(() => {
      setCursor(next);
      setNotice(null);
    });
    focusSpot(table, next.at);
  }

  function begin(first: string | null): void {
    const [record, field] = [rows[cursor.at.row], columns[cursor.at.column]];
    if (!record || !field) return;
    const reason = lockOf(cursor.at);
    if (reason !== null) setNotice(reason);
    else setEditing({ rows, field, entry: entryAt(record, field, edits), first });
  }

  function put(spots: readonly (Spot & { entry: Entry })[]): void {
    const open = spots.filter((spot) => lockOf(spot) === null);
    const cells = open.flatMap(({ row, column, entry }): CellEdit[] => {
      const [record, field] = [rows[row], columns[column]];
      if (!record || !field) return [];
      const { id, version } = record;
      return [{ id, version, field: field.key, before: valueOf(record, field.key), ...entry }];
    });
    if (cells.length > 0) edits.put(cells);
    const locked = spots.length - open.length;
    setNotice(locked === 0 ? null : `${locked} 格不能改，没有填`);
  }

  function finish(entry: Entry, move: Leave): void {
    setEditing(null);
    put([{ ...cursor.at, entry }]);
    if (move === 'away') return;
    const key = { down: 'ArrowDown', right: 'Tab', left: 'Tab', stay: '' }[move];
    const next = moveCursor(
      { at: cursor.at, anchor: cursor.at },
      { key, shiftKey: move === 'left', isControl: false },
      size,
    );
    go(next ?? { at: cursor.at, anchor: cursor.at });
  }

  const texts = (): string[][] => {
    const { from, to } = markedBy(cursor);
    return rows
      .slice(from.row, to.row + 1)
      .map((record) => columns.slice(from.column, to.column + 1).map((field) => cellText(record, field, edits)));
  };

  async function paste(text: string): Promise<void> {
    const { placed, lost } = placePaste(readClipboard(text), markedBy(cursor), size);
    const resolver = new TextResolver(client, params);
    const entries = await Promise.all(
      placed
        .filter((spot) => lockOf(spot) === null)
        .map(async (spot) => ({ ...spot, entry: await resolver.entry(columns[spot.column]!, spot.text) })),
    );
    put(entries);
    const locked = placed.length - entries.length;
    const words = [locked > 0 && `${locked} 格不能改，没有填`, lost > 0 && `${lost} 格落在表外，没有粘贴`];
    setNotice(words.filter(Boolean).join('；') || null);
  }

  /** The first marked row goes down over the others. */
  function fillDown(): void {
    const block = markedBy(cursor);
    const source = rows[block.from.row];
    if (!source) return;
    put(
      spotsOf(block)
        .filter(({ row }) => row > block.from.row)
        .map((spot) => ({ ...spot, entry: entryAt(source, columns[spot.column]!, edits) })),
    );
  }

  /** What is typed is taken over by losing the focus; an open list of choices is closed. */
  function leaveEditor(): void {
    if (editing === null) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    setEditing(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (editing !== null || event.nativeEvent.isComposing || !isInGrid(event.target)) return;
    const { key, shiftKey } = event;
    const isControl = event.ctrlKey || event.metaKey;
    if (key === 'Process') {
      // An input method begins to compose: the editor has to be there before it does.
      flushSync(() => begin(''));
      return;
    }
    const next = moveCursor(cursor, { key, shiftKey, isControl }, size);
    if (next) go(next);
    else if (key === 'Enter' || key === 'F2') begin(null);
    else if (key === 'Delete' || key === 'Backspace') {
      put(spotsOf(markedBy(cursor)).map((spot) => ({ ...spot, entry: { value: null } })));
    } else if (isControl && key.toLowerCase() === 'd') fillDown();
    else if (isControl && key.toLowerCase() === 'z') edits.undo();
    else if (key === 'Escape') setCursor({ at: cursor.at, anchor: cursor.at });
    else if (key.length === 1 && !isControl && !event.altKey) begin(key);
    else return;
    event.preventDefault();
  }

  const listeners = {
    onKeyDown,
    onMouseDown: (event: MouseEvent) => {
      const spot = spotUnder(event.target);
      if (!spot || (editing !== null && spot.row === cursor.at.row && spot.column === cursor.at.column)) return;
      leaveEditor();
      go(event.shiftKey ? { at: spot, anchor: cursor.anchor } : { at: spot, anchor: spot });
      event.preventDefault();
    },
    onMouseOver: (event: MouseEvent) => {
      const spot = event.buttons === 1 && editing === null ? spotUnder(event.target) : null;
      if (spot) setCursor({ at: spot, anchor: cursor.anchor });
    },
    onDoubleClick: (event: MouseEvent) => {
      if (spotUnder(event.target)) begin(null);
    },
    onCopy: (event: ClipboardEvent) => {
      if (editing !== null) return;
      event.clipboardData.setData('text/plain', writeClipboard(texts()));
      event.preventDefault();
    },
    onPaste: (event: ClipboardEvent) => {
      if (editing !== null) return;
      event.preventDefault();
      void paste(event.clipboardData.getData('text/plain'));
    },
  };
  return {
    table,
    cursor,
    editing,
    notice,
    finish,
    cancel: () => {
      flushSync(() => setEditing(null));
      focusSpot(table, cursor.at);
    },
    listeners,
  };
}

function clamped({ at, anchor }: Cursor, size: { rows: number; columns: number }): Cursor {
  const fit = ({ row, column }: Spot): Spot => ({
    row: Math.max(0, Math.min(row, size.rows - 1)),
    column: Math.max(0, Math.min(column, size.columns - 1)),
  });
  return { at: fit(at), anchor: fit(anchor) };
}

function entryAt(record: RecordRow, { key }: Field, { edits }: EditsHere): Entry {
  const edit = edits[record.id];
  const problem = edit?.problems[key];
  if (problem) return { value: null, problem };
  if (edit && key in edit.values) return { value: edit.values[key] ?? null, label: edit.labels[key] };
  return { value: valueOf(record, key), label: record.labels[key] };
}

/** What a copied cell says: numbers as they are typed, so that they can be pasted back. */
function cellText(record: RecordRow, field: Field, edits: EditsHere): string {
  const entry = entryAt(record, field, edits);
  return field.isNumeric
    ? entryText(field, entry)
    : (entry.problem?.text ?? show(field, entry.value, entry.label).text);
}

function spotUnder(target: EventTarget): Spot | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-spot]') : null;
  const [row, column] = (cell?.dataset['spot'] ?? '').split(',').map(Number);
  return row === undefined || column === undefined || Number.isNaN(column) ? null : { row, column };
}

const isInGrid = (target: EventTarget): boolean => target instanceof Element && target.matches('[data-spot]');

/**
 * The cell under the cursor has the focus, so that keys and the clipboard find the grid. At once, not with the next
 * frame: a key pressed before it would be lost, and an editor opened before it would lose the focus again.
 */
function focusSpot(table: string, { row, column }: Spot): void {
  const cell = document.getElementById(table)?.querySelector<HTMLElement>(`[data-spot="${row},${column}"]`);
  cell?.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
