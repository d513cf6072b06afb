import type { Polygon, Position } from '@quantu/geometry';

/** Vertices by number, counter-clockwise where they bound an area; the first is not repeated. */
export type Ring = readonly number[];

/** Middle of the world: longitude and latitude of the plane's origin. */
const [LON0, LAT0] = [120.44, 25.06];
const METRES_NORTH = 110_790;
const METRES_EAST = 111_320 * Math.cos((LAT0 * Math.PI) / 180);
const rounded = (degrees: number): number => Math.round(degrees * 1e8) / 1e8;

/** A place in metres east and north of the middle of the world: what shapes are made in, never what is measured. */
export const planeOf = ([lon, lat]: Position): readonly [x: number, y: number] => [
  (lon - LON0) * METRES_EAST,
  (lat - LAT0) * METRES_NORTH,
];

/**
 * Every corner of the world, once. Shapes name the corners they share by number, so that neighbours have the very same
 * coordinates: what is made of these vertices tiles without gaps and overlaps.
 */
export class Vertices {
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  readonly #positions: Position[] = [];

  add(x: number, y: number): number {
    const lon = rounded(LON0 + x / METRES_EAST);
    const lat = rounded(LAT0 + y / METRES_NORTH);
    this.#x.push((lon - LON0) * METRES_EAST);
    this.#y.push((lat - LAT0) * METRES_NORTH);
    return this.#positions.push([lon, lat]) - 1;
  }

  x(vertex: number): number {
    return this.#x[vertex]!;
  }

  y(vertex: number): number {
    return this.#y[vertex]!;
  }

  position(vertex: number): Position {
    return this.#positions[vertex]!;
  }

  line(vertices: readonly number[]): Position[] {
    return vertices.map((vertex) => this.position(vertex));
  }

  /** An area; holes run clockwise whichever way their rings are given. */
  polygon(ring: Ring, holes: readonly Ring[] = []): Polygon {
    const closed = (one: Ring): Position[] => this.line([...one, one[0]!]);
    return { type: 'Polygon', coordinates: [closed(ring), ...holes.map((hole) => closed(hole.toReversed()))] };
  }

  /** Signed area in square metres of the plane, positive counter-clockwise. */
  size(ring: Ring): number {
    let sum = 0;
    for (let at = 0; at < ring.length; at++) {
      const [a, b] = [ring[at]!, ring[(at + 1) % ring.length]!];
      sum += this.x(a) * this.y(b) - this.x(b) * this.y(a);
    }
    return sum / 2;
  }

  centre(ring: Ring): readonly [x: number, y: number] {
    const [x0, y0] = [this.x(ring[0]!), this.y(ring[0]!)];
    let [sum, x, y] = [0, 0, 0];
    for (let at = 0; at < ring.length; at++) {
      const [a, b] = [ring[at]!, ring[(at + 1) % ring.length]!];
      const cross = (this.x(a) - x0) * (this.y(b) - y0) - (this.x(b) - x0) * (this.y(a) - y0);
      sum += cross;
      x += cross * (this.x(a) + this.x(b) - 2 * x0);
      y += cross * (this.y(a) + this.y(b) - 2 * y0);
    }
    return [x0 + x / (3 * sum), y0 + y / (3 * sum)];
  }

  distance(a: number, b: number): number {
    return Math.hypot(this.x(a) - this.x(b), this.y(a) - this.y(b));
  }

  holds(ring: Ring, x: number, y: number): boolean {
    let isInside = false;
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [a, b] = [ring[at]!, ring[before]!];
      if (this.y(a) > y === this.y(b) > y) continue;
      if (x < this.x(a) + ((y - this.y(a)) * (this.x(b) - this.x(a))) / (this.y(b) - this.y(a))) isInside = !isInside;
    }
    return isInside;
  }

  /** Whether no two sides of a ring meet outside the corner they share. */
  isSimple(ring: Ring): boolean {
    if (new Set(ring).size < ring.length) return false;
    const next = (at: number): number => ring[(at + 1) % ring.length]!;
    for (let one = 0; one < ring.length; one++) {
      for (let other = one + 2; other < ring.length; other++) {
        if (one === 0 && other === ring.length - 1) continue;
        if (this.#crosses(ring[one]!, next(one), ring[other]!, next(other))) return false;
      }
    }
    return true;
  }

  /** Places on their own, to try whether something fits. */
  scratch(places: readonly (readonly [number, number])[]): Vertices {
    const made = new Vertices();
    for (const [x, y] of places) made.add(x, y);
    return made;
  }

  #crosses(a: number, b: number, c: number, d: number): boolean {
    return crosses(this.x(a), this.y(a), this.x(b), this.y(b), this.x(c), this.y(c), this.x(d), this.y(d));
  }
}

const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number =>
  (qx - px) * (ry - py) - (rx - px) * (qy - py);

/** Whether two sides meet. */
export function crosses(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0
  );
}
