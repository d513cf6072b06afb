import { plainOf, type ReportBlock, type ReportInline, type ReportSection, type ReportText } from '../text.ts';
import type { LintPlace, LintSpot } from './finding.ts';

/** A piece of the report that is looked at by itself: a title, a heading, a paragraph, a table. */
export interface Passage {
  readonly kind: 'head' | 'title' | 'heading' | 'paragraph' | 'table';
  readonly text: string;
  /** Where its characters stand, in order. */
  readonly pieces: readonly Piece[];
  /** Numbers that are bound, and text whose numbers have a source. */
  readonly spans: readonly Span[];
  /** The titles it stands under, as they are read with it. */
  readonly context: string;
  /** The title of its part, for a person. */
  readonly under: string;
  /** What follows it below the same title begins with a heading: it introduces. */
  readonly introduces: boolean;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly spot: LintSpot;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly inline: ReportInline;
}

/** Everything that is printed, in order. */
export function passagesOf({ head, sections }: ReportText): readonly Passage[] {
  const title = head.title.map((text, index) => plain('head', text, { in: 'head', field: 'title', index }, '', ''));
  let top = '';
  return [
    ...title,
    ...sections.flatMap((section, at) => {
      if (section.level === 1) top = section.title;
      const context = section.level === 1 ? heading(1, top) : heading(1, top) + heading(2, section.title);
      const hasParts = section.level === 1 && sections[at + 1]?.level === 2;
      return sectionPassages(section, context, section.title === '' ? top : section.title, hasParts);
    }),
  ];
}

function sectionPassages(section: ReportSection, context: string, under: string, hasParts: boolean): Passage[] {
  const { id, blocks } = section;
  const passages: Passage[] =
    section.title === '' ? [] : [plain('title', section.title, { in: 'title', section: id }, context, under)];
  const open: string[] = [];
  const firstHeading = blocks.findIndex(({ kind }) => kind === 'heading');
  const lastIntro = firstHeading >= 0 ? firstHeading : hasParts ? blocks.length : 0;
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      open.length = Math.max(0, block.level - 2);
      open[block.level - 2] = heading(block.level, plainOf(block.inlines));
    }
    const around = context + open.filter((text) => text !== undefined).join('');
    const passage = blockPassage(id, at, block, around, under);
    if (passage) passages.push(at < lastIntro ? { ...passage, introduces: true } : passage);
  }
  return passages;
}

const MARKERS = { 1: '一、', 2: '（一）', 3: '1.', 4: '（1）' } as const;

function heading(level: 1 | 2 | 3 | 4, title: string): string {
  const bare = title.replace(/[。；：，、\s]+$/u, '');
  return bare === '' ? '' : `${MARKERS[level]}${bare}。\n`;
}

function blockPassage(section: string, at: number, block: ReportBlock, context: string, under: string): Passage | null {
  const spot = { in: 'block' as const, section, block: at };
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return {
        ...plain(block.kind, plainOf(block.inlines), spot, context, under),
        spans: spansOf(block.inlines, 0),
      };
    case 'table':
      return tablePassage(section, at, block, context, under);
    case 'pageBreak':
      return null;
  }
}

/** Cells in a row are parted by a tab, as a flattened table is read. */
function tablePassage(
  section: string,
  block: number,
  table: Extract<ReportBlock, { kind: 'table' }>,
  context: string,
  under: string,
): Passage {
  const pieces: Piece[] = [];
  const spans: Span[] = [];
  let text = '';
  const put = (said: string, spot: LintSpot, behind: string): void => {
    pieces.push({ from: text.length, to: text.length + said.length, spot });
    text += oneLine(said) + behind;
  };
  if (table.caption !== '') put(table.caption, { in: 'caption', section, block }, '\n');
  const end = (at: number, cells: readonly unknown[]) => (at === cells.length - 1 ? '\n' : '\t');
  for (const [column, said] of table.head.entries())
    put(said, { in: 'cell', section, block, row: -1, column }, end(column, table.head));
  for (const [row, cells] of table.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      spans.push(...spansOf(cell, text.length));
      put(plainOf(cell), { in: 'cell', section, block, row, column }, end(column, cells));
    }
  }
  return { kind: 'table', text, pieces, spans, context, under, introduces: false };
}

function plain(kind: Passage['kind'], text: string, spot: LintSpot, context: string, under: string): Passage {
  const pieces = [{ from: 0, to: text.length, spot }];
  return { kind, text: oneLine(text), pieces, spans: [], context, under, introduces: false };
}

/** A passage is one line (a table has its own line ends); what is replaced keeps its length. */
const oneLine = (text: string): string => text.replaceAll(/[\n\r\t\u2028\u2029]/gu, ' ');

function spansOf(inlines: readonly ReportInline[], from: number): Span[] {
  let at = from;
  return inlines.flatMap((inline) => {
    const span = { from: at, to: at + inline.text.length, inline };
    at = span.to;
    return inline.kind === 'figure' || inline.source !== undefined ? [span] : [];
  });
}

/** The place of a range of a passage; a range over several cells is the part in the first. */
export function placeOf({ pieces }: Passage, from: number, to: number): LintPlace {
  const piece = pieces.find((one) => from < one.to) ?? pieces.at(-1)!;
  const start = Math.min(Math.max(from, piece.from), piece.to) - piece.from;
  const end = Math.max(start, Math.min(to, piece.to) - piece.from);
  return { ...piece.spot, start, end };
}

/** Is any character of the range part of a bound number? */
export function touchesFigure({ spans }: Passage, from: number, to: number): boolean {
  return spans.some((span) => span.inline.kind === 'figure' && span.from < to && from < span.to);
}
