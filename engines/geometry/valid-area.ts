import type { Position } from './geometry.ts';
import { orientation } from './orientation.ts';

type Rings = readonly (readonly Position[])[];

/** Every edge of a geometry: ends in whole 1e-9 degrees, by which ring, in the order of the ring. */
interface Edges {
  readonly count: number;
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  readonly ring: Int32Array;
  /** First edge and number of edges of each ring. */
  readonly first: readonly number[];
}

/** Pairs of edges looked at before a boundary counts as too tangled to check. */
const MOST_PAIRS = 30_000_000;

/**
 * Why polygons are no valid area (OGC Simple Features: rings closed and simple, holes inside, parts beside each other,
 * touching in points at most), as a sentence; null when they are one.
 */
export function areaProblem(polygons: readonly Rings[]): string | null {
  const rings = polygons.flat();
  for (const [at, ring] of rings.entries()) {
    const problem = ringProblem(ring);
    if (problem !== null) return rings.length === 1 ? `边界${problem}` : `第 ${at + 1} 圈边界${problem}`;
  }
  const edges = edgesOf(rings);
  const meeting = meetings(edges);
  if (typeof meeting === 'string') return meeting;
  return placesProblem(polygons, meeting);
}

function ringProblem(ring: readonly Position[]): string | null {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) return '没有闭合：最后一点要与第一点相同';
  if (ring.length < 4) return '不足三个不同的点，围不成面';
  return null;
}

const whole = (degrees: number): number => Math.round(degrees * 1e9);

function edgesOf(rings: Rings): Edges {
  const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  const [ax, ay, bx, by] = [0, 1, 2, 3].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const ringOf = new Int32Array(count);
  const first: number[] = [];
  let edge = 0;
  for (const [at, ring] of rings.entries()) {
    first.push(edge);
    for (let i = 1; i < ring.length; i++, edge++) {
      ax[edge] = whole(ring[i - 1]![0]);
      ay[edge] = whole(ring[i - 1]![1]);
      bx[edge] = whole(ring[i]![0]);
      by[edge] = whole(ring[i]![1]);
      ringOf[edge] = at;
    }
  }
  return { count, ax, ay, bx, by, ring: ringOf, first: [...first, count] };
}

/** Rings that touch another ring in a point. */
type Touching = ReadonlySet<number>;

/** Compares edges whose boxes meet, from west to east; a sentence for the first two that may not meet so. */
function meetings(edges: Edges): Touching | string {
  const { count, ax, ay, bx, by, ring } = edges;
  const west = Float64Array.from(ax, (x, i) => Math.min(x, bx[i]!));
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((i, j) => west[i]! - west[j]!);
  const touching = new Set<number>();
  let pairs = 0;
  for (let p = 0; p < count; p++) {
    const i = order[p]!;
    const east = Math.max(ax[i]!, bx[i]!);
    const [south, north] = [Math.min(ay[i]!, by[i]!), Math.max(ay[i]!, by[i]!)];
    for (let q = p + 1; q < count && west[order[q]!]! <= east; q++) {
      if (++pairs > MOST_PAIRS) return '边界过于复杂，无法检查，请先概化或拆成多条记录';
      const j = order[q]!;
      if (Math.max(ay[j]!, by[j]!) < south || Math.min(ay[j]!, by[j]!) > north) continue;
      const contact = contactOf(edges, i, j);
      if (contact === 'none') continue;
      if (contact === 'point' && ring[i] !== ring[j]) touching.add(ring[i]!).add(ring[j]!);
      else if (contact !== 'point' || !areNeighbours(edges, i, j)) return contactSentence(edges, i, j);
    }
  }
  return touching;
}

function contactSentence({ ax, ay, ring }: Edges, i: number, j: number): string {
  const place = `${(ax[j]! / 1e9).toFixed(6)}, ${(ay[j]! / 1e9).toFixed(6)}`;
  return ring[i] === ring[j]
    ? `边界在（${place}）附近与自己相交，请改正后再保存`
    : `两圈边界在（${place}）附近相交或重叠，请改正后再保存`;
}

/** Consecutive edges of a ring meet in their common point. */
function areNeighbours({ ring, first }: Edges, i: number, j: number): boolean {
  const [low, high] = i < j ? [i, j] : [j, i];
  const from = first[ring[i]!]!;
  const until = first[ring[i]! + 1]!;
  return high - low === 1 || (low === from && high === until - 1);
}

/** Do two edges share nothing, one point that is an end of one of them, or more: a crossing, a stretch? */
function contactOf({ ax, ay, bx, by }: Edges, i: number, j: number): 'none' | 'point' | 'more' {
  const [x1, y1, x2, y2] = [ax[i]!, ay[i]!, bx[i]!, by[i]!];
  const [x3, y3, x4, y4] = [ax[j]!, ay[j]!, bx[j]!, by[j]!];
  const o3 = orientation(x1, y1, x2, y2, x3, y3);
  const o4 = orientation(x1, y1, x2, y2, x4, y4);
  if (o3 === 0 && o4 === 0) return contactOnLine(x1, y1, x2, y2, x3, y3, x4, y4);
  if (o3 === o4) return 'none';
  const o1 = orientation(x3, y3, x4, y4, x1, y1);
  const o2 = orientation(x3, y3, x4, y4, x2, y2);
  if (o1 === o2) return 'none';
  return o1 * o2 * o3 * o4 === 0 ? 'point' : 'more';
}

type Ends = [number, number, number, number, number, number, number, number];

function contactOnLine(...[x1, y1, x2, y2, x3, y3, x4, y4]: Ends): 'none' | 'point' | 'more' {
  const isUpright = x1 === x2;
  const [a, b, c, d] = isUpright ? [y1, y2, y3, y4] : [x1, x2, x3, x4];
  const low = Math.max(Math.min(a, b), Math.min(c, d));
  const high = Math.min(Math.max(a, b), Math.max(c, d));
  if (low > high) return 'none';
  return low === high ? 'point' : 'more';
}

/** Rings do not cross any more: are holes in their polygon, and parts and holes outside each other? */
function placesProblem(polygons: readonly Rings[], touching: Touching): string | null {
  let number = 0;
  const outers: { ring: readonly Position[]; number: number }[] = [];
  for (const [outer, ...holes] of polygons) {
    outers.push({ ring: outer!, number });
    for (const [at, hole] of holes.entries()) {
      if (!lies(hole, outer!, 'inside', touching.has(number + at + 1)))
        return `第 ${number + at + 2} 圈是洞，但不在外边界之内`;
      if (holes.some((other, i) => i !== at && lies(hole, other, 'inside', touching.has(number + at + 1)))) {
        return `第 ${number + at + 2} 圈洞在另一个洞里`;
      }
    }
    number += 1 + holes.length;
  }
  for (const [at, one] of outers.entries()) {
    const within = polygons.findIndex(
      ([outer, ...holes], other) =>
        other !== at &&
        lies(one.ring, outer!, 'inside', touching.has(one.number)) &&
        !holes.some((hole) => lies(one.ring, hole, 'inside', touching.has(one.number))),
    );
    if (within >= 0) return `第 ${at + 1} 块与第 ${within + 1} 块重叠`;
  }
  return null;
}

/**
 * The first point of a ring that is not on the other's boundary decides; when rings touch, several points are asked, and
 * where one fills a notch of the other, every corner of it being on the boundary, the middles of its edges.
 */
function lies(ring: readonly Position[], other: readonly Position[], wanted: Side, isTouching: boolean): boolean {
  for (const position of isTouching ? ring : ring.slice(0, 1)) {
    const side = sideOf(position, other);
    if (side !== 'on') return side === wanted;
  }
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!];
    const side = sideAt(whole(ax) + whole(bx), whole(ay) + whole(by), other, 2);
    if (side !== 'on') return side === wanted;
  }
  return wanted === 'inside';
}

export type Side = 'inside' | 'outside' | 'on';

/** Where a position lies to a closed ring, exactly. */
export function sideOf([lon, lat]: Position, ring: readonly Position[]): Side {
  return sideAt(whole(lon), whole(lat), ring, 1);
}

/** `x`, `y` in so many parts of a whole unit. */
function sideAt(x: number, y: number, ring: readonly Position[], parts: number): Side {
  let isInside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [parts * whole(ring[i - 1]![0]), parts * whole(ring[i - 1]![1])];
    const [bx, by] = [parts * whole(ring[i]![0]), parts * whole(ring[i]![1])];
    if (Math.min(ay, by) > y || Math.max(ay, by) < y) continue;
    const turn = orientation(ax, ay, bx, by, x, y);
    if (turn === 0) {
      if (Math.min(ax, bx) <= x && x <= Math.max(ax, bx)) return 'on';
    } else if (ay > y !== by > y && turn > 0 === by > ay) {
      isInside = !isInside;
    }
  }
  return isInside ? 'inside' : 'outside';
}
