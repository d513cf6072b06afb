import type { Reading } from '@quantu/documents';
import type { Held } from './proposals.ts';
import { isKind } from './proposals.ts';
import type { FigureValue } from './values.ts';

/** A corrected reading, and which proposal each of its figures is: `figureIds[i]` belongs to `figures[i]`. */
export interface CorrectedReading {
  reading: Reading;
  figureIds: string[];
}

/**
 * The reading with everything people decided: corrections applied, what was rejected left out, additions put in, and
 * where a figure's printed form was corrected, the text itself changed and every offset moved with it.
 */
export function correctedReading(read: Reading, proposals: readonly Held[]): CorrectedReading {
  const kept = proposals.filter((proposal) => proposal.state !== 'rejected');
  const figures = kept.filter(isKind('figure')).toSorted((a, b) => a.value.start - b.value.start);
  const figureIds = figures.map(({ id }) => id);
  const { text, move } = rewritten(
    read.text,
    figures.map(({ value }) => value),
  );
  const range = ([start, end]: readonly [number, number]): [number, number] => [move(start), move(end)];
  const spanned = <T extends { start: number; end: number }>(value: T): T => ({
    ...value,
    start: move(value.start),
    end: move(value.end),
  });
  const indexOf = new Map(figureIds.map((id, i) => [id, i]));
  const reading: Reading = {
    document: kept.find(isKind('head'))?.value ?? read.document,
    text,
    sections: read.sections.map(spanned),
    figures: figures.map(({ value }) => {
      const moved = spanned(value);
      const subsetOf = value.subsetOf === null ? null : (indexOf.get(value.subsetOf) ?? null);
      return { ...moved, surface: text.slice(moved.start, moved.end), subsetOf };
    }),
    entities: kept.filter(isKind('entity')).map(({ value }) => ({ ...value, mentions: value.mentions.map(range) })),
    commitments: kept.filter(isKind('commitment')).map(({ value }) => spanned(value)),
    findings:
      read.findings.length === 0
        ? []
        : keptFindings(read, kept).map((finding) => ({
            ...finding,
            at: range(finding.at),
            also: finding.also.map(range),
          })),
  };
  return { reading, figureIds };
}

/** Findings keep the reader's own type: a proposal only says which of them still hold. */
function keptFindings(read: Reading, kept: readonly Held[]): Reading['findings'] {
  const positions = new Set(kept.filter(isKind('finding')).map(({ position }) => position));
  return read.findings.filter((_, i) => positions.has(i));
}

/** Printed forms put in place of what stood there, and where an old offset stands now. Overlaps: the first wins. */
export function rewritten(
  text: string,
  figures: readonly Pick<FigureValue, 'start' | 'end' | 'surface'>[],
): { text: string; move: (offset: number) => number } {
  const edits: { start: number; end: number; surface: string }[] = [];
  for (const { start, end, surface } of figures) {
    const last = edits.at(-1);
    if (surface !== text.slice(start, end) && (!last || start >= last.end)) edits.push({ start, end, surface });
  }
  let out = '';
  let at = 0;
  for (const { start, end, surface } of edits) {
    out += text.slice(at, start) + surface;
    at = end;
  }
  return { text: out + text.slice(at), move: (offset) => moved(offset, edits) };
}

function moved(offset: number, edits: readonly { start: number; end: number; surface: string }[]): number {
  let shift = 0;
  for (const { start, end, surface } of edits) {
    if (offset <= start) break;
    if (offset < end) return Math.min(offset + shift, start + shift + surface.length);
    shift += surface.length - (end - start);
  }
  return offset + shift;
}
