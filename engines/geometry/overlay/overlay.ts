import type { MultiPolygon, Polygon } from '../geometry.ts';
import { Areas } from './areas.ts';
import { arrangement, pushRings, type Arrangement, type Progress } from './arrangement.ts';
import type { Ring } from './edges.ts';
import { areasOf } from './faces.ts';
import { gapsOf } from './gaps.ts';
import { grouped } from './numbers.ts';
import { NOTHING } from './shape-sets.ts';
import { Tangles } from './tangles.ts';
import { untangled } from './untangle.ts';

/** Areas of one layer, in degrees CGCS2000, valid each on its own; that they overlap each other is found, not forbidden. */
export interface OverlayLayer {
  readonly shapes: readonly (Polygon | MultiPolygon)[];
}

/** All places that the same shapes cover. */
export interface OverlayCell {
  /** For each layer the indexes of the shapes that cover this cell, ascending. Two or more: it overlaps itself there. */
  readonly cover: readonly (readonly number[])[];
  /** Outer rings counter-clockwise, holes clockwise; neighbours share their points. Null where `keep` said no. */
  readonly geometry: Polygon | MultiPolygon | null;
  /**
   * On the ellipsoid, by the official formula for exactly these points. The formula gives an edge a little more or less
   * when it gets a point between its ends (some 5e-3 m² for 100 m), so a strip thinner than that may come out wrong by
   * as much, even below 0; sums hold all the same.
   */
  readonly areaM2: number;
}

/** A place that no shape covers, all around which some do. */
export interface OverlayGap {
  /** For each layer the indexes of the shapes that border on it, ascending. */
  readonly beside: readonly (readonly number[])[];
  readonly geometry: Polygon | MultiPolygon;
  readonly areaM2: number;
}

export interface OverlayResult {
  readonly cells: readonly OverlayCell[];
  /** Empty unless they were asked for. */
  readonly gaps: readonly OverlayGap[];
  /** Area that anything covers. */
  readonly unionM2: number;
  /** Area that each layer covers, what it covers twice counted once. */
  readonly layerM2: readonly number[];
  /** Cells narrower than the rounding of coordinates (a few nanometres): nothing of them is left to give out. */
  readonly vanished: { readonly count: number; readonly areaM2: number };
}

export interface OverlayOptions extends Progress {
  /** Whether a cell's geometry is wanted; areas are always given. */
  readonly keep?: (cover: OverlayCell['cover']) => boolean;
  /** Whether places that are enclosed and not covered are wanted too. */
  readonly findGaps?: boolean;
}

/**
 * The arrangement of any number of layers: every place that a layer covers lies in one and only one cell.
 *
 * Exact: which edges cross, in which order, and what covers what is decided on the doubles as given; only the crossing
 * points given out are rounded to doubles. Areas are summed per edge, so what two cells share cancels.
 */
export function overlay(layers: readonly OverlayLayer[], options: OverlayOptions = {}): OverlayResult {
  const first = [0];
  for (const { shapes } of layers) first.push(first.at(-1)! + shapes.length);
  const rings: Ring[] = [];
  for (const [layer, { shapes }] of layers.entries()) {
    for (let i = 0; i < shapes.length; i++) pushRings(rings, shapes[i]!, first[layer]! + i);
  }
  const map = arrangement(rings, first.at(-1)!, options);
  return new Collector(map, first, options).collect();
}

/**
 * For a Node.js process that overlays: most of what it makes lives to the end, and a young generation of the usual size
 * copies it so often that a fifth of the time goes there. All of it on one core: the others have users to serve.
 */
export const OVERLAY_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=64', '--single-threaded-gc'];

class Collector {
  readonly #map: Arrangement;
  readonly #first: readonly number[];
  readonly #options: OverlayOptions;
  readonly #areas: Areas;
  readonly #tangles = new Tangles();
  readonly #lists: (readonly number[] | undefined)[] = [];

  constructor(map: Arrangement, first: readonly number[], options: OverlayOptions) {
    this.#map = map;
    this.#first = first;
    this.#options = options;
    this.#areas = new Areas(map.graph, map.edges.given);
  }

  collect(): OverlayResult {
    const { sets, cover: covers, graph } = this.#map;
    const loopM2 = areasOf(graph);
    const { first, order } = grouped(covers, covers.length, sets.count);
    const cells: OverlayCell[] = [];
    const layerM2 = this.#first.slice(1).map(() => 0);
    const vanished = { count: 0, areaM2: 0 };
    let outsideM2 = 0;
    for (let set = 0; set < sets.count; set++) {
      if (set % 4096 === 0) this.#step(0.8 + (0.2 * set) / sets.count);
      const [start, end] = [first[set]!, first[set + 1]!];
      if (start === end) continue;
      let areaM2 = 0;
      for (let i = start; i < end; i++) areaM2 += loopM2[order[i]!]!;
      if (set === NOTHING) {
        outsideM2 = areaM2;
        continue;
      }
      const cover = this.#coverOf(sets.start(set), sets.start(set + 1), sets.list);
      for (let layer = 0; layer < cover.length; layer++) if (cover[layer]!.length > 0) layerM2[layer]! += areaM2;
      const isWanted = this.#options.keep?.(cover) ?? true;
      const geometry = isWanted ? this.#geometry(order, start, end) : null;
      if (geometry !== null || !isWanted) cells.push({ cover, geometry, areaM2 });
      else {
        vanished.count++;
        vanished.areaM2 += areaM2;
      }
    }
    const gaps = this.#options.findGaps === true ? this.#gaps(loopM2) : [];
    this.#step(1);
    return { cells, gaps, unionM2: 0 - outsideM2, layerM2, vanished };
  }

  #geometry(loops: ArrayLike<number>, start: number, end: number): Polygon | MultiPolygon | null {
    const area = this.#areas.area(loops, start, end);
    return area !== null && this.#areas.isRounded && this.#tangles.isTangled(area) ? untangled(area) : area;
  }

  #gaps(loopM2: Float64Array): OverlayGap[] {
    const { sets } = this.#map;
    return gapsOf(this.#map, (loops) => this.#geometry(loops, 0, loops.length), loopM2).map(
      ({ geometry, areaM2, beside }) => {
        const members = Int32Array.from(new Set([...beside].flatMap((set) => [...sets.members(set)]))).sort();
        return { geometry, areaM2, beside: this.#coverOf(0, members.length, members) };
      },
    );
  }

  #step(share: number): void {
    this.#options.signal?.throwIfAborted();
    this.#options.onProgress?.(share);
  }

  /** Shapes of all layers are numbered through; this gives each layer its own. `members` ascend from `at` to `end`. */
  #coverOf(at: number, end: number, members: Int32Array): (readonly number[])[] {
    const cover: (readonly number[])[] = [];
    for (let layer = 0; layer + 1 < this.#first.length; layer++) {
      const [start, next] = [this.#first[layer]!, this.#first[layer + 1]!];
      const from = at;
      while (at < end && members[at]! < next) at++;
      cover.push(at - from === 1 ? this.#alone(members[from]!, start) : membersOf(members, from, at, start));
    }
    return cover;
  }

  /** Most places have one shape of a layer; the list of it is made once. */
  #alone(member: number, start: number): readonly number[] {
    return (this.#lists[member] ??= [member - start]);
  }
}

const NONE: readonly number[] = [];

function membersOf(members: Int32Array, from: number, to: number, start: number): readonly number[] {
  if (from === to) return NONE;
  const own: number[] = [];
  for (let i = from; i < to; i++) own.push(members[i]! - start);
  return own;
}
