import type { Ring, Vertices } from './vertices.ts';

/** What a block keeps of its land, and the strips along its sides that roads and rivers take. */
export interface Inset {
  readonly inner: Ring;
  /** Counter-clockwise; each beside one line. */
  readonly strips: readonly { readonly line: number; readonly ring: Ring }[];
}

export interface Sides {
  /** The line that a side lies on, by the position of its first vertex; -1: none, as at the coast. */
  readonly lineOf: readonly number[];
  /** Metres that a line takes of each side. */
  readonly widthOf: (line: number) => number;
  /** Metres between the vertices of the new sides. */
  readonly step: number;
}

/** Takes strips off the sides of a block. Null when the block is too narrow for them. */
export function inset(vertices: Vertices, ring: Ring, { lineOf, widthOf, step }: Sides, share = 1): Inset | null {
  const widths = lineOf.map((line) => (line < 0 ? 0 : share * widthOf(line)));
  if (widths.every((width) => width === 0)) return null;
  const places = ring.map((_, at) => movedPlace(vertices, ring, widths, at));
  if (!isSound(vertices, ring, places)) return null;
  const corners = places.map((place, at) => (place === null ? ring[at]! : vertices.add(...place)));
  const inner: number[] = [];
  /** New sides, from corner to corner, both included. */
  const sides = corners.map((corner, at) => {
    const next = corners[(at + 1) % corners.length]!;
    const made = widths[at] === 0 ? [corner, next] : dense(vertices, corner, next, step);
    inner.push(...made.slice(0, -1));
    return made;
  });
  return { inner, strips: strips(ring, lineOf, widths, sides) };
}

function movedPlace(vertices: Vertices, ring: Ring, widths: readonly number[], at: number): [number, number] | null {
  const count = ring.length;
  const before = (at + count - 1) % count;
  const [w1, w2] = [widths[before]!, widths[at]!];
  if (w1 === 0 || w2 === 0) return null;
  const [p, q, r] = [ring[before]!, ring[at]!, ring[(at + 1) % count]!];
  const [x1, y1] = direction(vertices, p, q);
  const [x2, y2] = direction(vertices, q, r);
  const turn = x1 * y2 - x2 * y1;
  const [x, y] = [vertices.x(q), vertices.y(q)];
  if (Math.abs(turn) < 0.25) {
    const wide = (w1 + w2) / 2;
    const length = Math.hypot(x1 + x2, y1 + y2);
    return [x - (wide * (y1 + y2)) / length, y + (wide * (x1 + x2)) / length];
  }
  // Where the two sides, each moved to the left by its width, meet.
  const [a, b] = [(w1 * x2 - w2 * x1) / turn, (w1 * y2 - w2 * y1) / turn];
  const limit = (3 * Math.max(w1, w2)) / Math.hypot(a, b);
  return [x + a * Math.min(1, limit), y + b * Math.min(1, limit)];
}

function direction(vertices: Vertices, from: number, to: number): readonly [number, number] {
  const length = vertices.distance(from, to);
  return [(vertices.x(to) - vertices.x(from)) / length, (vertices.y(to) - vertices.y(from)) / length];
}

/** Whether enough of the block is left, no side was turned round and no sides meet. */
function isSound(vertices: Vertices, ring: Ring, places: readonly ([number, number] | null)[]): boolean {
  const at = (i: number): readonly [number, number] => places[i] ?? [vertices.x(ring[i]!), vertices.y(ring[i]!)];
  let size = 0;
  for (let i = 0; i < ring.length; i++) {
    const j = (i + 1) % ring.length;
    const [[ax, ay], [bx, by]] = [at(i), at(j)];
    size += (ax * by - bx * ay) / 2;
    const [dx, dy] = [vertices.x(ring[j]!) - vertices.x(ring[i]!), vertices.y(ring[j]!) - vertices.y(ring[i]!)];
    if ((bx - ax) * dx + (by - ay) * dy < 0.15 * (dx * dx + dy * dy)) return false;
  }
  if (size < 0.3 * vertices.size(ring)) return false;
  const scratch = vertices.scratch(ring.map((_, i) => at(i)));
  return scratch.isSimple(ring.map((_, i) => i));
}

function dense(vertices: Vertices, from: number, to: number, step: number): number[] {
  const count = Math.max(1, Math.round(vertices.distance(from, to) / step));
  const [x, y] = [vertices.x(from), vertices.y(from)];
  const [dx, dy] = [vertices.x(to) - x, vertices.y(to) - y];
  const inner = Array.from({ length: count - 1 }, (_, k) =>
    vertices.add(x + ((k + 1) / count) * dx, y + ((k + 1) / count) * dy),
  );
  return [from, ...inner, to];
}

/** One strip for each run of sides on one line. */
function strips(ring: Ring, lineOf: readonly number[], widths: readonly number[], sides: readonly number[][]) {
  const count = ring.length;
  const firstBreak = ring.findIndex((_, at) => lineOf[at] !== lineOf[(at + count - 1) % count]);
  const start = Math.max(0, firstBreak);
  // All round on one line: two strips, so that neither surrounds the block.
  const isRound = firstBreak < 0;
  const made: { line: number; ring: Ring }[] = [];
  let run: number[] = [];
  const close = (): void => {
    if (run.length > 0 && widths[run[0]!]! > 0) made.push({ line: lineOf[run[0]!]!, ring: strip(ring, run, sides) });
    run = [];
  };
  for (let k = 0; k < count; k++) {
    const at = (start + k) % count;
    if (run.length > 0 && (lineOf[run[0]!] !== lineOf[at] || (isRound && k === count >> 1))) close();
    run.push(at);
  }
  close();
  return made;
}

/** The old sides forth and the new ones back; where both begin or end in one vertex it stands once. */
function strip(ring: Ring, run: readonly number[], sides: readonly number[][]): Ring {
  const outer = [...run.map((at) => ring[at]!), ring[(run.at(-1)! + 1) % ring.length]!];
  const inner = run.flatMap((at, k) => (k === 0 ? sides[at]! : sides[at]!.slice(1)));
  const back = inner.toReversed().filter((vertex) => vertex !== outer[0] && vertex !== outer.at(-1));
  return [...outer, ...back];
}
