import { escaped, parseInlines, printInlines, trimmed, unescaped } from './markup-inline.ts';
import type { OfficialBlock } from './model.ts';

type Table = Extract<OfficialBlock, { kind: 'table' }>;
type Align = NonNullable<Table['align']>[number];

/**
 * `|= caption`, `|# 2 1 1` (widths), head rows, a rule `|:--|:-:|--:|` that says how columns are aligned, and rows.
 * Without a rule the table has no head.
 */
export const isTableLine = (line: string): boolean => line.startsWith('|');

const RULE = /^\|(?:\s*:?-+:?\s*\|)+$/;
const SIGNS: Record<Align, string> = { left: ':--', center: ':-:', right: '--:' };

export function parseTable(lines: string[]): Table {
  const table: Table = { kind: 'table', head: [], rows: [] };
  const rows: string[] = [];
  for (const line of lines) {
    if (line.startsWith('|=')) table.caption = unescaped(line.slice(2).trim());
    else if (line.startsWith('|#')) table.widths = numbers(line.slice(2));
    else if (RULE.test(line) && table.head.length === 0) {
      table.head = rows.splice(0).map((row) => cells(row).map(unescaped));
      const align = cells(line).map(alignOf);
      if (align.every((each) => each !== null)) table.align = align;
    } else rows.push(line);
  }
  table.rows = rows.map((row) => cells(row).map(parseInlines));
  return table;
}

const numbers = (text: string): number[] =>
  text
    .split(/[\s,，]+/)
    .map(Number)
    .filter((width) => Number.isFinite(width) && width > 0);

function alignOf(sign: string): Align | null {
  if (sign.startsWith(':')) return sign.endsWith(':') ? 'center' : 'left';
  return sign.endsWith(':') ? 'right' : null;
}

/** The cells between the bars; a bar behind `\` or in a figure belongs to its cell. */
function cells(line: string): string[] {
  const parts = line.slice(1).match(/(?:\\.|\{figure:[^{}|\s\\]+\||[^\\|])*(?:\||$)/gsu) ?? [];
  const texts = parts.filter((part, at) => at < parts.length - 1 || part.trim() !== '');
  return texts.map((part) => trimmed(part.replace(/\|$/, '')));
}

export function printTable(table: Table): string {
  const align = table.align?.length ? table.align.map((each) => SIGNS[each]) : ['---'];
  return [
    ...(table.caption === undefined ? [] : [`|= ${escaped(table.caption)}`]),
    ...(table.widths?.length ? [`|# ${table.widths.join(' ')}`] : []),
    ...table.head.map((row) => printRow(row.map(escaped))),
    `|${align.join('|')}|`,
    ...table.rows.map((row) => printRow(row.map(printInlines))),
  ].join('\n');
}

/** A row that looks like the rule is marked as text. */
function printRow(row: string[]): string {
  const line = `|${row.map((cell) => ` ${cell} |`).join('')}`;
  return RULE.test(line) ? line.replace(/[-:]/, '\\$&') : line;
}
