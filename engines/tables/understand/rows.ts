import { isBlank, type Cell, type Merge, type TableRow } from '../cells.ts';
import type { Grid } from './grid.ts';
import { isNumbering, type HeadBlock } from './heads.ts';
import {
  bareHead,
  isCommonHead,
  isFiller,
  isNote,
  isNumbered,
  isSealed,
  isSerialHead,
  isTotalLabel,
  normal,
  sectionName,
} from './words.ts';

export interface DataRow {
  readonly row: number;
  readonly isHidden: boolean;
  /** By column from 0, merged areas filled down. */
  readonly cells: readonly Cell[];
  /** The heading row it stands under, or null. */
  readonly section: string | null;
  /** Cells that are one with cells of other rows. */
  readonly merges?: readonly Merge[];
}

export interface SkippedRow {
  readonly row: number;
  readonly why: string;
}

export interface SortedRows {
  readonly data: readonly DataRow[];
  readonly skipped: readonly SkippedRow[];
  /** Rows that are headings of what follows. */
  readonly sections: ReadonlyMap<string, number>;
}

/** How groups of rows are counted, rather than rows. */
const ORDINAL = /^\(?[一二三四五六七八九十]+\)?[、.]?$/;

/** How the template marks its line that shows how to fill in. */
export const EXAMPLE_MARK = '填写示例：';
const EXAMPLE = /^(填写示例|示例行|样例行)[:：]|^(示例|样例|例)$/;

/** 第 1 页 共 3 页, at the foot of each page that was printed. */
const PAGE = /^(第\d+页[,/]?)?\(?(共\d+页)?\)?$|^\d+\/\d+页?$/;

/** What is known of the columns, 1-based. */
export interface Known {
  /** The one that counts the rows. */
  readonly serial?: number | null;
  /** Those that name a record: a row that has them all is data, whatever else it looks like. */
  readonly keys?: readonly number[];
  /** Rows whose key names a record that is there: data, though they may be called 合计. */
  readonly named?: readonly number[];
}

/** Tells data from totals, headings, repeated heads, notes and numbering. */
export function sortRows(
  grid: Grid,
  heads: readonly string[],
  block: HeadBlock,
  { serial = null, keys = [], named = [] }: Known = {},
): SortedRows {
  const data: DataRow[] = [];
  const skipped: SkippedRow[] = [];
  const sections = new Map<string, number>();
  const look = new RowLook(grid, heads, block, { serial, keys });
  const isNamed = new Set(named);
  let section: string | null = null;
  for (const row of grid.rows) {
    if (row.row < block.top) skipped.push({ row: row.row, why: '标题或说明' });
    else if (row.row > block.bottom) {
      const verdict: Verdict = isNamed.has(row.row) ? { is: 'data' } : look.at(row);
      if (verdict.is === 'data') data.push({ ...filledDown(grid, row), section });
      else if (verdict.is === 'section') {
        section = verdict.name;
        sections.set(section, row.row);
        skipped.push({ row: row.row, why: `分组标题：${section}` });
      } else skipped.push({ row: row.row, why: verdict.why });
    }
  }
  return { data, skipped, sections };
}

type Verdict =
  | { readonly is: 'data' }
  | { readonly is: 'section'; readonly name: string }
  | { readonly is: 'skip'; readonly why: string };

class RowLook {
  readonly #grid: Grid;
  readonly #serial: number | null;
  readonly #keys: readonly number[];
  readonly #headTexts: readonly ReadonlySet<string>[];
  /** By column from 0, what the head says there. */
  readonly #headAt: readonly ReadonlySet<string>[];
  readonly #titles: ReadonlySet<string>;
  readonly #columns: number;
  /** Rows after the last one with several values can only be notes. */
  readonly #lastWide: number;
  /** Its rows are counted 1, 2, 3. */
  readonly #isCounted: boolean;
  /** The first row of another table under this one. */
  readonly #other: number;

  constructor(grid: Grid, heads: readonly string[], block: HeadBlock, { serial = null, keys = [] }: Known) {
    this.#keys = keys;
    this.#grid = grid;
    this.#serial = serial;
    this.#columns = heads.filter((head) => head !== '').length;
    const texts: Set<string>[] = [];
    for (let row = block.top; row <= block.bottom; row++) {
      const set = new Set<string>();
      for (let column = 1; column <= grid.width; column++) set.add(bareHead(grid.text(row, column)));
      set.delete('');
      texts.push(set);
    }
    this.#headTexts = texts;
    this.#headAt = heads.map((_, i) => headsAt(grid, block, i + 1));
    this.#titles = new Set(
      grid.rows
        .filter(({ row }) => row < block.top)
        .flatMap((row) => grid.filled(row).map((at) => normal(grid.text(row.row, at)))),
    );
    this.#isCounted =
      serial !== null && grid.rows.some(({ row }) => row > block.bottom && /^\d+$/.test(grid.text(row, serial)));
    this.#other = this.#otherTable(block.bottom);
    const isOwn = ({ row }: TableRow) => row > block.bottom && row < this.#other;
    const wide = grid.rows.findLast((row) => isOwn(row) && grid.filled(row).length >= 2);
    this.#lastWide = wide?.row ?? block.bottom;
  }

  /** Where a head of another table stands, beside it or under it: it has names too, but others or elsewhere. */
  #otherTable(bottom: number): number {
    const isHead = (row: TableRow): boolean => {
      const filled = this.#grid.filled(row);
      if (filled.length < 3 || row.cells.some((cell) => cell !== null && typeof cell !== 'string')) return false;
      if (this.#isHead(row, filled)) return this.#isMoved(row, filled);
      return this.#isSerialOf(row) || this.#isNamesOnly(row, filled);
    };
    const { rows } = this.#grid;
    let at = rows.findIndex((row) => row.row > bottom && isHead(row));
    if (at < 0) return Infinity;
    // Its title belongs to it.
    while (rows[at - 1]!.row > bottom && this.#grid.filled(rows[at - 1]!).length === 1) at--;
    return rows[at]!.row;
  }

  #isSerialOf({ cells }: TableRow): boolean {
    const cell = this.#serial === null ? null : cells[this.#serial - 1];
    return typeof cell === 'string' && isSerialHead(cell);
  }

  /** The names of the head, in another order: two of them stand where the head has others. */
  #isMoved({ row }: TableRow, filled: readonly number[]): boolean {
    const isElsewhere = (column: number): boolean => {
      const text = bareHead(this.#grid.text(row, column));
      return this.#headAt[column - 1]?.has(text) !== true && this.#headTexts.some((heads) => heads.has(text));
    };
    return filled.filter(isElsewhere).length >= 2;
  }

  /** Only names, half of them such as heads have. */
  #isNamesOnly({ row, cells }: TableRow, filled: readonly number[]): boolean {
    const isName = (column: number): boolean => {
      const cell = cells[column - 1];
      return typeof cell === 'string' && isWords(cell) && cell.length <= 20;
    };
    if (!filled.every(isName)) return false;
    const isHeadWord = (column: number): boolean => {
      const text = this.#grid.text(row, column);
      return isCommonHead(text) || this.#headTexts.some((heads) => heads.has(bareHead(text)));
    };
    return filled.filter(isHeadWord).length >= Math.max(2, filled.length / 2);
  }

  at(row: TableRow): Verdict {
    const grid = this.#grid;
    const filled = grid.filled(row);
    const first = normal(grid.text(row.row, filled[0] ?? 1));
    if (row.row >= this.#other) return { is: 'skip', why: '另一张表' };
    if (isNumbering(grid, row.row)) return { is: 'skip', why: '列号' };
    if (this.#isHead(row, filled)) return { is: 'skip', why: '重复的表头' };
    if (EXAMPLE.test(first)) return { is: 'skip', why: '填写示例' };
    if (filled.length === 1 && PAGE.test(first)) return { is: 'skip', why: '页码' };
    if (filled.length === 1 && this.#titles.has(first)) return { is: 'skip', why: '重复的标题' };
    if (this.#isNamed(row) && !this.#isOrdinal(row, filled)) return { is: 'data' };
    if (this.#isSigned(row, filled)) return { is: 'skip', why: '附注或签名' };
    if (isNote(first) && (filled.length <= 4 || row.row >= this.#lastWide)) return { is: 'skip', why: '附注或签名' };
    if (this.#isTotal(row, filled)) return { is: 'skip', why: '合计行' };
    const section = this.#section(row, filled, first);
    if (section !== null) return { is: 'section', name: section };
    if (filled.length === 1 && row.row > this.#lastWide && this.#columns > 2) return { is: 'skip', why: '附注或签名' };
    return { is: 'data' };
  }

  #isSigned({ row }: TableRow, filled: readonly number[]): boolean {
    return filled.length <= 4 && filled.some((column) => isSealed(this.#grid.text(row, column)));
  }

  #isNamed(row: TableRow): boolean {
    const texts = this.#keys.map((column) => this.#grid.text(row.row, column));
    const isName = (text: string) =>
      text !== '' && !isFiller(text) && !isTotalLabel(text) && !isNumbered(text) && !isNote(text);
    return texts.length > 0 && texts.every(isName);
  }

  /** 一 | 交通类 above rows that are counted 1, 2, 3: a heading, though it stands in the column of the codes. */
  #isOrdinal({ row }: TableRow, filled: readonly number[]): boolean {
    const serial = this.#serial;
    if (serial === null || filled.length !== 2 || filled[0] !== serial || this.#columns <= 3) return false;
    return this.#isCounted && ORDINAL.test(normal(this.#grid.text(row, serial)));
  }

  #isHead(row: TableRow, filled: readonly number[]): boolean {
    if (filled.length < 2) return false;
    const missable = filled.length - Math.max(2, filled.length * 0.8);
    if (missable < 0) return false;
    return this.#headTexts.some((heads) => {
      let missed = 0;
      // A row of data is told from a head by its first few cells.
      for (const column of filled) {
        if (!heads.has(bareHead(this.#grid.text(row.row, column))) && ++missed > missable) return false;
      }
      return true;
    });
  }

  /** A label of a total among the first texts, and hardly any other text beside it. */
  #isTotal(row: TableRow, filled: readonly number[]): boolean {
    const texts = filled.filter((column) => isWords(row.cells[column - 1] ?? null));
    const label = texts.slice(0, 3).find((column) => isTotalLabel(this.#grid.text(row.row, column)));
    if (label === undefined) return false;
    const others = texts.filter((column) => column !== label && !isFiller(this.#grid.text(row.row, column)));
    return others.length <= Math.max(1, Math.floor(this.#columns / 5));
  }

  #section(row: TableRow, filled: readonly number[], first: string): string | null {
    const texts = filled.filter((column) => isWords(row.cells[column - 1] ?? null));
    const start = texts[0];
    if (start === undefined || start > 3) return null;
    const isSerialNumeral = this.#serial === start && ORDINAL.test(first) && texts.length >= 2;
    const name = isSerialNumeral ? normal(this.#grid.text(row.row, texts[1]!)) : first;
    if (isSerialNumeral && texts.length <= 2) return sectionName(name);
    if (texts.length > 1 || name.length > 60) return null;
    const merge = this.#grid.mergeAt(row.row, start);
    const isWide = merge !== null && merge.top === merge.bottom && merge.right - merge.left + 1 >= this.#columns / 2;
    const isAlone = filled.length === 1;
    const hasNoSerial = this.#serial !== null && this.#serial !== start && isAlone && this.#columns > 3;
    if (isNumbered(name) || (isWide && isAlone) || (hasNoSerial && row.row < this.#lastWide)) {
      return row.row < this.#lastWide ? sectionName(name) : null;
    }
    return null;
  }
}

function headsAt(grid: Grid, { top, bottom }: HeadBlock, column: number): ReadonlySet<string> {
  const texts = Array.from({ length: bottom - top + 1 }, (_, i) => bareHead(grid.spread(top + i, column)));
  return new Set(texts.filter((text) => text !== ''));
}

/** Text that is no number: in a csv or a web page everything is text. */
const isWords = (cell: Cell): boolean =>
  typeof cell === 'string' && !/^[-+¥￥]?[\d.,，\s]+[%％]?$/.test(cell.normalize('NFKC').trim());

/** The row with what merged areas above say for it. */
function filledDown(grid: Grid, { row, isHidden, cells }: TableRow): Omit<DataRow, 'section'> {
  if (!grid.hasMergesDown) return { row, isHidden, cells };
  const full: Cell[] = [];
  const merges: Merge[] = [];
  for (let column = 1; column <= grid.width; column++) {
    const own = cells[column - 1] ?? null;
    const merge = grid.mergedDown(row, column);
    const isOwn = merge === null || merge.left !== column;
    if (!isOwn) merges.push(merge);
    full.push(!isOwn && isBlank(own) ? grid.cell(merge.top, merge.left) : own);
  }
  return merges.length > 0 ? { row, isHidden, cells: full, merges } : { row, isHidden, cells: full };
}
