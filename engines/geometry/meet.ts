import { boxOf, linesOf, polygonsOf, type Box, type Geometry, type Position } from './geometry.ts';
import { orientation } from './orientation.ts';
import { holdsPosition } from './reach.ts';

const UNITS = 1e9;
const whole = (degrees: number): number => Math.round(degrees * UNITS);

/** True when two geometries have a point in common; exact to 1e-9 degrees. */
export function meet(a: Geometry, b: Geometry): boolean {
  if (!boxesMeet(boxOf(a), boxOf(b))) return false;
  if (edgesOf(a).some((one) => edgesOf(b).some((other) => edgesMeet(one, other)))) return true;
  return placesOf(a).some((place) => isOn(b, place)) || placesOf(b).some((place) => isOn(a, place));
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

type Edge = readonly [ax: number, ay: number, bx: number, by: number];
const known = new WeakMap<Geometry, readonly Edge[]>();

function edgesOf(geometry: Geometry): readonly Edge[] {
  const found = known.get(geometry);
  if (found) return found;
  const edges: Edge[] = [];
  for (const path of [...linesOf(geometry), ...polygonsOf(geometry).flat()]) {
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1]!, path[i]!];
      edges.push([whole(a[0]), whole(a[1]), whole(b[0]), whole(b[1])]);
    }
  }
  known.set(geometry, edges);
  return edges;
}

/** One position of each part: where two parts do not cross, one position tells whether one holds the other. */
function placesOf(geometry: Geometry): readonly Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  if (geometry.type === 'MultiPoint') return geometry.coordinates;
  return [...linesOf(geometry), ...polygonsOf(geometry).map(([outer]) => outer!)].map((path) => path[0]!);
}

function isOn(geometry: Geometry, place: Position): boolean {
  const [x, y] = [whole(place[0]), whole(place[1])];
  if (geometry.type === 'Point' || geometry.type === 'MultiPoint') {
    return placesOf(geometry).some(([lon, lat]) => whole(lon) === x && whole(lat) === y);
  }
  return holdsPosition(geometry, place) || edgesOf(geometry).some((edge) => edgesMeet(edge, [x, y, x, y]));
}

function edgesMeet([ax, ay, bx, by]: Edge, [cx, cy, dx, dy]: Edge): boolean {
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  const [c, d] = [orientation(ax, ay, bx, by, cx, cy), orientation(ax, ay, bx, by, dx, dy)];
  if (c === d && c !== 0) return false;
  const [a, b] = [orientation(cx, cy, dx, dy, ax, ay), orientation(cx, cy, dx, dy, bx, by)];
  return a !== b || a === 0;
}
