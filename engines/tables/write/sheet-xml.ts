import { letterOf, type Merge } from '../cells.ts';
import type { CellNote } from './notes.ts';
import { escapedXml, type Look, type Styles } from './styles.ts';

/** A cell to be written; a number in a format of its own, or what looks other than plain, is an object. */
export type OutCell =
  | null
  | string
  | number
  | { readonly share: number }
  | { readonly day: string }
  | { readonly value: string | number | boolean | null; readonly look?: Look; readonly format?: string };

export interface OutSheet {
  readonly name: string;
  /** In characters, by column. */
  readonly widths: readonly number[];
  /** Bold rows on top that stay in sight. */
  readonly heads: readonly (readonly OutCell[])[];
  readonly rows: AsyncIterable<readonly (readonly OutCell[])[]>;
  readonly isHidden?: boolean;
  /** So many columns on the left stay in sight. */
  readonly fixedColumns?: number;
  /** Stands on top of every printed page. */
  readonly header?: string;
  /** Columns from 1. */
  readonly hiddenColumns?: readonly number[];
  readonly merges?: readonly Merge[];
  /** Columns whose cells have a drop-down of what stands in `list`: `可选值!$A$1:$A$9`. */
  readonly choices?: readonly {
    readonly column: number;
    readonly from: number;
    readonly until: number;
    readonly list: string;
  }[];
  readonly notes?: readonly CellNote[];
}

/** A cell that has more is written by Excel's own limit as this; an import leaves the field as it is. */
export const TOO_LONG = '（内容过长，单元格放不下，请导出 CSV 或 GeoJSON）';
const LONGEST_CELL = 32_767;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DAY = 'yyyy\\-mm\\-dd';

/** A worksheet, piece by piece. */
export async function* sheetXml(sheet: OutSheet, styles: Styles): AsyncGenerator<string> {
  const { widths, heads, rows, notes = [] } = sheet;
  const letters = widths.map((_, i) => letterOf(i + 1));
  const writer = new RowWriter(styles, letters);
  yield `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${viewXml(sheet)}${columnsXml(sheet)}<sheetData>`;
  yield heads.map((cells) => writer.row(cells, 'head')).join('');
  for await (const chunk of rows) yield chunk.map((cells) => writer.row(cells)).join('');
  yield `</sheetData>${mergesXml(sheet)}${choicesXml(sheet)}${headerXml(sheet)}`;
  yield notes.length > 0 ? '<legacyDrawing r:id="rId1"/></worksheet>' : '</worksheet>';
}

function viewXml({ heads, fixedColumns = 0 }: OutSheet): string {
  if (heads.length === 0 && fixedColumns === 0) return '';
  const split = `${fixedColumns > 0 ? ` xSplit="${fixedColumns}"` : ''}${heads.length > 0 ? ` ySplit="${heads.length}"` : ''}`;
  const active = fixedColumns === 0 ? 'bottomLeft' : heads.length === 0 ? 'topRight' : 'bottomRight';
  const first = `${letterOf(fixedColumns + 1)}${heads.length + 1}`;
  const pane = `<pane${split} topLeftCell="${first}" activePane="${active}" state="frozen"/>`;
  return `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
}

/** In a header `&` begins a code; a sign of its own is written twice. */
function headerXml({ header }: OutSheet): string {
  if (header === undefined) return '';
  return `<headerFooter><oddHeader>&amp;C${escapedXml(escaped(header.replaceAll('&', '&&')))}</oddHeader></headerFooter>`;
}

function columnsXml({ widths, hiddenColumns = [] }: OutSheet): string {
  const columns = widths.map((width, i) => {
    const hidden = hiddenColumns.includes(i + 1) ? ' hidden="1"' : '';
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${hidden}/>`;
  });
  return columns.length > 0 ? `<cols>${columns.join('')}</cols>` : '';
}

function mergesXml({ merges = [] }: OutSheet): string {
  const refs = merges.map(
    ({ top, left, bottom, right }) => `<mergeCell ref="${letterOf(left)}${top}:${letterOf(right)}${bottom}"/>`,
  );
  return refs.length > 0 ? `<mergeCells count="${refs.length}">${refs.join('')}</mergeCells>` : '';
}

function choicesXml({ choices = [] }: OutSheet): string {
  const lists = choices.map(({ column, from, until, list }) => {
    const letter = letterOf(column);
    const at = `${letter}${from}:${letter}${until}`;
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${at}"><formula1>${escapedXml(list)}</formula1></dataValidation>`;
  });
  return lists.length > 0 ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : '';
}

class RowWriter {
  readonly #styles: Styles;
  readonly #letters: readonly string[];
  #line = 0;

  constructor(styles: Styles, letters: readonly string[]) {
    this.#styles = styles;
    this.#letters = letters;
  }

  row(cells: readonly OutCell[], look: Look = 'plain'): string {
    const line = ++this.#line;
    let out = `<row r="${line}">`;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? null;
      if (cell !== null && cell !== '') out += this.#cell(`${this.#letters[i]}${line}`, cell, look);
    }
    return `${out}</row>`;
  }

  #cell(at: string, cell: Exclude<OutCell, null>, look: Look): string {
    if (typeof cell === 'string') return this.#text(at, cell, look, undefined);
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if ('share' in cell) return this.#number(at, cell.share, look, '0.00%');
    if ('day' in cell) return this.#number(at, serialOf(cell.day), look, DAY);
    const { value, look: own = look, format } = cell;
    if (typeof value === 'number') return this.#number(at, value, own, format ?? 'General');
    if (typeof value === 'boolean')
      return `<c r="${at}"${this.#style(own, 'General')} t="b"><v>${value ? 1 : 0}</v></c>`;
    if (value === null || value === '') return `<c r="${at}"${this.#style(own, 'General')}/>`;
    return this.#text(at, value, own, format);
  }

  #number(at: string, value: number, look: Look, format: string): string {
    return `<c r="${at}"${this.#style(look, format)}><v>${value}</v></c>`;
  }

  #text(at: string, text: string, look: Look, format: string | undefined): string {
    // Digits that are a text stay one when somebody edits them.
    const own = format ?? (look !== 'head' && /^\d[\d.]*$/.test(text) ? '@' : 'General');
    const kept = text.length > LONGEST_CELL ? TOO_LONG : text;
    return `<c r="${at}" t="inlineStr"${this.#style(look, own)}><is><t xml:space="preserve">${escapedXml(escaped(kept))}</t></is></c>`;
  }

  #style(look: Look, format: string): string {
    if (look === 'plain' && format === 'General') return '';
    const style = this.#styles.of(look, format);
    return style === 0 ? '' : ` s="${style}"`;
  }
}

const UNWRITABLE = /_(?=x[0-9a-fA-F]{4}_)|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g; // oxlint-disable-line no-control-regex -- they are what is escaped

/** Text as Excel escapes it: what XML cannot have, and what would be taken for such an escape, as `_x000D_`. */
function escaped(text: string): string {
  return text.replace(UNWRITABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** The serial number of a day in the 1900 system, which has a 29 February 1900 that never was. */
export function serialOf(day: string): number {
  const days = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
  return days < 61 ? days - 1 : days;
}
