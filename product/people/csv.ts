import { neutral } from '@quantu/tables';

/** One line of CSV (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe before it. */
export function stringifyRow(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  const text = neutral(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
