import { geodesicM } from './geodesic.ts';
import {
  linesOf,
  polygonsOf,
  type Box,
  type Geometry,
  type MultiPolygon,
  type Polygon,
  type Position,
} from './geometry.ts';
import { holdsPosition } from './reach.ts';

/** How a box lies to an area: all of it inside, all outside, or an outline passes through it. */
export function boxWithin(
  [west, south, east, north]: Box,
  area: Polygon | MultiPolygon,
): 'inside' | 'outside' | 'crossed' {
  for (const rings of polygonsOf(area)) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        if (meetsBox(ring[i - 1]!, ring[i]!, west, south, east, north)) return 'crossed';
      }
    }
  }
  return holdsPosition(area, [west, south]) ? 'inside' : 'outside';
}

/** Whether a stretch has a point in a box (Liang–Barsky). */
function meetsBox(a: Position, b: Position, west: number, south: number, east: number, north: number): boolean {
  if (Math.max(a[0], b[0]) < west || Math.min(a[0], b[0]) > east) return false;
  if (Math.max(a[1], b[1]) < south || Math.min(a[1], b[1]) > north) return false;
  let [from, until] = [0, 1];
  const cut = (start: number, delta: number, min: number, max: number): void => {
    if (delta === 0) return;
    const [one, other] = [(min - start) / delta, (max - start) / delta];
    from = Math.max(from, Math.min(one, other));
    until = Math.min(until, Math.max(one, other));
  };
  cut(a[0], b[0] - a[0], west, east);
  cut(a[1], b[1] - a[1], south, north);
  return from <= until;
}

/** Geodesic length in metres of what of some lines lies in an area. */
export function lengthWithinM(geometry: Geometry, area: Polygon | MultiPolygon): number {
  const edges = polygonsOf(area).flatMap((rings) =>
    rings.flatMap((ring) => ring.slice(1).map((end, i) => [ring[i]!, end] as const)),
  );
  let length = 0;
  for (const line of linesOf(geometry)) {
    for (let i = 1; i < line.length; i++) length += stretchWithinM(line[i - 1]!, line[i]!, edges, area);
  }
  return length;
}

function stretchWithinM(
  from: Position,
  to: Position,
  edges: readonly (readonly [Position, Position])[],
  area: Polygon | MultiPolygon,
): number {
  const shares = [0, 1, ...edges.flatMap(([a, b]) => crossing(from, to, a, b))].sort((a, b) => a - b);
  const at = (share: number): Position => [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  let length = 0;
  for (let i = 1; i < shares.length; i++) {
    const [start, end] = [shares[i - 1]!, shares[i]!];
    if (end > start && holdsPosition(area, at((start + end) / 2))) length += geodesicM(at(start), at(end));
  }
  return length;
}

/** Where along a stretch an edge crosses it. */
function crossing(from: Position, to: Position, a: Position, b: Position): number[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const [ex, ey] = [b[0] - a[0], b[1] - a[1]];
  const turn = dx * ey - dy * ex;
  if (turn === 0) return [];
  const [px, py] = [a[0] - from[0], a[1] - from[1]];
  const share = (px * ey - py * ex) / turn;
  const along = (px * dy - py * dx) / turn;
  return share > 0 && share < 1 && along >= 0 && along <= 1 ? [share] : [];
}
