import type { Random } from '../random.ts';
import { crosses, type Ring, type Vertices } from './vertices.ts';

/** How a new line between two parts looks. */
export interface LineStyle {
  /** Metres between its vertices. */
  readonly step: number;
  /** How far it may leave the straight, as a share of its length. */
  readonly bend: number;
  /** How little its place depends on the shape: 0 the best one, more the wilder. */
  readonly whim?: number;
  /** Whether a line may run here. */
  readonly isClear?: (line: readonly (readonly [number, number])[]) => boolean;
}

export interface Division {
  /** The part that was asked for first. */
  readonly parts: readonly [Ring, Ring];
  /** From a vertex of the ring to another. */
  readonly line: readonly number[];
}

/**
 * Cuts a ring in two by a line between two of its own vertices: no vertex is put on an old side, so that a neighbour
 * need not know. Prefers lines that are short, meet the sides at right angles and leave corners alone.
 *
 * @param share of the area for the first part.
 * @returns null when no line fits.
 */
export function divide(
  vertices: Vertices,
  ring: Ring,
  share: number,
  style: LineStyle,
  random: Random,
): Division | null {
  for (const [i, j, isSwapped] of candidates(vertices, ring, share, style.whim ?? 0, random)) {
    const line = between(vertices, ring, i, j, style, random);
    if (line === null) continue;
    const inner = line.map(([x, y]) => vertices.add(x, y));
    const one = [...ring.slice(i, j + 1), ...inner.toReversed()];
    const other = [...ring.slice(j), ...ring.slice(0, i + 1), ...inner];
    return { parts: isSwapped ? [other, one] : [one, other], line: [ring[i]!, ...inner, ring[j]!] };
  }
  return null;
}

/** Along a given way, from the vertex nearest to where it comes in to that nearest to where it goes out. */
export function divideAlong(
  vertices: Vertices,
  ring: Ring,
  way: readonly (readonly [number, number])[],
): Division | null {
  const nearest = ([x, y]: readonly [number, number]): number => {
    const far = ring.map((vertex) => Math.hypot(vertices.x(vertex) - x, vertices.y(vertex) - y));
    return far.indexOf(Math.min(...far));
  };
  const isInside = ([x, y]: readonly [number, number]): boolean =>
    vertices.holds(ring, x, y) &&
    ring.every((vertex) => Math.hypot(vertices.x(vertex) - x, vertices.y(vertex) - y) > 35);
  const [first, last] = [way.findIndex(isInside), way.findLastIndex(isInside)];
  if (first < 0) return null;
  const kept = way.slice(first, last + 1);
  const [from, to] = [nearest(kept[0]!), nearest(kept.at(-1)!)];
  const inner = from < to ? kept : kept.toReversed();
  const [i, j] = from < to ? [from, to] : [to, from];
  if (j - i < 2 || !isFree(vertices, ring, i, j, inner, 4)) return null;
  const added = inner.map(([x, y]) => vertices.add(x, y));
  return {
    parts: [
      [...ring.slice(i, j + 1), ...added.toReversed()],
      [...ring.slice(j), ...ring.slice(0, i + 1), ...added],
    ],
    line: [ring[i]!, ...added, ring[j]!],
  };
}

const TRIED = 40;
type Candidate = readonly [i: number, j: number, isSwapped: boolean];

/** Pairs of vertices, the best first. */
function candidates(vertices: Vertices, ring: Ring, share: number, whim: number, random: Random): Candidate[] {
  const count = ring.length;
  const xs = Float64Array.from(ring, (vertex) => vertices.x(vertex));
  const ys = Float64Array.from(ring, (vertex) => vertices.y(vertex));
  const swept = new Float64Array(count + 1);
  const [tx, ty, turn] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let at = 0; at < count; at++) {
    const [before, next] = [(at + count - 1) % count, (at + 1) % count];
    swept[at + 1] = swept[at]! + xs[at]! * ys[next]! - xs[next]! * ys[at]!;
    const [x1, y1] = unit(xs[at]! - xs[before]!, ys[at]! - ys[before]!);
    const [x2, y2] = unit(xs[next]! - xs[at]!, ys[next]! - ys[at]!);
    [tx[at], ty[at]] = unit(x1 + x2, y1 + y2);
    turn[at] = Math.max(0, x1 * y2 - x2 * y1) + (x1 * x2 + y1 * y2 < 0 ? 1 : 0);
  }
  const whole = swept[count]!;
  const found: { cost: number; candidate: Candidate }[] = [];
  const stride = Math.max(1, Math.floor(count / 160));
  for (let i = 0; i < count; i += stride) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      const part = (swept[j]! - swept[i]! + xs[j]! * ys[i]! - xs[i]! * ys[j]!) / whole;
      const isSwapped = Math.abs(1 - part - share) < Math.abs(part - share);
      const off = (isSwapped ? 1 - part : part) - share;
      const [dx, dy] = [xs[j]! - xs[i]!, ys[j]! - ys[i]!];
      const square = dx * dx + dy * dy;
      const slant = ((dx * tx[i]! + dy * ty[i]!) ** 2 + (dx * tx[j]! + dy * ty[j]!) ** 2) / square;
      const scale = Math.min(share, 1 - share);
      const cost =
        3 * (off / scale) ** 2 +
        (0.5 * square) / (whole / 2) +
        0.6 * slant +
        0.7 * (turn[i]! + turn[j]!) +
        (whim === 0 ? 0 : whim * random.next());
      if (found.length === TRIED && cost >= found[TRIED - 1]!.cost) continue;
      if (found.length === TRIED) found.pop();
      let at = found.length;
      while (at > 0 && found[at - 1]!.cost > cost) at--;
      found.splice(at, 0, { cost, candidate: [i, j, isSwapped] });
    }
  }
  return found.map(({ candidate }) => candidate);
}

function unit(x: number, y: number): readonly [number, number] {
  const length = Math.hypot(x, y);
  return length === 0 ? [0, 0] : [x / length, y / length];
}

/** The vertices between two of a ring's, bent where it may be; null when even the straight way leaves the ring. */
function between(vertices: Vertices, ring: Ring, i: number, j: number, style: LineStyle, random: Random) {
  const [x0, y0] = [vertices.x(ring[i]!), vertices.y(ring[i]!)];
  const [dx, dy] = [vertices.x(ring[j]!) - x0, vertices.y(ring[j]!) - y0];
  const count = Math.max(1, Math.round(Math.hypot(dx, dy) / style.step));
  const [swing, ripple] = [random.between(-1, 1), random.between(-1, 1)];
  const line = (bend: number): (readonly [number, number])[] =>
    Array.from({ length: count - 1 }, (_, at) => {
      const share = (at + 1) / count;
      const aside = bend * (swing * Math.sin(Math.PI * share) + 0.5 * ripple * Math.sin(3 * Math.PI * share));
      return [x0 + share * dx - aside * dy, y0 + share * dy + aside * dx];
    });
  const gap = style.step * 0.28;
  if (!isFree(vertices, ring, i, j, [], gap)) return null;
  for (const bend of style.bend > 0 ? [style.bend, 0] : [0]) {
    const made = line(bend);
    if ((bend === 0 || isFree(vertices, ring, i, j, made, gap)) && (style.isClear?.(made) ?? true)) return made;
  }
  return null;
}

/** Whether a line between two vertices stays inside the ring and clear of its other vertices. */
function isFree(
  vertices: Vertices,
  ring: Ring,
  i: number,
  j: number,
  inner: readonly (readonly [number, number])[],
  gap: number,
): boolean {
  const way = [place(vertices, ring[i]!), ...inner, place(vertices, ring[j]!)];
  const middle = Math.floor((way.length - 1) / 2);
  const [a, b] = [way[middle]!, way[middle + 1]!];
  if (!vertices.holds(ring, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) return false;
  for (let k = 1; k < way.length; k++) {
    const [[ax, ay], [bx, by]] = [way[k - 1]!, way[k]!];
    for (let at = 0; at < ring.length; at++) {
      const next = (at + 1) % ring.length;
      const [cx, cy] = [vertices.x(ring[at]!), vertices.y(ring[at]!)];
      if (at !== i && at !== j && isNear(cx, cy, ax, ay, bx, by, gap)) return false;
      if (at === i || at === j || next === i || next === j) continue;
      if (crosses(ax, ay, bx, by, cx, cy, vertices.x(ring[next]!), vertices.y(ring[next]!))) return false;
    }
  }
  return true;
}

const place = (vertices: Vertices, vertex: number): readonly [number, number] => [
  vertices.x(vertex),
  vertices.y(vertex),
];

function isNear(x: number, y: number, ax: number, ay: number, bx: number, by: number, gap: number): boolean {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2 < gap * gap;
}
