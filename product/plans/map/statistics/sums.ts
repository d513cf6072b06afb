import {
  areaM2,
  boxOf,
  boxWithin,
  fromWkb,
  holdsPosition,
  lengthM,
  lengthWithinM,
  overlay,
  type Geometry,
  type MultiPolygon,
  type Polygon,
} from '@quantu/geometry';

export type Area = Polygon | MultiPolygon;

/** Features of one layer to be summed within an area. */
export interface SumsOrder {
  readonly area: Area;
  readonly kind: 'area' | 'line' | 'point';
  readonly codes: readonly (string | null)[];
  /** Bytes of each shape; the shapes stand one behind the other, as WKB. */
  readonly lengths: readonly number[];
  readonly shapes: Uint8Array;
}

export interface ClassSum {
  readonly code: string | null;
  readonly features: number;
  readonly areaM2: number;
}

export interface Sums {
  readonly features: number;
  readonly lengthM: number;
  readonly classes: readonly ClassSum[];
  /** What features of different classes cover at once: it is in no class. */
  readonly twiceM2: number;
  /** What features of one class cover more than once; in the class it counts once. */
  readonly againM2: number;
  readonly uncoveredM2: number;
}

/** What of a layer lies in an area, by class. Each place of the area counts once. */
export function sumsIn(order: SumsOrder): Sums {
  const found = featuresNear(order);
  return order.kind === 'area' ? areasIn(found, order.area) : countsIn(found, order.area);
}

interface Found {
  readonly code: string | null;
  readonly shape: Geometry;
}

function featuresNear({ area, codes, lengths, shapes }: SumsOrder): Found[] {
  const bytes = Buffer.from(shapes.buffer, shapes.byteOffset, shapes.byteLength);
  const found: Found[] = [];
  let at = 0;
  for (const [i, length] of lengths.entries()) {
    const shape = fromWkb(bytes.subarray(at, at + length));
    at += length;
    if (boxWithin(boxOf(shape), area) !== 'outside') found.push({ code: codes[i] ?? null, shape });
  }
  return found;
}

class Classes {
  readonly #sums = new Map<string | null, { features: number; areaM2: number }>();

  add(code: string | null, features: number, areaM2: number): void {
    const sum = this.#sums.get(code) ?? { features: 0, areaM2: 0 };
    this.#sums.set(code, { features: sum.features + features, areaM2: sum.areaM2 + areaM2 });
  }

  /** In the order of their codes, what has none last. */
  list(): ClassSum[] {
    return [...this.#sums]
      .map(([code, sum]) => ({ code, ...sum }))
      .sort((a, b) => ((a.code ?? '~') < (b.code ?? '~') ? -1 : 1));
  }
}

function areasIn(found: readonly Found[], area: Area): Sums {
  const own = found.filter(({ shape }) => shape.type === 'Polygon' || shape.type === 'MultiPolygon');
  const shapes = own.map(({ shape }) => shape as Area);
  const { cells } = overlay([{ shapes: [area] }, { shapes }], { keep: () => false });
  const classes = new Classes();
  const seen = new Set<number>();
  const over = { twiceM2: 0, againM2: 0, uncoveredM2: 0 };
  for (const { cover, areaM2 } of cells) {
    const [inside, features] = cover;
    if (inside!.length === 0) continue;
    for (const one of features!) seen.add(one);
    const codes = new Set(features!.map((one) => own[one]!.code));
    if (features!.length === 0) over.uncoveredM2 += areaM2;
    else if (codes.size > 1) over.twiceM2 += areaM2;
    else {
      classes.add(own[features![0]!]!.code, 0, areaM2);
      if (features!.length > 1) over.againM2 += areaM2;
    }
  }
  for (const one of seen) classes.add(own[one]!.code, 1, 0);
  return { features: seen.size, lengthM: 0, classes: classes.list(), ...over };
}

/** Points that lie in the area, and of lines what lies in it. */
function countsIn(found: readonly Found[], area: Area): Sums {
  const classes = new Classes();
  let [features, length] = [0, 0];
  for (const { code, shape } of found) {
    const inside = lengthM(shape) > 0 ? lengthWithinM(shape, area) : 0;
    if (inside === 0 && !hasPointIn(shape, area)) continue;
    features++;
    length += inside;
    classes.add(code, 1, 0);
  }
  const uncoveredM2 = areaM2(area);
  return { features, lengthM: length, classes: classes.list(), twiceM2: 0, againM2: 0, uncoveredM2 };
}

function hasPointIn(shape: Geometry, area: Area): boolean {
  if (shape.type === 'Point') return holdsPosition(area, shape.coordinates);
  return shape.type === 'MultiPoint' && shape.coordinates.some((one) => holdsPosition(area, one));
}
