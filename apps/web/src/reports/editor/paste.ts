import type { ReportBlock, TextRun } from '@quantu/reports';
import { Fragment, Slice } from 'prosemirror-model';
import type { EditorProps } from 'prosemirror-view';
import { blockNode } from '../document.ts';
import { tableAt } from './tables.ts';

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
}
type Piece = Line | { readonly table: ReportBlock & { kind: 'table' } } | 'break';

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
    return [{ kind: 'heading', level: depth, inlines: cut(piece.runs, MARKERS[level]!.exec(words(piece))![0].length) }];
  });
}

const words = ({ runs }: Line): string => runs.map(({ text }) => text).join('');

function levelOf(line: Line): number {
  const text = words(line);
  return HEADING.test(text) ? MARKERS.findIndex((marker) => marker.test(text)) : -1;
}

function cut(runs: readonly TextRun[], length: number): TextRun[] {
  let left = length;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text: text.trimStart() }];
  });
}

export const plainPieces = (text: string): Line[] =>
  text
    .split(/\r?\n|\r/)
    .map(tidy)
    .filter((line) => line !== '')
    .map((text) => ({ runs: [{ kind: 'text', text }] }));

/** Two-character indents are set by the paper, hard spaces were Word's. */
const tidy = (text: string): string => text.replaceAll(/[\u00a0\s]+/g, ' ').replaceAll(/^[\u3000 ]+|[\u3000 ]+$/g, '');

const SKIPPED = 'style, script, head, title, meta, link, xml, del, s, strike, img, svg, o\\:p:empty, [hidden]';
const BLOCK = /^(P|DIV|LI|H[1-6]|BLOCKQUOTE|PRE|DT|DD|SECTION|ARTICLE|TR|UL|OL|BODY)$/;

/** The pieces of what Word, WPS or a browser puts on the clipboard. */
export function htmlPieces(html: string): Piece[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(SKIPPED)) element.remove();
  const pieces: Piece[] = [];
  let runs: TextRun[] = [];
  const close = (): void => {
    const line = trimmed(runs);
    if (line.length > 0) pieces.push({ runs: line });
    runs = [];
  };
  const walk = (node: Node, bold: boolean): void => {
    if (node instanceof Text) {
      const text = node.data.replaceAll(/[\u00a0\s]+/g, ' ');
      if (text !== '') runs.push({ kind: 'text', text, ...(bold ? { bold: true as const } : {}) });
      return;
    }
    if (!(node instanceof HTMLElement)) return;
    if (node.tagName === 'TABLE') {
      close();
      const table = tableOf(node);
      if (table) pieces.push({ table });
      return;
    }
    const isBlock = BLOCK.test(node.tagName) || node.tagName === 'BR';
    if (isBlock) close();
    if (node.style.pageBreakBefore === 'always' && pieces.length > 0) pieces.push('break');
    for (const child of node.childNodes) walk(child, bold || isBold(node));
    if (isBlock) close();
  };
  walk(body, false);
  close();
  return pieces;
}

const isBold = ({ tagName, style }: HTMLElement): boolean =>
  tagName === 'B' ? style.fontWeight !== 'normal' : tagName === 'STRONG' || Number(style.fontWeight) >= 600;

/** Without the spaces at both ends; neighbours of one look are one. */
function trimmed(runs: readonly TextRun[]): TextRun[] {
  const all: TextRun[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && last.bold === run.bold) all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  if (all[0]) all[0] = { ...all[0], text: all[0].text.replace(/^[\u3000 ]+/, '') };
  const end = all.at(-1);
  if (end) all[all.length - 1] = { ...end, text: end.text.replace(/[\u3000 ]+$/, '') };
  return all.filter(({ text }) => text !== '');
}

function tableOf(element: HTMLElement): (ReportBlock & { kind: 'table' }) | null {
  const rows = [...element.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('td, th')].map((cell) => tidy(cell.textContent ?? '')),
  );
  const [head, ...rest] = rows.filter((row) => row.length > 0);
  if (!head) return null;
  return {
    kind: 'table',
    caption: '',
    head,
    rows: rest.map((row) => row.map((text) => (text === '' ? [] : [{ kind: 'text', text }]))),
  };
}

/** Inside a cell or a title everything is one line. */
function oneLine(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === 'object' && 'runs' in piece ? words(piece) : ''))
    .filter((text) => text !== '')
    .join(' ');
}

/** What comes from this editor keeps its figures and marks; what comes from elsewhere is cleaned. */
export const handlePaste: NonNullable<EditorProps['handlePaste']> = (view, event) => {
  const html = event.clipboardData?.getData('text/html') ?? '';
  const isOurs = html.includes('data-pm-slice');
  if (isOurs && tableAt(view.state) === null) return false;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const pieces = html === '' ? plainPieces(text) : htmlPieces(html);
  if (pieces.length === 0) return false;
  const { tr } = view.state;
  if (tableAt(view.state)) view.dispatch(tr.insertText(oneLine(pieces)).scrollIntoView());
  else {
    const nodes = pastedBlocks(pieces).map(blockNode);
    const isLine = nodes.length === 1 && nodes[0]!.type.name === 'paragraph';
    const content = Fragment.from(isLine ? nodes[0]!.content : nodes);
    const open = (at: number) => (!isLine && nodes.at(at)!.type.name === 'paragraph' ? 1 : 0);
    view.dispatch(tr.replaceSelection(new Slice(content, open(0), open(-1))).scrollIntoView());
  }
  return true;
};
