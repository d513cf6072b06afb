import { isBlank, type Cell, type Merge, type Sheet, type TableRow, type Workbook } from '../cells.ts';
import { tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';
import { decodeBytes } from './csv.ts';
import { decodeEntities } from './xml.ts';

/** Many systems export "Excel" files that are web pages: their tables are read, one sheet each. */
export function readHtml(bytes: Uint8Array, name: string): Workbook {
  const charset = /charset\s*=\s*["']?([\w-]+)/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 4096)))?.[1];
  const text = isGb(charset) ? new TextDecoder('gb18030').decode(bytes) : decodeBytes(bytes, name);
  const sheets = tablesOf(text.replace(/<!--[\s\S]*?-->|<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, ''));
  if (sheets.length === 0) throw tableFault('table.no-cells', { name });
  return { format: 'html', sheets, notes: ['文件其实是网页格式的表格，已按其中的表读取'] };
}

const isGb = (charset: string | undefined): boolean => /^(gb2312|gbk|gb18030|x-gbk)$/i.test(charset ?? '');

interface Building {
  rows: TableRow[];
  merges: Merge[];
  /** By `row:column`, cells that a span of an earlier one covers. */
  taken: Set<string>;
  row: number;
  column: number;
  cells: Cell[];
  text: string | null;
}

const TAG = /<(\/?)([a-zA-Z][\w:]*)((?:"[^"]*"|'[^']*'|[^>"']){0,5000})>|([^<]+|<)/g;

function tablesOf(html: string): Sheet[] {
  const found: Sheet[] = [];
  const open: Building[] = [];
  for (const [, slash, tag = '', attributes = '', text] of html.matchAll(TAG)) {
    const table = open.at(-1);
    const name = tag.toLowerCase();
    if (text !== undefined) {
      if (table && table.text !== null) table.text += text;
    } else if (name === 'table') {
      if (slash === '') open.push({ rows: [], merges: [], taken: new Set(), row: 0, column: 0, cells: [], text: null });
      else if (table) {
        endRow(table);
        open.pop();
        if (table.rows.length > 0) found.push(sheetOf(table, found.length));
      }
    } else if (table) step(table, slash === '', name, attributes);
  }
  for (const table of open) {
    endRow(table);
    if (table.rows.length > 0) found.push(sheetOf(table, found.length));
  }
  return found;
}

function step(table: Building, isOpening: boolean, name: string, attributes: string): void {
  if (name === 'tr') {
    endRow(table);
    if (isOpening) {
      table.row++;
      table.column = 0;
    }
  } else if (name === 'td' || name === 'th') {
    endCell(table);
    if (isOpening) startCell(table, attributes);
  } else if (table.text !== null && (name === 'br' || name === 'p' || name === 'div')) table.text += '\n';
}

function startCell(table: Building, attributes: string): void {
  const span = (name: string): number => {
    const value = Number(new RegExp(`${name}\\s*=\\s*["']?(\\d+)`, 'i').exec(attributes)?.[1] ?? 1);
    return Math.min(Math.max(value, 1), 10_000);
  };
  if (table.row === 0) table.row = 1;
  do table.column++;
  while (table.taken.has(`${table.row}:${table.column}`));
  const across = Math.min(span('colspan'), TABLE_LIMITS.columns);
  const down = Math.min(span('rowspan'), Math.ceil(50_000 / across));
  table.text = '';
  while (table.cells.length < table.column - 1) table.cells.push(null);
  if (across === 1 && down === 1) return;
  const { row: top, column: left } = table;
  table.merges.push({ top, left, bottom: top + down - 1, right: left + across - 1 });
  for (let row = top; row < top + down; row++) {
    for (let column = left; column < left + across; column++) table.taken.add(`${row}:${column}`);
  }
}

function endCell(table: Building): void {
  if (table.text === null) return;
  const text = decodeEntities(table.text.replace(/[\r\n\t ]+/g, ' '))
    .replace(/\u00a0/g, ' ')
    .trim();
  table.cells[table.column - 1] = text === '' ? null : text;
  table.text = null;
}

function endRow(table: Building): void {
  endCell(table);
  if (!table.cells.every(isBlank)) table.rows.push({ row: table.row, isHidden: false, cells: table.cells });
  table.cells = [];
}

function sheetOf({ rows, merges }: Building, index: number): Sheet {
  return { name: `表${index + 1}`, isHidden: false, rows, merges, hiddenColumns: [], widths: new Map() };
}
