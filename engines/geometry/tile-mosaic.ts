import { BUFFER, EXTENT } from './mercator.ts';

/** Units along the side of a cell: two pixels of a tile drawn at 512. */
export const CELL = 16;
const SIDE = (EXTENT + 2 * BUFFER) / CELL;
const FULL = CELL * CELL;
/** Cells after which what stands alone is drawn whatever its size. */
const ALONE = 8;

export interface MosaicTile {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
  /** The shape that says what the piece is. */
  readonly shape: number;
  readonly count: number;
}

/**
 * Areas too small to be drawn, laid out in cells: a cell is filled when it is covered by half, by the kind that covers
 * most of it, and what is left over goes on to the next, so that a district of small parcels looks as it is used and a
 * few small ones are still seen.
 */
export class Mosaic {
  readonly #covered = new Float32Array(SIDE * SIDE);
  readonly #weight = new Float32Array(SIDE * SIDE);
  readonly #shape = new Int32Array(SIDE * SIDE).fill(-1);
  readonly #count = new Uint32Array(SIDE * SIDE);
  readonly #kindOf: (shape: number) => number;
  isEmpty = true;

  /** `kindOf`: shapes of the same kind look the same. */
  constructor(kindOf: (shape: number) => number) {
    this.#kindOf = kindOf;
  }

  /** A shape with its box, not much larger than a cell, and its area, in units. */
  add(shape: number, west: number, north: number, east: number, south: number, area: number): void {
    this.isEmpty = false;
    const [column, row] = [cellOf(west), cellOf(north)];
    const [lastColumn, lastRow] = [cellOf(east), cellOf(south)];
    const middle = cellOf((west + east) / 2) + cellOf((north + south) / 2) * SIDE;
    const width = Math.max(east - west, 1e-6);
    const height = Math.max(south - north, 1e-6);
    for (let y = row; y <= lastRow; y++) {
      const share = row === lastRow ? 1 : overlap(y, north, south) / height;
      for (let x = column; x <= lastColumn; x++) {
        if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) continue;
        const here = share * (column === lastColumn ? 1 : overlap(x, west, east) / width);
        this.#cover(y * SIDE + x, shape, here * area, y * SIDE + x === middle);
      }
    }
  }

  #cover(cell: number, shape: number, area: number, isMiddle: boolean): void {
    this.#covered[cell]! += area;
    if (isMiddle) this.#count[cell]! += 1;
    const before = this.#shape[cell]!;
    if (before === -1) this.#shape[cell] = shape;
    else if (this.#kindOf(before) !== this.#kindOf(shape)) {
      this.#weight[cell]! -= area;
      if (this.#weight[cell]! >= 0) return;
      this.#shape[cell] = shape;
      this.#weight[cell] = -this.#weight[cell]!;
      return;
    }
    this.#weight[cell]! += area;
  }

  /** The filled cells, those of one kind that lie side by side as one piece. */
  *tiles(): Generator<MosaicTile> {
    let waiting = 0;
    for (let row = 0; row < SIDE; row++) {
      let [left, since] = [0, ALONE];
      let piece: Piece | null = null;
      for (let column = 0; column < SIDE; column++) {
        const cell = row * SIDE + column;
        const shape = this.#shape[cell]!;
        if (shape === -1) {
          since++;
          continue;
        }
        if (since >= ALONE) left = FULL / 2;
        since = 0;
        left += this.#covered[cell]!;
        waiting += this.#count[cell]!;
        if (left < FULL / 2) continue;
        left = Math.min(left - FULL, FULL);
        const count = waiting;
        waiting = 0;
        if (piece !== null && piece.until === column && this.#kindOf(piece.shape) === this.#kindOf(shape)) {
          piece.until++;
          piece.count += count;
        } else {
          if (piece) yield tileOf(row, piece);
          piece = { from: column, until: column + 1, shape, count };
        }
      }
      if (piece) yield tileOf(row, piece);
    }
  }
}

interface Piece {
  readonly from: number;
  until: number;
  readonly shape: number;
  count: number;
}

function tileOf(row: number, { from, until, shape, count }: Piece): MosaicTile {
  const north = row * CELL - BUFFER;
  return { west: from * CELL - BUFFER, east: until * CELL - BUFFER, north, south: north + CELL, shape, count };
}

const cellOf = (units: number): number => Math.floor((units + BUFFER) / CELL);

function overlap(cell: number, from: number, until: number): number {
  const start = cell * CELL - BUFFER;
  return Math.max(0, Math.min(until, start + CELL) - Math.max(from, start));
}
