import { lineText, mostCommon, type Line } from './lines.ts';
import type { PageGlyphs } from './pages.ts';

const dash = '[-—–－―─·•~～\\s]*';
/** `— 1 —`, `- 1 -`, `1/5`, `第1页 共5页`, `1`. */
const pageNumber = new RegExp(
  `^${dash}(?:第\\s*)?(\\d{1,4})(?:\\s*页)?(?:\\s*[/／|，,]?\\s*(?:共\\s*)?\\d{1,4}(?:\\s*页)?)?${dash}$`,
);
const dressed = /[-—–－―─]\s*\d+\s*[-—–－―─]|第\s*\d+\s*页|\d\s*[/／]\s*\d/;

const LONGEST_NUMBER = 40;

/** Share of the page's height at either end in which page numbers, running heads and marks stand. */
const MARGIN = 0.13;

export interface PageLines {
  page: Pick<PageGlyphs, 'number' | 'width' | 'height'>;
  lines: Line[];
}

/** Takes page numbers, running heads and marks off the pages; gives back how many lines of each. */
export function removeFurniture(pages: PageLines[]): { pages: PageLines[]; numbers: number; heads: number } {
  const offset = numberOffset(pages);
  const repeated = repeatedTexts(pages);
  let numbers = 0;
  let heads = 0;
  const cleaned = pages.map(({ page, lines }) => {
    const body = lines.some((line) => !line.isArtifact) ? lines.filter((line) => !line.isArtifact) : lines;
    heads += lines.length - body.length;
    const kept = body.filter((line, index) => {
      if (!isAtEdge(line, page, index, body.length)) return true;
      const isNumber = isPageNumber(line, page.number, offset);
      const isHead = repeated.has(edgeKey(line, page)) || isMark(line, page);
      if (isNumber) numbers++;
      else if (isHead) heads++;
      return !isNumber && !isHead;
    });
    return { page, lines: kept };
  });
  return { pages: cleaned, numbers, heads };
}

/** In the outer margin, and among the page's first or last three lines. */
function isAtEdge(line: Line, page: PageLines['page'], index: number, count: number): boolean {
  const isOutside = line.y < page.height * MARGIN || line.y > page.height * (1 - MARGIN);
  return isOutside && (index < 3 || index >= count - 3);
}

/** Printed number minus page index, as most pages agree on. */
function numberOffset(pages: PageLines[]): number | null {
  const offsets = pages.flatMap(({ page, lines }) =>
    lines.flatMap((line, index) => {
      const value = isAtEdge(line, page, index, lines.length) ? numberIn(line) : null;
      return value === null ? [] : [value - page.number];
    }),
  );
  return offsets.length === 0 ? null : Math.round(mostCommon(offsets));
}

function numberIn(line: Line): number | null {
  const text = lineText(line).replaceAll('\t', ' ');
  const match = text.length > LONGEST_NUMBER ? null : pageNumber.exec(text);
  return match === null ? null : Number(match[1]);
}

/** A bare number must be the page's; one between dashes cannot be anything else. */
function isPageNumber(line: Line, page: number, offset: number | null): boolean {
  const value = numberIn(line);
  if (value === null) return false;
  return dressed.test(lineText(line)) || value - page === offset;
}

/** A light line in the margin, or the mark our own typesetter prints there in black. */
function isMark(line: Line, page: PageLines['page']): boolean {
  return (
    (line.isLight || lineText(line).trim() === '虚构示例') && (line.y < page.height * 0.1 || line.y > page.height * 0.9)
  );
}

/** Texts (digits masked) that stand at the same height in the margin of most pages. */
function repeatedTexts(pages: PageLines[]): Set<string> {
  if (pages.length < 3) return new Set();
  const counts = new Map<string, number>();
  for (const { page, lines } of pages) {
    const keys = new Set(
      lines.flatMap((line, index) => (isAtEdge(line, page, index, lines.length) ? [edgeKey(line, page)] : [])),
    );
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= pages.length * 0.6).map(([key]) => key));
}

function edgeKey(line: Line, page: PageLines['page']): string {
  const fromEdge = line.y < page.height / 2 ? line.y : line.y - page.height;
  return `${Math.round(fromEdge / 6)} ${lineText(line).replace(/\d+/g, '#')}`;
}
