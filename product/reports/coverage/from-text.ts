import { inlinesOf, plainOf, type ReportInline, type ReportSection } from '../text.ts';
import type { ReportSentence } from './model.ts';
import { isNextSentence, isNextTitle, isProse } from './prose.ts';

/** A section with the items it answers. */
export type CitedSection = ReportSection & { readonly items: readonly string[] };

/** The sentences of a report that is being written, in their order. Headings are no sentences. */
export function sentencesOf(sections: readonly CitedSection[]): readonly ReportSentence[] {
  let part: CitedSection | null = null;
  return sections.flatMap((section, at) => {
    if (section.level === 1) part = section;
    const isNext = isNextTitle(section.title) || (part !== null && isNextTitle(part.title));
    // What stands under 一、 before its first （一） leads in to what follows.
    const leadsIn = section.level === 1 && (sections[at + 1]?.level === 2 || section.title === '');
    return section.blocks.flatMap((block, index) => {
      if (block.kind === 'heading' || block.kind === 'pageBreak') return [];
      const runs = block.kind === 'table' ? inlinesOf(block) : block.inlines;
      return splitSentences(plainOf(runs)).map(({ start, end, text }): ReportSentence => {
        const inside = runsIn(runs, start, end);
        return {
          id: `${section.id}:${index}:${start}`,
          text,
          section: section.id,
          sectionTitle: section.title,
          block: index,
          start,
          end,
          cites: [...new Set(inside.flatMap(({ cites = [] }) => cites))],
          items: section.items,
          hasFigure: inside.some((run) => run.kind === 'figure' || run.source !== undefined),
          isNext: isNext || isNextSentence(text),
          isProse: block.kind === 'table' || isProse(text) || (leadsIn && inside.every(({ kind }) => kind === 'text')),
        };
      });
    });
  });
}

/** The runs that have a part in a stretch of a block. */
function runsIn(runs: readonly ReportInline[], start: number, end: number): readonly ReportInline[] {
  let at = 0;
  return runs.filter(({ text }) => {
    const from = at;
    at += text.length;
    return from < end && at > start && text.slice(Math.max(0, start - from), end - from).trim() !== '';
  });
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Ends at 。！？；, outside of quotation marks; offsets into the text. */
export function splitSentences(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  let quotes = 0;
  const cut = (end: number): void => {
    const piece = text.slice(start, end);
    const from = start + piece.length - piece.trimStart().length;
    if (piece.trim() !== '') found.push({ start: from, end: start + piece.trimEnd().length, text: piece.trim() });
    start = end;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if ('“‘（《'.includes(char)) quotes++;
    else if ('”’）》'.includes(char)) quotes = Math.max(0, quotes - 1);
    else if ('。！？；'.includes(char) && quotes === 0) cut(at + 1);
  }
  cut(text.length);
  return found;
}
