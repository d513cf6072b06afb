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
  return keepSide(keepSide(ring, axis, 1, min), axis, -1, max);
}

function isBetween(path: Path, min: number, max: number, axis: 0 | 1): boolean {
  for (let i = axis; i < path.length; i += 2) if (path[i]! < min || path[i]! > max) return false;
  return true;
}

/** Keeps what lies above the edge (`side` 1) or below it (−1). */
function keepSide(ring: Path, axis: 0 | 1, side: 1 | -1, edge: number): Path {
  const kept = new Float64Array(2 * ring.length + 2);
  const other = 1 - axis;
  let end = 0;
  for (let i = 2; i < ring.length; i += 2) {
    const from = ring[i - 2 + axis]!;
    const to = ring[i + axis]!;
    const isIn = side * (from - edge) >= 0;
    if (isIn) {
      kept[end] = ring[i - 2]!;
      kept[end + 1] = ring[i - 1]!;
      end += 2;
    }
    if (isIn === side * (to - edge) >= 0) continue;
    const share = (edge - from) / (to - from);
    kept[end + axis] = edge;
    kept[end + other] = ring[i - 2 + other]! + share * (ring[i + other]! - ring[i - 2 + other]!);
    end += 2;
  }
  if (end < 6) return new Float64Array(0);
  kept[end] = kept[0]!;
  kept[end + 1] = kept[1]!;
  return kept.subarray(0, end + 2);
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

let keep = new Uint8Array(1024);
let stretches = new Uint32Array(2048);

/** Douglas–Peucker: first and last stay, and whatever is farther than the tolerance from what is drawn. */
export function simplified(path: Path, tolerance: number): Path {
  const count = path.length / 2;
  const kept = markKept(path, count, tolerance);
  if (kept === count) return path;
  const left = new Float64Array(2 * kept);
  for (let i = 0, end = 0; i < count; i++) {
    if (keep[i] === 0) continue;
    left[end++] = path[2 * i]!;
    left[end++] = path[2 * i + 1]!;
  }
  return left;
}

/**
 * The first `count` points of a path simplified, rounded and without points that follow themselves, put into `into`,
 * which has room for all of them; returns how many they are.
 */
export function simplifiedInto(into: Int32Array, path: Path, count: number, tolerance: number): number {
  markKept(path, count, tolerance);
  let end = 0;
  for (let i = 0; i < count; i++) {
    if (keep[i] === 0) continue;
    const x = Math.round(path[2 * i]!);
    const y = Math.round(path[2 * i + 1]!);
    if (end > 0 && into[2 * end - 2] === x && into[2 * end - 1] === y) continue;
    into[2 * end] = x;
    into[2 * end + 1] = y;
    end++;
  }
  return end;
}

/** Marks in `keep` the points that stay; returns how many. */
function markKept(path: Path, count: number, tolerance: number): number {
  if (keep.length < count) {
    keep = new Uint8Array(2 * count);
    stretches = new Uint32Array(4 * count);
  }
  if (count <= 2) {
    keep.fill(1, 0, count);
    return count;
  }
  for (let i = 1; i < count - 1; i++) keep[i] = 0;
  keep[0] = keep[count - 1] = 1;
  stretches[0] = 0;
  stretches[1] = count - 1;
  let kept = 2;
  for (let open = 2; open > 0;) {
    const until = stretches[--open]!;
    const from = stretches[--open]!;
    const at = farthest(path, from, until, tolerance * tolerance);
    if (at < 0) continue;
    keep[at] = 1;
    kept++;
    stretches[open++] = from;
    stretches[open++] = at;
    stretches[open++] = at;
    stretches[open++] = until;
  }
  return kept;
}

/** The point between two others that is farthest from the stretch between them, farther than the limit; else −1. */
function farthest(path: Path, from: number, until: number, limit: number): number {
  const ax = path[2 * from]!;
  const ay = path[2 * from + 1]!;
  const dx = path[2 * until]! - ax;
  const dy = path[2 * until + 1]! - ay;
  const length = dx * dx + dy * dy;
  let most = limit;
  let at = -1;
  for (let i = from + 1; i < until; i++) {
    const px = path[2 * i]! - ax;
    const py = path[2 * i + 1]! - ay;
    let share = length === 0 ? 0 : (px * dx + py * dy) / length;
    if (share < 0) share = 0;
    else if (share > 1) share = 1;
    const x = px - share * dx;
    const y = py - share * dy;
    const distance = x * x + y * y;
    if (distance <= most) continue;
    most = distance;
    at = i;
  }
  return at;
}

/** Rounded to whole units, without points that follow themselves. */
export function quantised(path: Path): Path {
  const kept = new Float64Array(path.length);
  let end = 0;
  for (let i = 0; i < path.length; i += 2) {
    const x = Math.round(path[i]!);
    const y = Math.round(path[i + 1]!);
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
