import type { MarkedDocx, MarkedText, Tracked } from '@quantu/documents';

import type { Level } from './change.ts';

/** A paragraph or table of the returned document; blank paragraphs are none. */
export type FoundLine = FoundText | FoundTable;

export interface FoundText {
  readonly kind: 'text';
  /** Without blanks at its ends, and what was cut off in front. */
  readonly text: string;
  readonly cut: number;
  /** The number a heading begins with, its level, and how many characters it takes; null when there is none. */
  readonly marker: { readonly text: string; readonly level: Level; readonly length: number } | null;
  /** By the paragraph's style. */
  readonly outline: number | null;
  readonly marked: MarkedText;
}

export interface FoundTable {
  readonly kind: 'table';
  readonly rows: readonly { readonly cells: readonly MarkedText[]; readonly tracked: Tracked | null }[];
}

export function foundLines({ blocks }: MarkedDocx): FoundLine[] {
  return blocks.flatMap((block): FoundLine[] => {
    if (block.kind === 'table') return block.rows.length > 0 ? [block] : [];
    const text = block.text.trim();
    if (text === '') return [];
    const cut = block.text.length - block.text.trimStart().length;
    return [{ kind: 'text', text, cut, marker: markerOf(text), outline: block.outline, marked: block }];
  });
}

/** Lines of a table of contents: a heading that comes later, with its page, and the word above them. */
export function contentsIn(lines: readonly FoundLine[]): ReadonlySet<FoundLine> {
  const headings = new Map<string, number>();
  for (const [at, line] of lines.entries())
    if (line.kind === 'text' && ownLevel(line) > 0) headings.set(squeezed(line.text), at);
  const found = new Set<FoundLine>();
  for (const [at, line] of lines.entries()) {
    const entry = line.kind === 'text' ? /^(.{2,}?)[.．…·⋯—\s]*\d{1,4}$/u.exec(line.text)?.[1] : undefined;
    if (entry === undefined || (headings.get(squeezed(entry)) ?? -1) <= at) continue;
    const above = lines[at - 1];
    if (above?.kind === 'text' && squeezed(above.text) === '目录') found.add(above);
    found.add(line);
  }
  return found;
}

const NUMERAL = '[一二三四五六七八九十]{1,3}';
const MARKERS: readonly (readonly [Level, RegExp])[] = [
  [1, new RegExp(`^${NUMERAL}\\s*[、．.]\\s*`)],
  [2, new RegExp(`^[（(]\\s*${NUMERAL}\\s*[）)]\\s*`)],
  [3, /^\d{1,2}\s*[.．、](?!\d)\s*/],
  [4, /^[（(]\s*\d{1,2}\s*[）)]\s*/],
];

export function markerOf(text: string): FoundText['marker'] {
  for (const [level, pattern] of MARKERS) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { text: found.trim(), level, length: found.length };
  }
  return null;
}

/** The text behind its number. */
export const bareOf = (text: string): string => text.slice(markerOf(text)?.length ?? 0);

/** Level that a line has by itself: by its style, or a short line with a number and no full stop. */
export function ownLevel({ text, marker, outline }: FoundText): Level {
  if (outline !== null && outline <= 4) return (marker?.level ?? outline) as Level;
  const isTitle = marker !== null && text.length <= 40 && !/[。；：，]$/u.test(text);
  return isTitle ? marker.level : 0;
}

export const squeezed = (text: string): string => text.replace(/\s+/gu, '');
