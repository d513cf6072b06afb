import Flatbush from 'flatbush';
import type { Position } from '../geometry.ts';
import type { Ring } from './edges.ts';
import { grouped } from './numbers.ts';
import { orient } from './predicates.ts';
import { NOTHING, type ShapeSets } from './shape-sets.ts';

/** Rings with more edges than this are cut in bands of latitude when they are asked. */
const PLAIN = 64;

/** Which shapes cover the place just west of a position. */
export class Surroundings {
  readonly #rings: readonly Ring[];
  readonly #sets: ShapeSets;
  readonly #bands = new Map<number, Bands>();
  #index: Flatbush | null = null;

  constructor(rings: readonly Ring[], sets: ShapeSets) {
    this.#rings = rings;
    this.#sets = sets;
  }

  westOf(x: number, y: number): number {
    let cover = NOTHING;
    this.#index ??= indexOf(this.#rings);
    this.#index.search(x, y, x, y, (at, minX) => {
      if (minX < x && this.#isInside(at, x, y)) cover = this.#sets.xor(cover, 1 + this.#rings[at]!.shape);
      return false;
    });
    return cover;
  }

  #isInside(at: number, x: number, y: number): boolean {
    const { positions } = this.#rings[at]!;
    if (positions.length <= PLAIN) return isEastOf(positions, x, y);
    let bands = this.#bands.get(at);
    if (bands === undefined) this.#bands.set(at, (bands = new Bands(positions)));
    return bands.isEast(x, y);
  }
}

function indexOf(rings: readonly Ring[]): Flatbush {
  const index = new Flatbush(rings.length);
  for (const { positions } of rings) index.add(...boxOfRing(positions));
  index.finish();
  return index;
}

/** Is the place just west of a position inside a ring: are an odd number of its edges west of it? Exact. */
export function isEastOf(ring: readonly Position[], x: number, y: number): boolean {
  let isInside = false;
  for (let i = 0; i < ring.length; i++) {
    if (isCrossedWest(ring[i === 0 ? ring.length - 1 : i - 1]!, ring[i]!, x, y)) isInside = !isInside;
  }
  return isInside;
}

function isCrossedWest([ax, ay]: Position, [bx, by]: Position, x: number, y: number): boolean {
  if (ay > y === by > y) return false;
  if (ax < x && bx < x) return true;
  if (ax >= x && bx >= x) return false;
  const side = orient(ax, ay, bx, by, x, y);
  return by > ay ? side < 0 : side > 0;
}

/** A long ring, its edges listed by the bands of latitude that they touch. */
export class Bands {
  readonly #ring: readonly Position[];
  readonly #south: number;
  readonly #scale: number;
  readonly #count: number;
  readonly #first: Int32Array;
  readonly #edges: Int32Array;

  constructor(ring: readonly Position[]) {
    this.#ring = ring;
    const [, south, , north] = boxOfRing(ring);
    this.#south = south;
    this.#count = Math.ceil(ring.length / 4);
    this.#scale = north > south ? this.#count / (north - south) : 0;
    const bands: number[] = [];
    const edges: number[] = [];
    for (let i = 0; i < ring.length; i++) {
      const [one, other] = [this.#band(this.#before(i)[1]), this.#band(ring[i]![1])];
      for (let band = Math.min(one, other); band <= Math.max(one, other); band++) {
        bands.push(band);
        edges.push(i);
      }
    }
    const { first, order } = grouped(Int32Array.from(bands), bands.length, this.#count);
    this.#first = first;
    this.#edges = order.map((at) => edges[at]!);
  }

  isEast(x: number, y: number): boolean {
    const band = this.#band(y);
    let isInside = false;
    for (let at = this.#first[band]!; at < this.#first[band + 1]!; at++) {
      const i = this.#edges[at]!;
      if (isCrossedWest(this.#before(i), this.#ring[i]!, x, y)) isInside = !isInside;
    }
    return isInside;
  }

  #before(i: number): Position {
    return this.#ring[i === 0 ? this.#ring.length - 1 : i - 1]!;
  }

  #band(y: number): number {
    return Math.min(this.#count - 1, Math.max(0, Math.floor((y - this.#south) * this.#scale)));
  }
}

export function boxOfRing(ring: readonly Position[]): [west: number, south: number, east: number, north: number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return [west, south, east, north];
}
