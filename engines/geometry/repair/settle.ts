import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { sizeOf } from '../overlay/areas.ts';
import { arrangement, type Arrangement } from '../overlay/arrangement.ts';
import { mergedShape } from '../overlay/merge.ts';
import { untangled } from '../overlay/untangle.ts';
import { cleanRing } from './clean-ring.ts';
import { Findings } from './findings.ts';
import { membership, type PartRing } from './part-rule.ts';

export interface LoneRing extends PartRing {
  readonly positions: readonly Position[];
}

type Shape = Polygon | MultiPolygon;

/** No shape that was ever meant has as many; what has them would take minutes and all the memory. */
export const MOST_CROSSINGS = 200_000;

/** A valid area of clean rings in whole units: what crosses is cut, what touches is joined; null when nothing is left. */
export function settled(rings: readonly LoneRing[], findings: Findings): Shape | null {
  const map = arrangement(
    rings.map(({ positions }, shape) => ({ shape, positions })),
    rings.length,
    { mostCrossings: MOST_CROSSINGS },
  );
  countCrossings(map, findings);
  const inside = membership(rings, map.sets, new Set(map.cover), findings);
  const shape = mergedShape(map, (set) => inside.has(set));
  if (findings.isEmpty && shape !== null) {
    if (!isAlike(shape, rings)) findings.add('regrouped');
    // Where one ring touches another between two points, both get the point.
    else if (map.meetings.edge.length === 0) return asGiven(rings);
  }
  if (map.meetings.one.length === 0 || shape === null) return shape;
  return untangled(shape, tidied);
}

/** Crossing points are rounded to whole units. */
function tidied(ring: readonly Position[]): readonly Position[] {
  return (
    cleanRing(
      ring.map(([x, y]): Position => [Math.round(x), Math.round(y)]),
      new Findings(),
    ) ?? []
  );
}

function countCrossings({ edges, meetings }: Arrangement, findings: Findings): void {
  const { one, other, x, y, vertices } = meetings;
  for (let i = 0; i < one.length; i++) {
    const isSelf = edges.toggles.data[one.data[i]!] === edges.toggles.data[other.data[i]!];
    const node = vertices + i;
    findings.add(isSelf ? 'self-crossing' : 'crossing-rings', [x.data[node]!, y.data[node]!]);
  }
}

/** As many parts and rings as were given. */
function isAlike(shape: Shape, rings: readonly LoneRing[]): boolean {
  const polygons = polygonsOf(shape);
  const parts = rings.filter(({ isShell }) => isShell).length;
  return polygons.length === parts && polygons.flat().length === rings.length;
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
