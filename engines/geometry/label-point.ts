import { boxOf, linesOf, polygonsOf, type Geometry, type Position } from './geometry.ts';

/** Lines across a polygon on which a wide place is looked for. */
const SCANS = 7;

/**
 * Where a label or a pin stands: on the geometry itself. Of a point it is the point, of lines the middle vertex of the
 * one with most, of areas the middle of the widest stretch that lines of constant latitude cut out of the largest.
 */
export function labelPoint(geometry: Geometry): Position {
  if (geometry.type === 'Point') return geometry.coordinates;
  if (geometry.type === 'MultiPoint') return geometry.coordinates[0]!;
  const polygons = polygonsOf(geometry);
  if (polygons.length > 0) return insideOf(largest(polygons, ([outer]) => boxSize(outer!)));
  const line = largest(linesOf(geometry), ({ length }) => length);
  if (line.length !== 2) return line[Math.floor((line.length - 1) / 2)]!;
  return middle(line[0]!, line[1]!);
}

const middle = (a: Position, b: Position): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

function largest<T>(list: readonly T[], size: (one: T) => number): T {
  return list.reduce((best, one) => (size(one) > size(best) ? one : best));
}

function boxSize(ring: readonly Position[]): number {
  const [west, south, east, north] = boxOf({ type: 'LineString', coordinates: ring });
  return (east - west) * (north - south);
}

function insideOf(rings: readonly (readonly Position[])[]): Position {
  const [, south, , north] = boxOf({ type: 'Polygon', coordinates: rings });
  let best: { width: number; at: Position } = { width: 0, at: middle(rings[0]![0]!, rings[0]![1]!) };
  for (let scan = 1; scan <= SCANS; scan++) {
    const lat = south + ((north - south) * scan) / (SCANS + 1);
    const cuts = cutsAt(rings, lat);
    for (let i = 1; i < cuts.length; i += 2) {
      const width = cuts[i]! - cuts[i - 1]!;
      if (width > best.width) best = { width, at: [(cuts[i]! + cuts[i - 1]!) / 2, lat] };
    }
  }
  return best.at;
}

/** Where the boundary crosses a latitude, from west to east: in, out, in, out … */
function cutsAt(rings: readonly (readonly Position[])[], lat: number): number[] {
  const cuts: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1]!, ring[i]!];
      if (a[1] > lat === b[1] > lat) continue;
      cuts.push(a[0] + ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]));
    }
  }
  return cuts.sort((x, y) => x - y);
}
