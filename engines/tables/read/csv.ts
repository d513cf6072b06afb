import Papa from 'papaparse';
import { isBlank, type Cell, type TableRow, type Workbook } from '../cells.ts';
import { tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';

/** The text of bytes: by their mark, else UTF-8 where they are, else GB 18030, which every Chinese Excel writes. */
export function decodeBytes(bytes: Uint8Array, name: string): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = utf8(bytes) ?? new TextDecoder('gb18030').decode(bytes);
  // oxlint-disable-next-line no-control-regex -- control characters are what tells a picture from a table
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text.slice(0, 4096))) {
    throw tableFault('table.unsupported', { name, kind: '二进制文件', advice: '请上传 .xlsx、.xls 或 .csv' });
  }
  return text;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const SAMPLE = 20_000;
const SEPARATORS = [',', '\t', ';', '|', '，'] as const;

/**
 * The separator that cuts all of the first lines into the same number of columns; where none does, for titles and notes
 * stand about, the one that cuts nearly all of them into the most.
 */
export function separatorOf(text: string): string {
  const sample = text.slice(0, SAMPLE);
  let best = { separator: ',' as string, score: 0, isEven: false };
  for (const separator of SEPARATORS) {
    const { data } = Papa.parse<string[]>(sample, { delimiter: separator, preview: 30, skipEmptyLines: 'greedy' });
    const isCut = text.length > SAMPLE && data.length > 1 && data.length < 30;
    const widths = (isCut ? data.slice(0, -1) : data).map((row) => row.length);
    const most = Math.max(...widths, 0);
    const same = widths.filter((width) => width === most).length;
    const score = most > 1 ? most * (same / widths.length) : 0;
    const isEven = most > 1 && same === widths.length;
    if (isEven === best.isEven ? score > best.score * 1.2 : isEven) best = { separator, score, isEven };
  }
  return best.separator;
}

/** Reads a csv of any of the usual separators and encodings. Every cell is text: `00123` stays as it is. */
export function readCsv(bytes: Uint8Array, name: string): Workbook {
  const text = decodeBytes(bytes, name);
  const { body, separator } = declared(text);
  const rows: TableRow[] = [];
  let row = 0;
  let cells = 0;
  Papa.parse<string[]>(body, {
    delimiter: separator ?? separatorOf(body),
    step: ({ data }) => {
      row++;
      const found = data.slice(0, TABLE_LIMITS.columns).map(csvCell);
      cells += found.length;
      if (cells > TABLE_LIMITS.cells) {
        throw tableFault('table.too-many', { name, what: '单元格数', limit: `${TABLE_LIMITS.cells / 10_000} 万` });
      }
      if (!found.every(isBlank)) rows.push({ row, isHidden: false, cells: found });
    },
  });
  if (rows.length === 0) throw tableFault('table.no-cells', { name });
  const sheet = { name: '', isHidden: false, rows, merges: [], hiddenColumns: [], widths: new Map<number, number>() };
  return { format: 'csv', sheets: [sheet], notes: [] };
}

/** Excel's own first line `sep=;`. */
function declared(text: string): { body: string; separator: string | null } {
  const match = /^\ufeff?sep=(.)\r?\n/.exec(text);
  const body = match ? text.slice(match[0].length) : text.replace(/^\ufeff/, '');
  return { body, separator: match?.[1] ?? null };
}

/** `="00123"` is how a csv keeps a number from being one. */
function csvCell(text: string): Cell {
  if (text === '') return null;
  const kept = /^="((?:[^"]|"")*)"$/.exec(text);
  return kept ? kept[1]!.replaceAll('""', '"') : text;
}
