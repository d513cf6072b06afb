import { TileBytes } from './tile-bytes.ts';
import { writeValue, type TileColumn } from './tile-column.ts';

const KEY = 0x1a;

/** What is written with: made once, since one tile is drawn at a time. */
const values = new TileBytes();
const tagBytes = new TileBytes();

/** Names and values of a tile's layer, each written once, and which of them a feature has. */
export class TileWords {
  readonly #columns: readonly TileColumn[];
  readonly tags = tagBytes;
  #count = 0;
  #numbers: Map<number, number> | null = null;

  constructor(columns: readonly TileColumn[]) {
    this.#columns = columns;
    values.clear();
    for (const column of columns) column.begin();
  }

  /** Leaves in `tags` what a shape has; only of the columns that groups share, when it stands for a group. */
  begin(shape: number, isGroup = false): void {
    const { tags } = this;
    tags.clear();
    tags.reserve(10 * this.#columns.length + 10);
    for (let c = 0; c < this.#columns.length; c++) {
      const column = this.#columns[c]!;
      if (isGroup && column.isOwn) continue;
      let value = shape;
      let at = -1;
      if (column.of !== null) {
        value = column.of[shape]! - 1;
        if (value < 0) continue;
        at = column.placeOf(value);
      }
      if (at < 0) {
        at = this.#count++;
        values.slice(column.bytes, column.starts[value]!, column.starts[value + 1]!);
        if (column.of !== null) column.put(value, at);
      }
      tags.varint(c);
      tags.varint(at);
    }
  }

  /** How many a feature stands for, as the property `n`. */
  stands(count: number): void {
    this.#numbers ??= new Map();
    let at = this.#numbers.get(count);
    if (at === undefined) {
      at = this.#count++;
      this.#numbers.set(count, at);
      writeValue(values, count);
    }
    this.tags.varint(this.#columns.length);
    this.tags.varint(at);
  }

  finish(into: TileBytes): void {
    for (const { name } of this.#columns) into.text(KEY, name);
    if (this.#numbers) into.text(KEY, 'n');
    into.append(values);
  }
}
