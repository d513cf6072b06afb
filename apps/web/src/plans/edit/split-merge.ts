import type { Geometry, Position } from '@quantu/geometry';
import { isSame } from './topology.ts';

type Ring = readonly Position[];

/** Twice the signed area in degrees; positive counter-clockwise. */
function doubled(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return sum;
}

const turned = (ring: Ring, isCounterClockwise: boolean): Ring =>
  doubled(ring) > 0 === isCounterClockwise ? ring : [...ring].reverse();

interface Crossing {
  readonly at: Position;
  /** After which corner of the ring. */
  readonly edge: number;
  /** Along the cutting line, in segments. */
  readonly along: number;
}

export type Split = { readonly shapes: readonly [Geometry, Geometry]; readonly cuts: readonly [Position, Position] };

/** Cuts an area in two along a line that crosses its boundary twice; a sentence when it does not. */
export function split(shape: Geometry, line: readonly Position[]): Split | string {
  if (shape.type !== 'Polygon' && !(shape.type === 'MultiPolygon' && shape.coordinates.length === 1))
    return '只能分割单个面，请先把几个部分拆开';
  const [outer, ...holes] = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates[0]!;
  const ring = outer!.slice(0, -1);
  const crossings = crossingsOf(ring, line).sort((a, b) => a.along - b.along);
  if (crossings.length !== 2) {
    return crossings.length < 2
      ? '分割线要从面外穿到面外，和边界相交两次'
      : `分割线和边界相交了 ${crossings.length} 次，请画得只相交两次`;
  }
  if (holes.some((hole) => crossingsOf(hole.slice(0, -1), line).length > 0)) return '分割线穿过了洞，请绕开';
  const [first, second] = crossings as [Crossing, Crossing];
  const inner = line.filter((_, i) => i > first.along && i < second.along);
  const path = [first.at, ...inner, second.at];
  const there = walk(ring, second, first);
  const back = walk(ring, first, second);
  const one = closed([...path, ...there]);
  const other = closed([...[...path].reverse(), ...back]);
  const parts = [one, other].map((part): Geometry => {
    const own = holes.filter((hole) => isInside(hole[0]!, part));
    return { type: 'Polygon', coordinates: [turned(part, true), ...own] };
  });
  return { shapes: [parts[0]!, parts[1]!], cuts: [first.at, second.at] };
}

/** Corners of the ring after one crossing up to another, in the ring's direction. */
function walk(ring: Ring, from: Crossing, to: Crossing): Position[] {
  const n = ring.length;
  let count = (to.edge - from.edge + n) % n;
  // Both cuts on one edge: all the way round, or nothing between them.
  if (count === 0 && isBefore(ring, to, from)) count = n;
  return Array.from({ length: count }, (_, i) => ring[(from.edge + 1 + i) % n]!);
}

function isBefore(ring: Ring, one: Crossing, other: Crossing): boolean {
  const start = ring[one.edge]!;
  const far = ({ at }: Crossing): number => Math.hypot(at[0] - start[0], at[1] - start[1]);
  return far(one) < far(other);
}

function closed(corners: readonly Position[]): Ring {
  const plain = corners.filter((one, i) => i === 0 || !isSame(one, corners[i - 1]!));
  return isSame(plain[0]!, plain.at(-1)!) ? plain : [...plain, plain[0]!];
}

function crossingsOf(ring: Ring, line: readonly Position[]): Crossing[] {
  const found: Crossing[] = [];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    for (let edge = 0; edge < ring.length; edge++) {
      const hit = crossing(a, b, ring[edge]!, ring[(edge + 1) % ring.length]!);
      // A cut through a corner meets two edges: it counts once.
      if (hit && !found.some(({ at }) => isSame(at, hit.at))) found.push({ at: hit.at, edge, along: i - 1 + hit.part });
    }
  }
  return found;
}

function crossing(a: Position, b: Position, c: Position, d: Position): { at: Position; part: number } | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const part = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const side = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  if (part < 0 || part > 1 || side < 0 || side > 1) return null;
  // Very near a corner the corner itself is meant.
  if (side < 1e-9) return { at: c, part };
  if (side > 1 - 1e-9) return { at: d, part };
  return { at: [c[0] + side * sx, c[1] + side * sy], part };
}

function isInside([x, y]: Position, ring: Ring): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

const text = ([lon, lat]: Position): string => `${lon},${lat}`;

/** Several areas as one: edges that two of them share fall away. A sentence when they do not touch along an edge. */
export function merge(shapes: readonly Geometry[]): Geometry | string {
  const edges = new Map<string, [Position, Position]>();
  for (const shape of shapes) {
    const polygons =
      shape.type === 'Polygon' ? [shape.coordinates] : shape.type === 'MultiPolygon' ? shape.coordinates : [];
    for (const rings of polygons) {
      rings.forEach((ring, i) => {
        const way = turned(ring, i === 0);
        for (let at = 1; at < way.length; at++) {
          const [a, b] = [way[at - 1]!, way[at]!];
          if (edges.delete(`${text(b)} ${text(a)}`)) continue;
          edges.set(`${text(a)} ${text(b)}`, [a, b]);
        }
      });
    }
  }
  const rings = chained([...edges.values()]);
  if (rings === null) return '边界没有接好，不能合并';
  const outer = rings.filter((ring) => doubled(ring) > 0);
  const holes = rings.filter((ring) => doubled(ring) < 0);
  if (outer.length !== 1) return '要合并的面没有公共边，请选相邻的面';
  return { type: 'Polygon', coordinates: [outer[0]!, ...holes] };
}

/** Edges put together to rings; null when one is left over. */
function chained(edges: readonly [Position, Position][]): Ring[] | null {
  const from = new Map<string, Position[]>();
  for (const [a, b] of edges) from.set(text(a), [...(from.get(text(a)) ?? []), b]);
  const rings: Ring[] = [];
  for (const [start] of edges) {
    if ((from.get(text(start))?.length ?? 0) === 0) continue;
    const ring: Position[] = [start];
    for (let at = start; ;) {
      const next = from.get(text(at))?.shift();
      if (!next) return null;
      ring.push(next);
      at = next;
      if (isSame(at, start)) break;
    }
    rings.push(ring);
  }
  return rings;
}
