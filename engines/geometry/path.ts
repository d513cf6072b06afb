/**
 * Lines and rings in tile units, flat: `[x0, y0, x1, y1, …]`. Rings end where they begin.
 */
export type Path = Float64Array;

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A ring cut to a square (Sutherland–Hodgman, one axis after the other); empty when nothing is left. */
export function clipRing(ring: Path, bounds: Bounds): Path {
  return clipAxis(clipAxis(ring, bounds, 0), bounds, 1);
}

function clipAxis(ring: Path, { min, max }: Bounds, axis: 0 | 1): Path {
  if (isBetween(ring, min, max, axis)) return ring;
  return keepSide(
    keepSide(ring, axis, (value) => value - min, min),
    axis,
    (value) => max - value,
    max,
  );
}

function isBetween(path: Path, min: number, max: number, axis: 0 | 1): boolean {
  for (let i = axis; i < path.length; i += 2) if (path[i]! < min || path[i]! > max) return false;
  return true;
}

/** Keeps where `depth` is not negative. */
function keepSide(ring: Path, axis: 0 | 1, depth: (value: number) => number, edge: number): Path {
  const kept: number[] = [];
  for (let i = 2; i < ring.length; i += 2) {
    const [before, after] = [depth(ring[i - 2 + axis]!), depth(ring[i + axis]!)];
    if (before >= 0) kept.push(ring[i - 2]!, ring[i - 1]!);
    if (before < 0 !== after < 0) kept.push(...crossing(ring, i, axis, edge));
  }
  if (kept.length < 6) return new Float64Array(0);
  kept.push(kept[0]!, kept[1]!);
  return Float64Array.from(kept);
}

function crossing(path: Path, i: number, axis: 0 | 1, edge: number): [number, number] {
  const share = (edge - path[i - 2 + axis]!) / (path[i + axis]! - path[i - 2 + axis]!);
  const other = 1 - axis;
  const value = path[i - 2 + other]! + share * (path[i + other]! - path[i - 2 + other]!);
  return axis === 0 ? [edge, value] : [value, edge];
}

/** A line cut to a square (Liang–Barsky): the pieces inside. */
export function clipLine(line: Path, { min, max }: Bounds): Path[] {
  if (isBetween(line, min, max, 0) && isBetween(line, min, max, 1)) return [line];
  const pieces: number[][] = [];
  let piece: number[] | null = null;
  for (let i = 2; i < line.length; i += 2) {
    const [x, y] = [line[i - 2]!, line[i - 1]!];
    const [dx, dy] = [line[i]! - x, line[i + 1]! - y];
    const span = insideSpan(x, y, dx, dy, min, max);
    if (span === null) {
      piece = null;
      continue;
    }
    const [from, until] = span;
    if (piece === null || from > 0) pieces.push((piece = [x + from * dx, y + from * dy]));
    piece.push(x + until * dx, y + until * dy);
    if (until < 1) piece = null;
  }
  return pieces.map((numbers) => Float64Array.from(numbers));
}

/** Between which shares of a stretch it is inside; null: nowhere. */
function insideSpan(
  x: number,
  y: number,
  dx: number,
  dy: number,
  min: number,
  max: number,
): readonly [number, number] | null {
  let [from, until] = [0, 1];
  for (const [start, delta] of [
    [x, dx],
    [y, dy],
  ] as const) {
    if (delta === 0) {
      if (start < min || start > max) return null;
      continue;
    }
    const [a, b] = [(min - start) / delta, (max - start) / delta];
    from = Math.max(from, Math.min(a, b));
    until = Math.min(until, Math.max(a, b));
  }
  return from > until ? null : [from, until];
}

/** Douglas–Peucker: first and last stay, and whatever is farther than the tolerance from what is drawn. */
export function simplified(path: Path, tolerance: number): Path {
  const count = path.length / 2;
  if (count <= 2) return path;
  const keep = new Uint8Array(count);
  keep[0] = keep[count - 1] = 1;
  const stack: [number, number][] = [[0, count - 1]];
  for (let stretch = stack.pop(); stretch; stretch = stack.pop()) {
    const [from, until] = stretch;
    let [farthest, at] = [tolerance ** 2, -1];
    for (let i = from + 1; i < until; i++) {
      const distance = squaredDistance(path, i, from, until);
      if (distance > farthest) [farthest, at] = [distance, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    stack.push([from, at], [at, until]);
  }
  return path.filter((_, i) => keep[i >> 1] === 1);
}

/** From point i to the stretch between two others. */
function squaredDistance(path: Path, i: number, from: number, until: number): number {
  const [x, y] = [path[2 * i]!, path[2 * i + 1]!];
  const [ax, ay] = [path[2 * from]!, path[2 * from + 1]!];
  const [dx, dy] = [path[2 * until]! - ax, path[2 * until + 1]! - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return (x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2;
}

/** Rounded to whole units, without points that follow themselves. */
export function quantised(path: Path): Path {
  const kept = new Float64Array(path.length);
  let end = 0;
  for (let i = 0; i < path.length; i += 2) {
    const [x, y] = [Math.round(path[i]!), Math.round(path[i + 1]!)];
    if (end > 0 && kept[end - 2] === x && kept[end - 1] === y) continue;
    kept[end++] = x;
    kept[end++] = y;
  }
  return kept.subarray(0, end);
}

/** Twice the area of a ring; positive clockwise on a screen, where y grows downwards. */
export function doubleArea(ring: Path): number {
  let sum = 0;
  for (let i = 2; i < ring.length; i += 2) sum += ring[i - 2]! * ring[i + 1]! - ring[i]! * ring[i - 1]!;
  return sum;
}

/** The same the other way round. */
export function reversed(path: Path): Path {
  const turned = new Float64Array(path.length);
  for (let i = 0; i < path.length; i += 2) {
    turned[i] = path[path.length - 2 - i]!;
    turned[i + 1] = path[path.length - 1 - i]!;
  }
  return turned;
}
