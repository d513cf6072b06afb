import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { sizeOf } from '../overlay/areas.ts';
import { arrangement, type Arrangement } from '../overlay/arrangement.ts';
import { merged } from '../overlay/merge.ts';
import { NOTHING } from '../overlay/shape-sets.ts';
import { cleanRing } from './clean-ring.ts';
import { Findings } from './findings.ts';
import { membership, type PartRing } from './part-rule.ts';

export interface LoneRing extends PartRing {
  readonly positions: readonly Position[];
}

type Shape = Polygon | MultiPolygon;

/** Rounding crossing points can make new crossings, each time fewer; this many times is beyond any seen. */
const MOST_PASSES = 12;

/** A valid area of clean rings: what crosses is cut, what touches is joined; null when nothing is left. */
export function settled(
  rings: readonly LoneRing[],
  round: (degrees: number) => number,
  findings: Findings,
): Shape | null {
  const map = arrangement(
    rings.map(({ positions }, shape) => ({ shape, positions })),
    rings.length,
  );
  countCrossings(map, findings);
  const inside = membership(rings, map.sets, new Set(map.faces.cover), findings);
  let shape = merged(map, (set) => inside.has(set)).geometry;
  if (findings.isEmpty && shape !== null) {
    if (polygonsOf(shape).flat().length === rings.length) return asGiven(rings);
    findings.add('regrouped');
  }
  let crossings = map.meetings.one.length;
  for (let pass = 0; crossings > 0 && shape !== null && pass < MOST_PASSES; pass++) {
    const again = evenOdd(shape, round);
    crossings = again.meetings.one.length;
    shape = merged(again, (set) => set !== NOTHING).geometry;
  }
  return shape;
}

function evenOdd(shape: Shape, round: (degrees: number) => number): Arrangement {
  const scratch = new Findings();
  const rings = polygonsOf(shape)
    .flat()
    .flatMap((ring) => {
      const positions = cleanRing(
        ring.map(([lon, lat]): Position => [round(lon), round(lat)]),
        scratch,
      );
      return positions === null ? [] : [{ shape: 0, positions }];
    });
  return arrangement(rings, 1);
}

function countCrossings({ edges, meetings }: Arrangement, findings: Findings): void {
  const { one, other, x, y, vertices } = meetings;
  for (let i = 0; i < one.length; i++) {
    const isSelf = edges.toggles.data[one.data[i]!] === edges.toggles.data[other.data[i]!];
    const node = vertices + i;
    findings.add(isSelf ? 'self-crossing' : 'crossing-rings', [x.data[node]!, y.data[node]!]);
  }
}

/** Nothing was wrong: the points stay as they are, and rings run as they should. */
function asGiven(rings: readonly LoneRing[]): Shape {
  const parts = new Map<number, (readonly Position[])[]>();
  for (const { part, isShell, positions } of rings) {
    const isRight = sizeOf(positions) > 0 === isShell;
    const ring = isRight ? positions : positions.toReversed();
    const known = parts.get(part);
    if (known === undefined) parts.set(part, [ring]);
    else known.push(ring);
  }
  const polygons = [...parts.values()];
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}
