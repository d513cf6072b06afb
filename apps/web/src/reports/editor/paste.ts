import { plainOf, type ReportBlock, type TextRun } from '@quantu/reports';
import { Fragment, Slice } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import type { EditorProps } from 'prosemirror-view';
import { blockNode } from '../document.ts';
import { htmlPieces } from './paste-html.ts';
import { tableOf, tidy } from './paste-table.ts';
import { fillCells, tableAt } from './tables.ts';

/** 一、 （一） 1. （1）: how offices number their headings. */
const MARKERS = [
  /^[一二三四五六七八九十]+、/,
  /^[（(][一二三四五六七八九十]+[）)]/,
  /^\d+[.．](?!\d)/,
  /^[（(]\d+[）)]/,
];
/** A heading is short and ends without a full stop; longer, and it is a paragraph that begins with a number. */
const HEADING = /^[^。；！？]{1,40}$/u;

interface Line {
  readonly runs: readonly TextRun[];
  /** Of a heading by its markup, from 0; null where only its marker can tell. */
  readonly rank: number | null;
}
export type Piece = Line | { readonly table: ReportBlock & { kind: 'table' } } | 'break';

/** What is pasted, as blocks of this paper: paragraphs, headings by their markers, tables; its looks stay behind. */
export function pastedBlocks(pieces: readonly Piece[]): ReportBlock[] {
  const lines = pieces.filter((piece) => typeof piece === 'object' && 'runs' in piece);
  const first = Math.min(...lines.map(levelOf).filter((level) => level >= 0));
  return pieces.flatMap((piece): ReportBlock[] => {
    if (piece === 'break') return [{ kind: 'pageBreak' }];
    if ('table' in piece) return [piece.table];
    const level = levelOf(piece);
    if (level < 0) return [{ kind: 'paragraph', inlines: piece.runs }];
    const depth = Math.min(4, 2 + level - Math.min(first, 1)) as 2 | 3 | 4;
    const marker = MARKERS.map((one) => one.exec(words(piece))?.[0]).find((one) => one !== undefined) ?? '';
    return [{ kind: 'heading', level: depth, inlines: cut(piece.runs, marker.length) }];
  });
}

const words = ({ runs }: Line): string => runs.map(({ text }) => text).join('');

function levelOf(line: Line): number {
  const text = words(line);
  if (!HEADING.test(text)) return -1;
  const marked = MARKERS.findIndex((marker) => marker.test(text));
  return marked < 0 && line.rank !== null ? line.rank : marked;
}

/** Without its marker and its looks: the paper sets headings by itself. */
function cut(runs: readonly TextRun[], length: number): TextRun[] {
  const text = runs
    .map((run) => run.text)
    .join('')
    .slice(length)
    .trim();
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** Lines of plain text; lines with as many tabs one below the other are a table. */
export function plainPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  const lines = text.split(/\r?\n|[\r\v\u2028]|(?=\f)/);
  for (let at = 0; at < lines.length;) {
    const width = tabs(lines[at]!);
    const behind = lines.findIndex((line, i) => i > at && tabs(line) !== width);
    const end = width === 0 ? at + 1 : behind < 0 ? lines.length : behind;
    if (end - at > 1) pieces.push({ table: tableOf(cells(lines.slice(at, end)), 1, '') });
    else pieces.push(...linePieces(lines[at]!));
    at = end;
  }
  return pieces;
}

const tabs = (line: string): number => line.split('\t').length - 1;
const cells = (lines: readonly string[]): string[][] => lines.map((line) => line.split('\t').map(tidy));

function linePieces(line: string): Piece[] {
  const text = tidy(line);
  return [
    ...(line.startsWith('\f') ? ['break' as const] : []),
    ...(text === '' ? [] : [{ runs: [{ kind: 'text' as const, text }], rank: null }]),
  ];
}

/** Inside a cell or a title everything is one line. */
const oneLine = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if (piece === 'break') return '';
      return 'runs' in piece ? words(piece) : (pastedGrid([piece]) ?? []).flat().join(' ');
    })
    .filter((text) => text !== '')
    .join(' ');

/** A table that is pasted into a table: its rows, its head among them. */
function pastedGrid(pieces: readonly Piece[]): string[][] | null {
  const [only] = pieces;
  if (pieces.length !== 1 || typeof only !== 'object' || !('table' in only)) return null;
  const { head, rows } = only.table;
  return [[...head], ...rows.map((row) => row.map((cell) => plainOf(cell)))];
}

/** What comes from this editor keeps its figures and marks; what comes from elsewhere is cleaned. */
export const handlePaste: NonNullable<EditorProps['handlePaste']> = (view, event, slice) => {
  const html = event.clipboardData?.getData('text/html') ?? '';
  const isInTable = tableAt(view.state) !== null;
  if (html.includes('data-pm-slice') && (!isInTable || isRunning(view.state, slice))) return false;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const pieces = html === '' ? plainPieces(text) : htmlPieces(html);
  if (pieces.length === 0) return false;
  const { tr } = view.state;
  const grid = isInTable ? pastedGrid(pieces) : null;
  if (grid) return fillCells(grid)(view.state, view.dispatch, view);
  if (isInTable) view.dispatch(tr.insertText(oneLine(pieces)).scrollIntoView());
  else {
    const nodes = pastedBlocks(pieces).map(blockNode);
    const isLine = nodes.length === 1 && nodes[0]!.type.name === 'paragraph';
    const content = Fragment.from(isLine ? nodes[0]!.content : nodes);
    const open = (at: number) => (!isLine && nodes.at(at)!.type.name === 'paragraph' ? 1 : 0);
    view.dispatch(tr.replaceSelection(new Slice(content, open(0), open(-1))).scrollIntoView());
  }
  return true;
};

/** A piece of one line, figures and all, that the cell of the caret can hold. */
function isRunning({ selection: { $from } }: EditorState, { content }: Slice): boolean {
  let inner = content;
  while (inner.childCount === 1 && inner.firstChild!.isBlock) inner = inner.firstChild!.content;
  return inner.childCount > 0 && inner.firstChild!.isInline && $from.parent.type.validContent(inner);
}
