import type { Polygon, Position } from '../geometry.ts';

/** Numbers from 0 to 1, the same for a seed everywhere (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Of a parcel, in degrees: about 100 m. */
export const SIDE = 0.001;
const BENDS = 2;

/**
 * Parcels side by side: a field of crooked four-sided blocks whose common borders have two further points each,
 * the same for both neighbours. Starts at `[lon, lat]`, its rows turned by `turn` radians.
 */
export function parcels(count: number, seed: number, [lon, lat]: Position, turn = 0): Polygon[] {
  const random = seeded(seed);
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const around = (): number => (random() - 0.5) * SIDE * 0.5;
  const corner = grid(columns + 1, rows + 1, (i, j): Position => {
    const [x, y] = [i * SIDE + around(), j * SIDE + around()];
    return [lon + x * cos - y * sin, lat + x * sin + y * cos];
  });
  const border = (from: Position, to: Position): Position[] =>
    Array.from({ length: BENDS }, (_, k): Position => {
      const share = (k + 1) / (BENDS + 1);
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const aside = (random() - 0.5) * 0.15;
      return [from[0] + share * dx - aside * dy, from[1] + share * dy + aside * dx];
    });
  const east = grid(columns + 1, rows + 1, (i, j) => (i < columns ? border(corner[j]![i]!, corner[j]![i + 1]!) : []));
  const north = grid(columns + 1, rows + 1, (i, j) => (j < rows ? border(corner[j]![i]!, corner[j + 1]![i]!) : []));
  return Array.from({ length: count }, (_, at): Polygon => {
    const [i, j] = [at % columns, Math.floor(at / columns)];
    const start = corner[j]![i]!;
    const ring = [
      start,
      ...east[j]![i]!,
      corner[j]![i + 1]!,
      ...north[j]![i + 1]!,
      corner[j + 1]![i + 1]!,
      ...east[j + 1]![i]!.toReversed(),
      corner[j + 1]![i]!,
      ...north[j]![i]!.toReversed(),
      start,
    ];
    return { type: 'Polygon', coordinates: [ring] };
  });
}

function grid<T>(columns: number, rows: number, make: (i: number, j: number) => T): T[][] {
  return Array.from({ length: rows }, (_, j) => Array.from({ length: columns }, (_, i) => make(i, j)));
}
