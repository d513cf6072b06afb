import { TileBytes } from './tile-bytes.ts';

export type TileValue = string | number | boolean;

const VALUE = 0x22;
const TEXT = 0x0a;
const DOUBLE = 0x19;
const SIGNED = 0x30;
const YES_NO = 0x38;
const SMALL = 2 ** 30;

/**
 * A property of many shapes: its values as a tile writes them, each once, and which of them each shape has. Value `v`
 * is `bytes[starts[v]]` to `bytes[starts[v + 1]]`.
 */
export class TileColumn {
  readonly name: string;
  /** By shape, counted from 1; 0: it has none. Null: shape `i` has value `i`, and no two share one. */
  readonly of: Uint32Array | null;
  /** Two shapes that differ in it look the same; what stands for several does not have it. */
  readonly isOwn: boolean;
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  /** Where in the tile that is being drawn a value stands: good while `#drawn` says it is of this tile. */
  readonly #at: Uint32Array;
  readonly #drawn: Uint32Array;
  #tile = 0;

  constructor(name: string, values: Iterable<TileValue>, count: number, of: Uint32Array | null, isOwn: boolean) {
    this.name = name;
    this.of = of;
    this.isOwn = isOwn;
    this.count = count;
    this.starts = new Uint32Array(count + 1);
    const all = new TileBytes();
    let i = 0;
    for (const value of values) {
      writeValue(all, value);
      this.starts[++i] = all.length;
    }
    this.bytes = all.taken();
    this.#at = new Uint32Array(of === null ? 0 : count);
    this.#drawn = new Uint32Array(of === null ? 0 : count);
  }

  /** Another tile is drawn: nothing has been written in it yet. One is drawn at a time. */
  begin(): void {
    this.#tile++;
  }

  /** Where a value stands in the tile; -1: not yet. */
  placeOf(value: number): number {
    return this.#drawn[value] === this.#tile ? this.#at[value]! : -1;
  }

  put(value: number, place: number): void {
    this.#drawn[value] = this.#tile;
    this.#at[value] = place;
  }
}

/** A column of values as they come, each kept once; null: a shape has none. */
export function tileColumn(
  name: string,
  all: readonly (TileValue | null)[],
  { isOwn = false }: { readonly isOwn?: boolean } = {},
): TileColumn {
  const places = new Map<TileValue, number>();
  const of = new Uint32Array(all.length);
  for (const [i, value] of all.entries()) {
    if (value === null) continue;
    const place = places.get(value) ?? places.size + 1;
    if (place > places.size) places.set(value, place);
    of[i] = place;
  }
  return new TileColumn(name, places.keys(), places.size, of, isOwn);
}

/** A column of which each shape has a value of its own. */
export const ownTileColumn = (name: string, all: readonly TileValue[]): TileColumn =>
  new TileColumn(name, all, all.length, null, true);

const one = new TileBytes();

/** A value as a part of a layer. */
export function writeValue(into: TileBytes, value: TileValue): void {
  if (typeof value === 'string' && into.shortText(VALUE, TEXT, value)) return;
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
  into.part(VALUE, one);
}
