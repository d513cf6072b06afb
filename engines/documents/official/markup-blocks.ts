import { parseInlines, printInlines, trimmed } from './markup-inline.ts';
import { isTableLine, parseTable, printTable } from './markup-table.ts';
import type { OfficialBlock } from './model.ts';

type Level = 1 | 2 | 3 | 4;
type Heading = Extract<OfficialBlock, { kind: 'heading' }>;

const LEVELS: Level[] = [1, 2, 3, 4];
const NUMERAL = '[一二三四五六七八九十百]+';
const MARKERS: [Level, RegExp][] = [
  [1, new RegExp(`^${NUMERAL}、`)],
  [2, new RegExp(`^（${NUMERAL}）`)],
  [3, /^\d+[.．](?!\d)/],
  [4, /^（\d+）/],
];

/** The level a printed marker stands for. */
export const levelOf = (text: string): Level | null => MARKERS.find(([, marker]) => marker.test(text))?.[0] ?? null;

/** The level at which a line is a heading without being told so: a marked sentence 1. or （1） is a paragraph. */
function impliedLevel(line: string): Level | null {
  const level = levelOf(line);
  return level !== null && level > 2 && line.includes('。') ? null : level;
}

/** Where a heading ends and text of the same paragraph begins. */
const RUN_ON = '{/}';

export function parseBlocks(lines: string[]): OfficialBlock[] {
  const blocks: OfficialBlock[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = trimmed(lines[at]!);
    if (line === '') continue;
    if (line === '===') blocks.push({ kind: 'pageBreak' });
    else if (isTableLine(line)) {
      const to = endOf(lines, at, isTableLine);
      blocks.push(parseTable(lines.slice(at, to).map(trimmed)));
      at = to - 1;
    } else if (isItem(line)) {
      const to = endOf(lines, at, isItem);
      blocks.push({
        kind: 'list',
        items: lines.slice(at, to).map((item) => parseInlines(trimmed(item).slice(1).trimStart())),
      });
      at = to - 1;
    } else blocks.push(parseLine(line));
  }
  return blocks;
}

const isItem = (line: string): boolean => /^-(?:\s|$)/.test(line);

function endOf(lines: string[], from: number, belongs: (line: string) => boolean): number {
  let to = from + 1;
  while (to < lines.length && belongs(lines[to]!.trim())) to++;
  return to;
}

function parseLine(line: string): OfficialBlock {
  const named = /^(#{1,4})\s+(.*)$/.exec(line);
  const text = named?.[2] ?? line;
  const level = named ? LEVELS[named[1]!.length - 1]! : impliedLevel(line);
  if (level === null) return { kind: 'paragraph', inlines: parseInlines(line) };
  const at = splitAt(text, level);
  const runOn = at === null ? [] : parseInlines(text.slice(at.runOn));
  return {
    kind: 'heading',
    level,
    inlines: parseInlines(at === null ? text : text.slice(0, at.heading)),
    ...(runOn.length > 0 ? { runOn } : {}),
  };
}

/** A title is parted from its text by `{/}`, and at levels 1 and 2 else by the first full stop. */
function splitAt(text: string, level: Level): { heading: number; runOn: number } | null {
  const mark = text.indexOf(RUN_ON);
  if (mark >= 0) return { heading: mark, runOn: mark + RUN_ON.length };
  const stop = level <= 2 ? text.indexOf('。') + 1 : 0;
  return stop > 0 && stop < text.length ? { heading: stop, runOn: stop } : null;
}

export function printBlocks(blocks: OfficialBlock[]): string {
  return blocks.map((block) => `${printBlock(block)}\n\n`).join('');
}

function printBlock(block: OfficialBlock): string {
  switch (block.kind) {
    case 'heading':
      return printHeading(block);
    case 'paragraph':
      return guarded(printInlines(block.inlines));
    case 'list':
      return block.items.map((item) => `- ${printInlines(item)}`.trimEnd()).join('\n');
    case 'table':
      return printTable(block);
    case 'pageBreak':
      return '===';
  }
}

function printHeading({ level, inlines, runOn }: Heading): string {
  const title = printInlines(inlines);
  const rest = runOn?.length ? printInlines(runOn) : '';
  const sign = impliedLevel(title + rest) === level ? '' : `${'#'.repeat(level)} `;
  const needsMark = rest !== '' || (level <= 2 && title.includes('。'));
  return `${sign}${title}${needsMark ? RUN_ON : ''}${rest}`;
}

/** A paragraph that looks like something else at its beginning is marked as text. */
function guarded(line: string): string {
  return impliedLevel(line) !== null || /^(?:#{1,4}\s|-(?:\s|$)|===$|\+\+\+|---$)/.test(line) ? `\\${line}` : line;
}
