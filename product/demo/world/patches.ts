import { crosses, type Ring, type Vertices } from './vertices.ts';

/** A small area well inside a ring; null where none of simple shape fits. */
export function patchIn(vertices: Vertices, ring: Ring, share: number): Ring | null {
  const [x, y] = vertices.centre(ring);
  if (!vertices.holds(ring, x, y)) return null;
  const places = [0, 1, 2, 3, 4].map((k): readonly [number, number] => {
    const vertex = ring[Math.floor((k * ring.length) / 5)]!;
    return [x + share * (vertices.x(vertex) - x), y + share * (vertices.y(vertex) - y)];
  });
  if (!isInside(vertices, ring, places)) return null;
  const scratch = vertices.scratch(places);
  const order = places.map((_, at) => at);
  if (!scratch.isSimple(order) || scratch.size(order) < 0.08 * vertices.size(ring)) return null;
  return places.map(([px, py]) => vertices.add(px, py));
}

export interface Bulge {
  /** From the first to the last shared vertex, as they follow each other in the host's ring. */
  readonly shared: readonly number[];
  /** New vertices inside the host, from beside the last shared vertex back to beside the first. */
  readonly inner: readonly number[];
  /** Both together: the part of the host. */
  readonly ring: Ring;
}

/** A part of a host along a stretch of its side; the stretch is given as it runs in the host's ring. */
export function bulgeInto(vertices: Vertices, host: Ring, stretch: readonly number[], share: number): Bulge | null {
  const [x, y] = vertices.centre(host);
  if (stretch.length < 2 || !vertices.holds(host, x, y)) return null;
  const towards = (vertex: number, by: number): readonly [number, number] => [
    vertices.x(vertex) + by * (x - vertices.x(vertex)),
    vertices.y(vertex) + by * (y - vertices.y(vertex)),
  ];
  const places = [towards(stretch.at(-1)!, share), towards(stretch[0]!, share * 0.9)];
  if (!isInside(vertices, host, places)) return null;
  for (const [at, end] of [stretch.at(-1)!, stretch[0]!].entries()) {
    if (!isInside(vertices, host, [towards(end, 0.02), places[at]!])) return null;
  }
  const all = [...stretch.map((vertex) => [vertices.x(vertex), vertices.y(vertex)] as const), ...places];
  const order = all.map((_, at) => at);
  const scratch = vertices.scratch(all);
  if (!scratch.isSimple(order) || scratch.size(order) <= 100) return null;
  const inner = places.map(([px, py]) => vertices.add(px, py));
  return { shared: stretch, inner, ring: [...stretch, ...inner] };
}

/** A host without its bulge. */
export function withoutBulge(host: Ring, { shared, inner }: Bulge): Ring {
  return replaced(host, shared, [shared[0]!, ...inner.toReversed(), shared.at(-1)!]);
}

/** A neighbour along the same stretch, with the bulge. */
export function withBulge(neighbour: Ring, { shared, inner }: Bulge): Ring {
  return replaced(neighbour, shared.toReversed(), [shared.at(-1)!, ...inner, shared[0]!]);
}

function replaced(ring: Ring, stretch: readonly number[], by: readonly number[]): Ring {
  const at = ring.indexOf(stretch[0]!);
  const turned = [...ring.slice(at), ...ring.slice(0, at)];
  return [...by, ...turned.slice(stretch.length)];
}

/** The longest run of a ring's vertices that are among others; at most `most` of its middle. */
export function sharedStretch(ring: Ring, others: ReadonlySet<number>, most: number): readonly number[] {
  const start = ring.findIndex((vertex) => !others.has(vertex));
  if (start < 0) return [];
  let [best, run]: [number[], number[]] = [[], []];
  for (let k = 0; k < ring.length; k++) {
    const vertex = ring[(start + k) % ring.length]!;
    run = others.has(vertex) ? [...run, vertex] : [];
    if (run.length > best.length) best = run;
  }
  const spare = Math.max(0, best.length - most);
  return best.slice(Math.floor(spare / 2), best.length - Math.ceil(spare / 2));
}

/** Whether a closed way lies inside a ring and crosses no side of it. */
function isInside(vertices: Vertices, ring: Ring, places: readonly (readonly [number, number])[]): boolean {
  return places.every(([ax, ay], k) => {
    if (!vertices.holds(ring, ax, ay)) return false;
    const [bx, by] = places[(k + 1) % places.length]!;
    return ring.every((vertex, at) => {
      const next = ring[(at + 1) % ring.length]!;
      return !crosses(ax, ay, bx, by, vertices.x(vertex), vertices.y(vertex), vertices.x(next), vertices.y(next));
    });
  });
}
