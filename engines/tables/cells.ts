import { Decimal, plain } from '@quantu/base';

/**
 * What stands in a cell. Plain text, numbers and yes/no are themselves; everything a number format or a formula says
 * beyond that is an object. Nothing is ever computed: of a formula only the result that the file carries is taken.
 */
export type Cell = null | string | number | boolean | NumberCell | DateCell | BadCell;

/** A number whose format says more than the number: 78.5%, 00123, 12 万元. */
export interface NumberCell {
  readonly is: 'number';
  readonly value: number;
  /** As the format shows it, where that matters: leading zeros. */
  readonly shown?: string;
  /** `%`, or the unit that the format prints behind the number. */
  readonly unit?: string;
}

/** A number with a date format. `day` is `2024-03-05`, `time` is `08:30:00` or null at midnight. */
export interface DateCell {
  readonly is: 'date';
  readonly day: string | null;
  readonly time: string | null;
  readonly serial: number;
}

/** An error value (`#REF!`), or a formula whose file carries no result. */
export interface BadCell {
  readonly is: 'error' | 'formula';
  readonly text: string;
}

export interface TableRow {
  /** 1-based, as the spreadsheet counts. */
  readonly row: number;
  readonly isHidden: boolean;
  /** By column from 0; what is missing at the end is empty. */
  readonly cells: readonly Cell[];
}

/** A merged area, 1-based, ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Where the format itself says which row is the head. */
  readonly headRow?: number;
  /** Rows that have anything in them. */
  readonly rows: readonly TableRow[];
  readonly merges: readonly Merge[];
  /** 1-based. */
  readonly hiddenColumns: readonly number[];
  /** Widths of columns in characters, 1-based; missing where the file says nothing. */
  readonly widths: ReadonlyMap<number, number>;
}

export interface Workbook {
  readonly format: 'xlsx' | 'xls' | 'csv' | 'html' | 'geojson';
  readonly sheets: readonly Sheet[];
  /** Sentences for the person: macros were left alone, the file is a web page in truth. */
  readonly notes: readonly string[];
}

/** The head of the column that holds the geometry of GeoJSON. */
export const SHAPE_HEAD = '图形';

/** A cell as text, the way a person sees it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (cell.is === 'number') {
    if (cell.shown !== undefined) return cell.shown;
    return cell.unit === '%' ? `${numberText(cell.value * 100)}%` : `${numberText(cell.value)}${cell.unit ?? ''}`;
  }
  if (cell.is === 'date') return [cell.day, cell.time].filter((part) => part !== null).join(' ');
  return cell.is === 'formula' ? `=${cell.text}` : cell.text;
}

/** A number without the noise of binary fractions: spreadsheets keep fifteen digits. */
export function numberText(value: number): string {
  const short = String(value);
  if (short.length <= SURE_LENGTH && !short.includes('e')) return short;
  const clean = Number(value.toPrecision(15));
  const text = String(clean);
  return text.includes('e') ? plain(new Decimal(text)) : text;
}

/** Fifteen digits and a point: a text of up to these is the number itself, without noise. */
const SURE_LENGTH = 16;

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** `A`, `Z`, `AA` of 1, 26, 27. */
export function letterOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
