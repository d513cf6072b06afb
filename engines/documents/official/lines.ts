import { lineEnds } from './kinsoku.ts';

/** Type faces by element; `bold` is 仿宋 made heavier, which has no bold cut of its own. */
export type Face = 'fang' | 'kai' | 'hei' | 'bold';
export type Segment = [text: string, face: Face];

/** Tells how wide a character is, in em, and 0 when no font has it. */
export type Advance = (char: string, face: Face | 'title') => number;

export interface LineRoom {
  /** Type size and tracking in points. */
  size: number;
  tracking: number;
  room: number;
  /** Room of the first line. */
  first?: number;
}

/** Breaks characters into lines, each a row of segments. */
export function brokenLines(
  chars: Segment[],
  advance: Advance,
  { size, tracking, room, first }: LineRoom,
): Segment[][] {
  const widths = chars.map(([char, face]) => advance(char, face) * size + tracking);
  const ends = lineEnds(
    chars.map(([char]) => char),
    widths,
    room,
    first,
  );
  return ends.map((end, index) => joined(withoutSpacesAtEnd(chars.slice(ends[index - 1] ?? 0, end))));
}

/** A space that a line ends with takes no room; printed behind a full line it would make one of its own. */
function withoutSpacesAtEnd(line: Segment[]): Segment[] {
  const last = line.findLastIndex(([char]) => char !== ' ');
  return last < 0 ? line : line.slice(0, last + 1);
}

const MARKS = /[“”‘’（）《》〈〉【】〔〕，。、；：！？]/;

/**
 * Neighbours of one face become one segment, but two punctuation marks never share one: the typesetter would push them
 * together, and official documents give each its full square.
 */
function joined(line: Segment[]): Segment[] {
  const segments: Segment[] = [];
  for (const [char, face] of line) {
    const last = segments.at(-1);
    if (last && last[1] === face && !(MARKS.test(char) && MARKS.test(last[0].at(-1)!))) last[0] += char;
    else segments.push([char, face]);
  }
  return segments;
}
