import { cellText, isBlank, letterOf, type Sheet } from '../cells.ts';
import { Grid } from './grid.ts';
import { chosenHead, findHead, headsOf, isOwnHead, type KnownHead } from './heads.ts';
import { sortRows, type DataRow, type SkippedRow } from './rows.ts';
import { isSerialHead, normal, unitOfHead, unitsOfRemark } from './words.ts';

/** A column of a sheet; the two last ones of a sheet need not stand in it: its name, and the heading rows. */
export interface SheetColumn {
  /** 1-based; `SHEET_COLUMN` and `SECTION_COLUMN` stand beyond what a sheet can have. */
  readonly column: number;
  readonly letter: string;
  readonly head: string;
  readonly unit: string | null;
  readonly isHidden: boolean;
  /** Counts the rows, or was added by an earlier answer: never data. */
  readonly isIgnored: boolean;
  readonly samples: readonly string[];
}

/** A name that a sheet says for all its rows: of a department, of a year. */
export const SHEET_COLUMN = 16_385;
/** What the heading rows between the data say: 一、交通通达. */
export const SECTION_COLUMN = 16_386;

export interface UnderstoodSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Null when nothing looks like a head. */
  readonly headRows: readonly number[];
  readonly title: string | null;
  /** Unit that a remark line gives to the sums of the whole sheet. */
  readonly unit: string | null;
  readonly columns: readonly SheetColumn[];
  readonly data: readonly DataRow[];
  readonly skipped: readonly SkippedRow[];
  readonly sections: ReadonlyMap<string, number>;
  readonly width: number;
}

export interface Understanding {
  /** How well a text is known as a head. */
  readonly known?: KnownHead;
  /** Rows that a person took for the head. */
  readonly headRows?: readonly number[];
  /** Columns that name a record. */
  readonly keys?: readonly number[];
  /** Rows whose key names a record that is there. */
  readonly named?: readonly number[];
}

const SAMPLES = 5;

/** Finds head, data and the rest of a sheet. Nothing is dropped silently: what is no data is listed with its reason. */
export function understandSheet(
  sheet: Sheet,
  { known = () => 0, headRows = [], keys = [], named = [] }: Understanding = {},
): UnderstoodSheet {
  const grid = new Grid(sheet);
  const said = sheet.headRow === undefined ? [] : [sheet.headRow];
  const told = headRows.length > 0 ? headRows : said;
  const block = told.length > 0 ? chosenHead(told) : findHead(grid, known);
  const about = { name: sheet.name, isHidden: sheet.isHidden, width: grid.width };
  if (block === null) {
    const skipped = grid.rows.map(({ row }) => ({ row, why: '没有找到表头' }));
    const nothing = { headRows: [], title: null, unit: null, columns: [], data: [], sections: new Map() };
    return { ...about, ...nothing, skipped };
  }
  const heads = headsOf(grid, block);
  const serialAt = heads.findIndex(isSerialHead);
  const sorted = sortRows(grid, heads, block, { serial: serialAt < 0 ? null : serialAt + 1, keys, named });
  const before = grid.rows.filter(({ row }) => row < block.top);
  const remarks = before.flatMap(({ cells }) => cells.map(cellText));
  const rows = Array.from({ length: block.bottom - block.top + 1 }, (_, i) => block.top + i);
  const title = remarks.map(normal).find((text) => text !== '') ?? null;
  const columns = [
    ...heads.map((head, i) => columnOf(sheet, i + 1, head, sorted.data)),
    ...addedColumns(sheet, sorted.data, sorted.sections),
  ].filter(({ head, samples }) => head !== '' || samples.length > 0);
  return { ...about, ...sorted, headRows: rows, title, unit: remarks.flatMap(unitsOfRemark)[0] ?? null, columns };
}

function columnOf(sheet: Sheet, column: number, head: string, data: readonly DataRow[]): SheetColumn {
  return {
    column,
    letter: letterOf(column),
    head,
    unit: unitOfHead(head),
    isHidden: sheet.hiddenColumns.includes(column),
    isIgnored: isSerialHead(head) || isOwnHead(head),
    samples: samplesOf(data, column),
  };
}

function samplesOf(data: readonly DataRow[], column: number): string[] {
  const samples: string[] = [];
  for (const { cells } of data) {
    const cell = cells[column - 1];
    if (isBlank(cell)) continue;
    const text = cellText(cell).trim();
    if (!samples.includes(text)) samples.push(text);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

function addedColumns(sheet: Sheet, data: readonly DataRow[], sections: ReadonlyMap<string, number>): SheetColumn[] {
  const added = { unit: null, isHidden: false, isIgnored: false };
  const columns: SheetColumn[] = [];
  if (sheet.name !== '' && data.length > 0) {
    columns.push({ ...added, column: SHEET_COLUMN, letter: '表名', head: '工作表名称', samples: [sheet.name] });
  }
  if (sections.size > 0) {
    const samples = [...sections.keys()].slice(0, SAMPLES);
    columns.push({ ...added, column: SECTION_COLUMN, letter: '分组', head: '分组标题', samples });
  }
  return columns;
}
