import { columns, isInvisible } from './characters.ts';
import type { Line } from './lines.ts';
import { markerAt } from './markers.ts';
import type { Block } from './outline.ts';

const ENDED = /[。！？；：!?;:…]["”’』」）)》】]*$/;
const OPEN_END = /[，、,（(《“‘〈【]$/;
const CLOSING_START = /^[，。、；：！？,;）)》”’】]/;
/** What a number that ends its line goes on with. */
const UNIT_START = /^[%％‰万亿萬億多余个個项項家户戶人名条條座处處起件所公平米元吨亩畝台套辆輛场場次倍天]/;
/** A whole paragraph is longer than this; a shorter line without an end mark is a heading or a caption. */
const SHORTEST_CUT_PARAGRAPH = 30;

/** Joins the lines that a page break or a hard line end had cut and gives each logical paragraph as a block. */
export function joinLines(source: string, lines: readonly Line[]): Block[] {
  const wrap = wrapWidth(lines);
  const indented = paragraphsAreIndented(lines);
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && continues(group, last, line, wrap, indented)) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => blockOf(source, group));
}

function continues(group: readonly Line[], last: Line, next: Line, wrap: number | null, indented: boolean): boolean {
  if (last.text.includes('\t') || next.text.includes('\t')) return false;
  if (CLOSING_START.test(next.text)) return true;
  if (startsMarked(next.text)) return false;
  if (OPEN_END.test(last.text)) return true;
  if (indented && !next.afterGap) return next.indent < 2;
  if (indented && next.indent >= 2) return false;
  if (ENDED.test(last.text)) return false;
  if (/[0-9０-９]$/.test(last.text) && /[\u4e00-\u9fa5]/.test(last.text) && UNIT_START.test(next.text)) return true;
  if (wrap !== null && !next.afterGap) return columns(last.text) + last.indent >= wrap - 6;
  return isCutParagraph(group) && !isHeadingLine(group);
}

function startsMarked(text: string): boolean {
  const marker = markerAt(text, 0);
  return marker !== null && marker.style !== '首先';
}

function isCutParagraph(group: readonly Line[]): boolean {
  const text = group.map((line) => line.text).join('');
  return text.length >= SHORTEST_CUT_PARAGRAPH && /[，。；,;]/.test(text);
}

/** Do paragraphs begin with an indent here, so that a line without one goes on? */
function paragraphsAreIndented(lines: readonly Line[]): boolean {
  const first = lines.filter((_, i) => i > 0 && ENDED.test(lines[i - 1]!.text));
  const indented = first.filter((line) => line.indent >= 2).length;
  return indented >= 3 && indented >= first.length * 0.6;
}

/** `（二）加快推进重点项目建设，做靓城市颜值`: marked, one clause or two, no end mark anywhere. */
function isHeadingLine(group: readonly Line[]): boolean {
  const text = group.map((line) => line.text).join('');
  return group.length === 1 && startsMarked(text) && text.length <= 60 && !/[。；]/.test(text);
}

/** The width at which a file's lines were broken by hand, or null when its lines are whole paragraphs. */
function wrapWidth(lines: readonly Line[]): number | null {
  const cut: number[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i]!;
    const next = lines[i + 1]!;
    if (next.afterGap || ENDED.test(line.text) || line.text.includes('\t')) continue;
    const width = columns(line.text) + line.indent;
    if (width >= 40 && width <= 160) cut.push(width);
  }
  if (cut.length < 3) return null;
  const widest = cut.toSorted((a, b) => a - b)[Math.floor(cut.length * 0.9)]!;
  const near = cut.filter((width) => Math.abs(width - widest) <= 6).length;
  return near >= 3 && near / cut.length >= 0.6 ? widest : null;
}

/** Runs of the block's text that stand unbroken in the source: `[index in the block, offset in the source]`. */
interface Runs {
  index: number[];
  offset: number[];
}

function blockOf(source: string, group: readonly Line[]): Block {
  const runs: Runs = { index: [], offset: [] };
  const parts: string[] = [];
  let length = 0;
  const push = (from: number, to: number): void => {
    runs.index.push(length);
    runs.offset.push(from);
    parts.push(source.slice(from, to));
    length += to - from;
  };
  for (const [i, line] of group.entries()) {
    if (i > 0 && needsBlank(group[i - 1]!.text, line.text)) push(line.start - 1, line.start);
    visibleRuns(source, line, push);
  }
  const end = group.at(-1)!.end;
  return {
    text: parts.join(''),
    start: group[0]!.start,
    end,
    at: (index) => (index >= length ? end : offsetOf(runs, index)),
  };
}

/** Only Latin words need a blank where a line was cut. */
function needsBlank(before: string, after: string): boolean {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after);
}

function visibleRuns(source: string, line: Line, push: (from: number, to: number) => void): void {
  if (line.text.length === line.end - line.start) return push(line.start, line.end);
  let from = -1;
  for (let i = line.start; i < line.end; i++) {
    if (!isInvisible(source[i]!)) {
      if (from < 0) from = i;
    } else if (from >= 0) {
      push(from, i);
      from = -1;
    }
  }
  if (from >= 0) push(from, line.end);
}

function offsetOf(runs: Runs, index: number): number {
  let low = 0;
  let high = runs.index.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs.index[middle]! <= index) low = middle;
    else high = middle - 1;
  }
  return runs.offset[low]! + index - runs.index[low]!;
}

/** The source characters of `[from, to)` in a block's text, without what was dropped behind the last of them. */
export function sourceSpan(block: Block, from: number, to: number): [start: number, end: number] {
  return [block.at(from), to > from ? block.at(to - 1) + 1 : block.at(from)];
}
