import { columns, isBlank, withoutInvisible } from './characters.ts';

/** A printed line without the blanks around it. `text` has no invisible characters; `[start, end)` is in the source. */
export interface Line {
  text: string;
  start: number;
  end: number;
  /** Was there an empty line, a page number or a page break before it? */
  afterGap: boolean;
  /** Columns of white space in front of it. */
  indent: number;
}

// oxlint-disable-next-line no-control-regex -- vertical tab and form feed end lines
const LINE_END = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/g;
const PAGE_NUMBER = /^(?:[-—–－·]+\s*\d{1,4}\s*[-—–－·]+|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?)$/;

/** The lines that print something; page numbers are left out and count as a gap. */
export function readLines(source: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  let afterGap = false;
  const take = (to: number): void => {
    const line = trimmed(source, from, to);
    if (line === null || PAGE_NUMBER.test(line.text)) afterGap = true;
    else {
      lines.push({ ...line, afterGap });
      afterGap = false;
    }
  };
  for (const match of source.matchAll(LINE_END)) {
    take(match.index);
    from = match.index + match[0].length;
    if (match[0] === '\f') afterGap = true;
  }
  take(source.length);
  return lines;
}

function trimmed(source: string, from: number, to: number): Omit<Line, 'afterGap'> | null {
  let start = from;
  while (start < to && isBlank(source[start]!)) start++;
  let end = to;
  while (end > start && isBlank(source[end - 1]!)) end--;
  if (start === end) return null;
  const indent = columns(withoutInvisible(source.slice(from, start)));
  return { text: withoutInvisible(source.slice(start, end)), start, end, indent };
}
