import { polygonsOf, type Geometry, type Position } from '@quantu/geometry';

type Positions = readonly Position[];

interface Ring {
  readonly at: number;
  readonly positions: Positions;
  /** Twice, counter-clockwise positive. */
  readonly area: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * Polygons of the rings of a shape. Outer rings run clockwise, holes the other way; a hole belongs to the smallest
 * outer ring around it, and one in none is an islet drawn the wrong way round.
 */
export function areaOf(lists: readonly Position[][]): { geometry: Geometry; isReordered: boolean; wasOpen: boolean } {
  const wasOpen = lists.some((list) => !isClosed(list));
  if (lists.length === 1)
    return { geometry: { type: 'Polygon', coordinates: [closed(lists[0]!)] }, isReordered: wasOpen, wasOpen };
  const rings = lists.map(ringOf);
  const groups = byDirection(rings) ?? byDepth(rings);
  groups.sort((a, b) => a[0]!.at - b[0]!.at);
  const isReordered = wasOpen || groups.flat().some(({ at }, i) => at !== i);
  const shapes = groups.map((group) => group.map(({ positions }) => positions));
  const geometry: Geometry =
    shapes.length === 1 ? { type: 'Polygon', coordinates: shapes[0]! } : { type: 'MultiPolygon', coordinates: shapes };
  return { geometry, isReordered, wasOpen };
}

/** Polygons of rings whose direction says nothing: what lies in what decides. */
export function areaByNesting(lists: readonly Position[][]): Geometry {
  const groups = byDepth(lists.map(ringOf)).sort((a, b) => a[0]!.at - b[0]!.at);
  const shapes = groups.map((group) => group.map(({ positions }) => positions));
  return shapes.length === 1
    ? { type: 'Polygon', coordinates: shapes[0]! }
    : { type: 'MultiPolygon', coordinates: shapes };
}

/** Null when the directions cannot be true: a hole in nothing with something inside. Then what lies in what decides. */
function byDirection(rings: readonly Ring[]): Ring[][] | null {
  const outer = rings.filter(({ area }) => area <= 0);
  const groups = new Map(outer.map((ring) => [ring, [ring]]));
  const islets: Ring[][] = [];
  for (const ring of rings) {
    if (ring.area <= 0) continue;
    const around = smallest(outer.filter((one) => isAround(one, ring)));
    if (around) groups.get(around)!.push(ring);
    else if (rings.some((one) => isAround(ring, one))) return null;
    else islets.push([ring]);
  }
  return [...groups.values(), ...islets];
}

function byDepth(rings: readonly Ring[]): Ring[][] {
  const around = new Map(rings.map((ring) => [ring, rings.filter((one) => isAround(one, ring))]));
  const depth = (ring: Ring): number => around.get(ring)!.length;
  const groups = new Map(rings.filter((ring) => depth(ring) % 2 === 0).map((ring) => [ring, [ring]]));
  for (const ring of rings) {
    if (depth(ring) % 2 === 1) groups.get(smallest(around.get(ring)!)!)?.push(ring);
  }
  return [...groups.values()];
}

const size = ({ area }: Ring): number => Math.abs(area);

function smallest(rings: readonly Ring[]): Ring | null {
  return rings.reduce<Ring | null>((best, ring) => (best === null || size(ring) < size(best) ? ring : best), null);
}

/** Whether a ring lies in another: by the first of its points that is not on the other's edge. */
function isAround(outer: Ring, inner: Ring): boolean {
  if (outer === inner || size(outer) < size(inner) || (size(outer) === size(inner) && outer.at > inner.at))
    return false;
  if (inner.minX < outer.minX || inner.minY < outer.minY) return false;
  if (inner.maxX > outer.maxX || inner.maxY > outer.maxY) return false;
  for (const point of inner.positions) {
    const side = sideOf(outer.positions, point);
    if (side !== 0) return side > 0;
  }
  return true;
}

/** 1 inside, −1 outside, 0 on the edge. */
function sideOf(ring: Positions, [x, y]: Position): number {
  let isInside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const isLevel = x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);
    if (turn === 0 && isLevel) return 0;
    if (ay > y !== by > y && turn > 0 === by > ay) isInside = !isInside;
  }
  return isInside ? 1 : -1;
}

function ringOf(list: Position[], at: number): Ring {
  const positions = closed(list);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positions) {
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { at, positions, area: twiceArea(positions), minX, minY, maxX, maxY };
}

function isClosed(list: Positions): boolean {
  const [first, last] = [list[0]!, list.at(-1)!];
  return first[0] === last[0] && first[1] === last[1];
}

const closed = (list: Position[]): Position[] => (isClosed(list) ? list : [...list, list[0]!]);

/** Taken from the first point, which keeps large coordinates exact. */
function twiceArea(ring: Positions): number {
  const [x0, y0] = ring[0]!;
  let sum = 0;
  for (let i = 2; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
}

/** Whether a position lies in an area or on its edge. */
export function isInside(area: Geometry, position: Position): boolean {
  return polygonsOf(area).some(([outer, ...holes]) => {
    return sideOf(outer!, position) >= 0 && holes.every((hole) => sideOf(hole, position) <= 0);
  });
}
