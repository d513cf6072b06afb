import { cellText, isBlank, type Cell, type Merge, type Sheet, type TableRow } from '../cells.ts';

/** A sheet with its merged areas at hand. Rows and columns are 1-based here. */
export class Grid {
  readonly rows: readonly TableRow[];
  readonly width: number;
  readonly #byRow: ReadonlyMap<number, TableRow>;
  readonly #across = new Map<number, Merge[]>();
  /** Areas of several rows, by column, from top to bottom. */
  readonly #down = new Map<number, Merge[]>();

  constructor({ rows, merges }: Sheet) {
    this.rows = rows;
    this.#byRow = new Map(rows.map((row) => [row.row, row]));
    this.width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
    for (const merge of merges) this.#note(merge);
    for (const list of this.#down.values()) list.sort((a, b) => a.top - b.top);
  }

  #note(merge: Merge): void {
    const { top, bottom, left, right } = merge;
    const isTall = bottom - top > 200;
    if (!isTall) {
      for (let row = top; row <= bottom; row++) this.#across.set(row, [...(this.#across.get(row) ?? []), merge]);
    }
    if (bottom === top) return;
    for (let column = left; column <= Math.min(right, this.width); column++) {
      const list = this.#down.get(column) ?? [];
      list.push(merge);
      this.#down.set(column, list);
    }
  }

  /** Some area covers several rows. */
  get hasMergesDown(): boolean {
    return this.#down.size > 0;
  }

  cell(row: number, column: number): Cell {
    return this.#byRow.get(row)?.cells[column - 1] ?? null;
  }

  text(row: number, column: number): string {
    return cellText(this.cell(row, column)).trim();
  }

  has(row: number): boolean {
    return this.#byRow.has(row);
  }

  /** The merged area over a cell, or null. */
  mergeAt(row: number, column: number): Merge | null {
    return (
      this.#across.get(row)?.find(({ left, right }) => left <= column && column <= right) ??
      this.mergedDown(row, column)
    );
  }

  /** The area of several rows over a cell: found by halving, for a sheet may have thousands in one column. */
  mergedDown(row: number, column: number): Merge | null {
    const list = this.#down.get(column);
    if (!list) return null;
    let low = 0;
    let high = list.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const merge = list[middle]!;
      if (row < merge.top) high = middle - 1;
      else if (row > merge.bottom) low = middle + 1;
      else return merge;
    }
    return null;
  }

  /** What a cell says when merged areas say it for all their cells. */
  spread(row: number, column: number): string {
    const merge = this.mergeAt(row, column);
    return merge ? this.text(merge.top, merge.left) : this.text(row, column);
  }

  /** Columns of a row that have something of their own; a merged area counts once. */
  filled({ cells }: TableRow): readonly number[] {
    const columns: number[] = [];
    for (const [i, cell] of cells.entries()) if (!isBlank(cell)) columns.push(i + 1);
    return columns;
  }
}
