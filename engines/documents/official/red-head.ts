import { mm, pitch, typeArea } from './page.ts';

export interface RedHeadShape {
  lines: string[];
  /** Type size in points and horizontal scale. */
  size: number;
  scale: number;
  /** Grid lines the head takes from the top of the type area, its 35 mm of space included. */
  rows: number;
}

/** Upper edge of the red head: 35 mm below the upper edge of the type area. */
export const redHeadTop = mm(35);

const LARGEST = 50;
/** Offices condense a long name before they make it smaller. */
const NARROWEST = 0.7;
/** The head must stay larger than the title (22 pt); a longer name takes a further line. */
const SMALLEST = 28;
const ROOM = 0.98 * typeArea.width;

export function redHeadShape(text: string): RedHeadShape {
  for (let count = 1; ; count++) {
    const lines = balanced(text, count);
    const longest = Math.max(...lines.map((line) => [...line].length));
    const fit = ROOM / longest;
    const size = Math.min(LARGEST, fit / NARROWEST);
    if (size >= SMALLEST || count === 4) {
      const height = redHeadTop + lines.length * size * 1.15 - 0.15 * size;
      return { lines, size, scale: Math.min(1, fit / size), rows: Math.max(5, Math.round(height / pitch)) };
    }
  }
}

/** Cuts a name into lines of about one length, between words and never in 文件. */
export function balanced(text: string, count: number): string[] {
  const chars = [...text];
  const lines: string[] = [];
  let from = 0;
  const allowed = wordEnds(text);
  for (let line = 1; line < count; line++) {
    const ideal = from + (chars.length - from) / (count - line + 1);
    const cuts = allowed.filter((end) => end > from && end < chars.length);
    const cut = cuts.sort((a, b) => Math.abs(a - ideal) - Math.abs(b - ideal) || b - a)[0];
    if (cut === undefined) break;
    lines.push(chars.slice(from, cut).join(''));
    from = cut;
  }
  lines.push(chars.slice(from).join(''));
  return lines;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Ends of words as code point indices; 文件 at the end goes with the word before it. */
export function wordEnds(text: string): number[] {
  const ends: number[] = [];
  let at = 0;
  for (const { segment } of segmenter.segment(text)) {
    at += [...segment].length;
    ends.push(at);
  }
  const length = [...text].length;
  return ends.filter((end) => !(text.endsWith('文件') && end >= length - 2 && end < length));
}
