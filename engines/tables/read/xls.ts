import type { Cell, Merge, Sheet, TableRow, Workbook } from '../cells.ts';
import { isBlank } from '../cells.ts';
import { tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';
import { formatted, parseFormat, type Format } from './formats.ts';

type Library = typeof import('xlsx');
type OldSheet = import('xlsx').WorkSheet;
type OldCell = import('xlsx').CellObject;

/** Reads a workbook of Excel 5–2003 (.xls, WPS .et) and XML Spreadsheet 2003 by SheetJS; only here. */
export async function readXls(bytes: Buffer, name: string): Promise<Workbook> {
  if (bytes.length > TABLE_LIMITS.oldBytes) {
    const limit = `${TABLE_LIMITS.oldBytes / 2 ** 20} MB`;
    throw tableFault('table.too-large', { name, size: `${Math.round(bytes.length / 2 ** 20)} MB`, limit });
  }
  const library = await import('xlsx');
  const book = opened(library, bytes, name);
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((sheetName, index) =>
    sheetOf(book.Sheets[sheetName] ?? {}, sheetName, (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0, is1904),
  );
  if (sheets.every(({ rows }) => rows.length === 0)) throw tableFault('table.no-cells', { name });
  return { format: 'xls', sheets, notes: [] };
}

function opened(library: Library, bytes: Buffer, name: string): import('xlsx').WorkBook {
  try {
    return library.read(bytes, { type: 'buffer', cellHTML: false, cellText: false, cellNF: true, sheetStubs: false });
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (/password|encrypt/i.test(text)) throw tableFault('table.encrypted', { name });
    throw tableFault('table.damaged', { name, reason: '旧版工作簿的结构不完整' });
  }
}

function sheetOf(sheet: OldSheet, name: string, isHidden: boolean, is1904: boolean): Sheet {
  const byRow = new Map<number, Cell[]>();
  for (const [address, found] of Object.entries(sheet)) {
    const match = /^([A-Z]+)(\d+)$/.exec(address);
    if (!match) continue;
    const cell = cellOf(found as OldCell, is1904);
    if (isBlank(cell)) continue;
    const row = Number(match[2]);
    const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    const cells = byRow.get(row) ?? [];
    while (cells.length < column - 1) cells.push(null);
    cells[column - 1] = cell;
    byRow.set(row, cells);
  }
  const rows: TableRow[] = [...byRow]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => ({ row, isHidden: sheet['!rows']?.[row - 1]?.hidden === true, cells }));
  const merges: Merge[] = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    left: s.c + 1,
    bottom: e.r + 1,
    right: e.c + 1,
  }));
  const columns = sheet['!cols'] ?? [];
  const hiddenColumns = columns.flatMap((column, i) => (column?.hidden === true ? [i + 1] : []));
  const widths = new Map(columns.flatMap((column, i) => (column?.wch === undefined ? [] : [[i + 1, column.wch]])));
  return { name, isHidden, rows, merges, hiddenColumns, widths };
}

const RECKONS = new Set(['SUM', 'ROUND', 'AVERAGE', 'COUNT', 'COUNTA', 'PRODUCT', 'MAX', 'MIN', 'INT', 'ABS']);

/** Only a number can come of it: an empty result means that the program which wrote the file left it out. */
function isReckoned(formula: string): boolean {
  const functions = [...formula.matchAll(/([A-Z][A-Z.]*)\(/gi)].map(([, name]) => name!.toUpperCase());
  if (/["&]/.test(formula) || !functions.every((name) => RECKONS.has(name))) return false;
  return functions.length > 0 || /[-+*/]/.test(formula);
}

const formats = new Map<string, Format>();

function cellOf({ t, v, z, f, w }: OldCell, is1904: boolean): Cell {
  if (t === 'e') return { is: 'error', text: w ?? '#N/A' };
  if (v === undefined || t === 'z') return f === undefined ? null : { is: 'formula', text: f };
  if (v === '' && f !== undefined && isReckoned(f)) return { is: 'formula', text: f };
  if (typeof v === 'string') return v.replace(/\r\n?/g, '\n');
  if (typeof v === 'boolean') return v;
  if (typeof v !== 'number') return null;
  const code = typeof z === 'string' ? z : 'General';
  const format = formats.get(code) ?? parseFormat(code);
  formats.set(code, format);
  return formatted(v, format, is1904);
}
