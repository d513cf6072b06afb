import { fromWkb, type Box, type Geometry } from '@quantu/geometry';

/** Features of one layer side by side, as they go to a worker: their geometries one behind the other, as WKB. */
export interface Columns {
  readonly lengths: readonly number[];
  readonly shapes: Uint8Array;
}

/** Parcels of one layer. */
export interface ParcelColumns extends Columns {
  readonly layer: string;
  readonly keys: readonly string[];
  readonly names: readonly (string | null)[];
  readonly codes: readonly (string | null)[];
  /** Classes of 2023; null where it is not known. */
  readonly uses: readonly (string | null)[];
  readonly areasM2: Float64Array;
  /** West, south, east, north of each. */
  readonly boxes: Float64Array;
}

/** What of the layers of one role lies where it matters. */
export interface GroundColumns extends Columns {
  readonly role: string;
}

/** Each shape, read when it is asked for. */
export function shapesOf({ lengths, shapes }: Columns): (() => Geometry)[] {
  const bytes = Buffer.from(shapes.buffer, shapes.byteOffset, shapes.byteLength);
  let at = 0;
  return lengths.map((length) => {
    const from = at;
    at += length;
    return () => fromWkb(bytes.subarray(from, from + length));
  });
}

export const boxAt = (boxes: Float64Array, at: number): Box => [
  boxes[4 * at]!,
  boxes[4 * at + 1]!,
  boxes[4 * at + 2]!,
  boxes[4 * at + 3]!,
];
