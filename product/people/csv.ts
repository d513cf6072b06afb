/** One line of CSV (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe before it. */
export function stringifyRow(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

/** A text cell as it may stand in a sheet: `=1+2` becomes `'=1+2`. */
function inert(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  const text = inert(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
