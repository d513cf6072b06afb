import { TileBytes } from './tile-bytes.ts';

export type TileValue = string | number | boolean;

/** A property of many shapes: its values, and which of them each shape has. */
export interface TileColumn {
  readonly name: string;
  readonly values: readonly TileValue[];
  /** By shape, counted from 1; 0: it has none. Null: shape `i` has value `i`, and no two share one. */
  readonly of: Uint32Array | null;
  /** Two shapes that differ in it look the same; what stands for several does not have it. */
  readonly isOwn?: boolean;
}

/** A column of values as they come, each kept once. */
export function tileColumn(name: string, all: readonly (TileValue | null)[]): TileColumn {
  const places = new Map<TileValue, number>();
  const of = new Uint32Array(all.length);
  for (const [i, value] of all.entries()) {
    if (value === null) continue;
    const place = places.get(value) ?? places.size + 1;
    if (place > places.size) places.set(value, place);
    of[i] = place;
  }
  return { name, values: [...places.keys()], of };
}

const KEY = 0x1a;
const VALUE = 0x22;
const TEXT = 0x0a;
const DOUBLE = 0x19;
const SIGNED = 0x30;
const YES_NO = 0x38;
const SMALL = 2 ** 30;

/** Names and values of a tile's layer, each written once, and which of them a feature has. */
export class TileWords {
  readonly #columns: readonly TileColumn[];
  readonly #seen: readonly Map<number, number>[];
  readonly #values = new TileBytes();
  readonly #one = new TileBytes();
  readonly tags = new TileBytes();
  #count = 0;
  #numbers: Map<number, number> | null = null;

  constructor(columns: readonly TileColumn[]) {
    this.#columns = columns;
    this.#seen = columns.map(() => new Map());
  }

  /** Leaves in `tags` what a shape has; only of the columns that groups share, when it stands for a group. */
  begin(shape: number, isGroup = false): void {
    this.tags.clear();
    this.tags.reserve(10 * this.#columns.length + 10);
    for (let c = 0; c < this.#columns.length; c++) {
      const { of, values, isOwn } = this.#columns[c]!;
      if (isGroup && (of === null || isOwn)) continue;
      if (of === null) {
        this.#tag(c, this.#write(values[shape]!));
        continue;
      }
      const place = of[shape]!;
      if (place === 0) continue;
      const seen = this.#seen[c]!;
      let at = seen.get(place);
      if (at === undefined) seen.set(place, (at = this.#write(values[place - 1]!)));
      this.#tag(c, at);
    }
  }

  /** How many a feature stands for, as the property `n`. */
  stands(count: number): void {
    this.#numbers ??= new Map();
    let at = this.#numbers.get(count);
    if (at === undefined) this.#numbers.set(count, (at = this.#write(count)));
    this.#tag(this.#columns.length, at);
  }

  finish(into: TileBytes): void {
    for (const { name } of this.#columns) into.text(KEY, name);
    if (this.#numbers) into.text(KEY, 'n');
    into.append(this.#values);
  }

  #tag(key: number, value: number): void {
    this.tags.varint(key);
    this.tags.varint(value);
  }

  #write(value: TileValue): number {
    if (typeof value === 'string' && this.#values.shortText(VALUE, TEXT, value)) return this.#count++;
    const one = this.#one;
    one.clear();
    one.reserve(16);
    if (typeof value === 'string') one.text(TEXT, value);
    else if (typeof value === 'boolean') one.bytes.set([YES_NO, Number(value)], (one.length += 2) - 2);
    else if (Number.isInteger(value) && Math.abs(value) < SMALL) {
      one.bytes[one.length++] = SIGNED;
      one.signed(value);
    } else {
      one.bytes[one.length++] = DOUBLE;
      one.double(value);
    }
    this.#values.part(VALUE, one);
    return this.#count++;
  }
}
