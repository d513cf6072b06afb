import type { Block } from './blocks.ts';
import type { Mark } from './marks.ts';

/** Characters that all have the same marks and the same heading level (0: body). */
export interface Segment {
  start: number;
  end: number;
  level: number;
  /** The shortest first: a click means the innermost. */
  marks: readonly Mark[];
}

/** Cuts a block at every boundary of a piece, a heading or a mark, so that overlapping marks need no nesting. */
export function segmentsOf({ pieces, runs }: Block, marks: readonly Mark[]): Segment[] {
  const cuts = [...new Set([...runs, ...marks].flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const opening = [...marks].sort((a, b) => a.start - b.start);
  const segments: Segment[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (const [from, to] of pieces) {
    const inside = cuts.filter((cut) => cut > from && cut < to);
    const edges = [from, ...inside, to];
    for (let i = 0; i + 1 < edges.length; i++) {
      const start = edges[i]!;
      const end = edges[i + 1]!;
      while (next < opening.length && opening[next]!.start <= start) open.push(opening[next++]!);
      open = open.filter((mark) => mark.end > start);
      const own = [...open].sort((a, b) => a.end - a.start - (b.end - b.start));
      const run = runs.find((heading) => heading.start <= start && end <= heading.end);
      segments.push({ start, end, level: run?.level ?? 0, marks: own });
    }
  }
  return segments;
}
