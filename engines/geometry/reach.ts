import { linesOf, polygonsOf, type Geometry, type Position } from './geometry.ts';
import { orientation } from './orientation.ts';

const UNITS = 1e9;
const whole = (degrees: number): number => Math.round(degrees * UNITS);

/** True when a position lies in an area or on its outline; exact to 1e-9 degrees. */
export function holdsPosition(geometry: Geometry, [lon, lat]: Position): boolean {
  const [x, y] = [whole(lon), whole(lat)];
  return polygonsOf(geometry).some((rings) => {
    const sides = rings.map((ring) => sideOf(ring, x, y));
    return sides.some((side) => side === 0) || (sides[0] === 1 && sides.slice(1).every((side) => side === -1));
  });
}

/** 1 inside of a ring, 0 on it, −1 outside. */
function sideOf(ring: readonly Position[], x: number, y: number): -1 | 0 | 1 {
  let isInside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [whole(ring[i - 1]![0]), whole(ring[i - 1]![1])];
    const [bx, by] = [whole(ring[i]![0]), whole(ring[i]![1])];
    if ((ay > y && by > y) || (ay < y && by < y) || (ax < x && bx < x)) continue;
    const turn = orientation(ax, ay, bx, by, x, y);
    if (turn === 0 && Math.min(ax, bx) <= x && x <= Math.max(ax, bx)) return 0;
    if (ay > y !== by > y && turn > 0 === by > ay) isInside = !isInside;
  }
  return isInside ? 1 : -1;
}

const EARTH_M = 6_378_137;
const RADIAN = Math.PI / 180;

/** True when a geometry lies at a position: an area holds it, a line or point comes as near as the tolerance. */
export function reachesM(position: Position, geometry: Geometry, toleranceM: number): boolean {
  if (geometry.type === 'Point') return distanceM(position, geometry.coordinates, geometry.coordinates) <= toleranceM;
  if (geometry.type === 'MultiPoint') {
    return geometry.coordinates.some((one) => distanceM(position, one, one) <= toleranceM);
  }
  const lines = linesOf(geometry);
  if (lines.length === 0) return holdsPosition(geometry, position);
  return lines.some((line) => line.some((end, i) => i > 0 && distanceM(position, line[i - 1]!, end) <= toleranceM));
}

/** From a position to a stretch, on the plane that touches the ellipsoid there: for distances of some kilometres. */
function distanceM([lon, lat]: Position, from: Position, to: Position): number {
  const [east, north] = [EARTH_M * RADIAN * Math.cos(lat * RADIAN), EARTH_M * RADIAN];
  const [ax, ay] = [(from[0] - lon) * east, (from[1] - lat) * north];
  const [dx, dy] = [(to[0] - from[0]) * east, (to[1] - from[1]) * north];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + share * dx, ay + share * dy);
}
