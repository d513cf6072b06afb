import { cleanText, type OfficialBlock } from '@quantu/documents';

import { officialOf } from '../official.ts';
import type { ReportBlock, ReportInline, ReportText } from '../text.ts';
import { plainOf } from '../text.ts';
import type { Level } from './change.ts';

/** A line of the report that was sent: a section's title or a block, as it was printed. */
export interface SentLine {
  readonly section: number;
  /** Null: the title of the section. */
  readonly block: number | null;
  /** Nothing of a hidden line is printed: a page break, an untitled section, an empty paragraph. */
  readonly kind: 'text' | 'table' | 'hidden';
  readonly level: Level;
  /** `一、`, as the program numbered it. */
  readonly marker: string;
  /** Cleaned of what cannot be printed. */
  readonly inlines: readonly ReportInline[];
  readonly caption: string;
  /** The head of a table first. */
  readonly rows: readonly (readonly (readonly ReportInline[])[])[];
}

export function sentLines(text: ReportText): SentLine[] {
  const markers = markersOf(text);
  const lines: SentLine[] = [];
  const add = (line: SentLine): void =>
    void lines.push(line.level === 0 ? line : { ...line, marker: markers.shift() ?? '' });
  for (const [section, { title, level, blocks }] of text.sections.entries()) {
    if (title === '') lines.push({ ...HIDDEN, section, block: null });
    else add({ ...HIDDEN, kind: 'text', section, block: null, level, inlines: clean([{ kind: 'text', text: title }]) });
    for (const [block, each] of blocks.entries()) add({ ...lineOf(each), section, block });
  }
  return lines;
}

/** The markers of all headings in order. */
export function markersOf(text: ReportText): string[] {
  return officialOf(text, null).body.flatMap((block: OfficialBlock) =>
    block.kind === 'heading' ? [block.inlines[0]?.text ?? ''] : [],
  );
}

const HIDDEN: SentLine = {
  section: 0,
  block: null,
  kind: 'hidden',
  level: 0,
  marker: '',
  inlines: [],
  caption: '',
  rows: [],
};

function lineOf(block: ReportBlock): SentLine {
  switch (block.kind) {
    case 'heading':
      return { ...HIDDEN, kind: 'text', level: block.level, inlines: clean(block.inlines) };
    case 'paragraph': {
      const inlines = clean(block.inlines);
      return { ...HIDDEN, kind: plainOf(inlines).trim() === '' ? 'hidden' : 'text', inlines };
    }
    case 'table':
      return tableLine(block);
    case 'pageBreak':
      return HIDDEN;
  }
}

function tableLine(block: Extract<ReportBlock, { kind: 'table' }>): SentLine {
  const head = block.head.map((text) => clean([{ kind: 'text', text }]));
  const rows = [head, ...block.rows.map((row) => row.map(clean))];
  const isShown = rows.some((row) => row.length > 0);
  return { ...HIDDEN, kind: isShown ? 'table' : 'hidden', caption: cleanText(block.caption).trim(), rows };
}

const clean = (inlines: readonly ReportInline[]): ReportInline[] =>
  inlines.map((inline) => ({ ...inline, text: cleanText(inline.text) })).filter(({ text }) => text !== '');

/** The figures of a line. */
export const lineInlines = (line: SentLine): readonly ReportInline[] =>
  line.kind === 'table' ? line.rows.flat(2) : line.inlines;

export const lineText = (line: SentLine): string =>
  line.kind === 'table' ? line.rows.map((row) => row.map(plainOf).join('\t')).join('\n') : plainOf(line.inlines);
