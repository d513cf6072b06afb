import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { arrangement, type Arrangement } from './arrangement.ts';
import { mergedShape } from './merge.ts';
import { NOTHING } from './shape-sets.ts';

type Shape = Polygon | MultiPolygon;

/** Rounding crossing points can make new crossings, each time fewer; this many times is beyond any seen. */
const MOST_PASSES = 12;

/**
 * An area whose rings cross nowhere: what lies in an odd number of rings. Crossing points are rounded, and the result is
 * looked at again until nothing crosses; null when nothing is left.
 */
export function untangled(
  shape: Shape,
  tidied: (ring: readonly Position[]) => readonly Position[] = (ring) => ring,
): Shape | null {
  let rest: Shape | null = shape;
  for (let pass = 0; rest !== null && pass < MOST_PASSES; pass++) {
    const map: Arrangement = evenOdd(rest, tidied);
    rest = mergedShape(map, (set) => set !== NOTHING);
    if (map.meetings.one.length === 0) break;
  }
  return rest;
}

function evenOdd(shape: Shape, tidied: (ring: readonly Position[]) => readonly Position[]): Arrangement {
  const rings = polygonsOf(shape)
    .flat()
    .map((ring) => ({ shape: 0, positions: tidied(ring) }));
  return arrangement(rings, 1);
}
