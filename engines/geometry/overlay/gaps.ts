import Flatbush from 'flatbush';
import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { sizeOf } from './areas.ts';
import type { Arrangement } from './arrangement.ts';
import { NOTHING } from './shape-sets.ts';
import { Bands, boxOfRing } from './surroundings.ts';

/** A place that nothing covers and that what is covered encloses. */
export interface Gap {
  readonly geometry: Polygon | MultiPolygon;
  readonly areaM2: number;
  /** Sets of shapes that cover what borders on it. */
  readonly beside: ReadonlySet<number>;
}

interface Enclosed {
  readonly loops: number[];
  readonly ring: readonly Position[];
}

/** All gaps of an arrangement; what lies inside one, covered, is a hole in it. */
export function gapsOf(
  map: Arrangement,
  areaOf: (loops: ArrayLike<number>) => Polygon | MultiPolygon | null,
  loopM2: Float64Array,
): Gap[] {
  const { graph, cover } = map;
  const outsides = new Set(graph.parts.map(({ loop }) => loop));
  const enclosed: Enclosed[] = [];
  for (const [loop, set] of cover.entries()) {
    if (set !== NOTHING || outsides.has(loop)) continue;
    const ring = outerRing(areaOf([loop]));
    if (ring !== null) enclosed.push({ loops: [loop], ring });
  }
  if (enclosed.length === 0) return [];
  addIslands(enclosed, map);
  return enclosed.flatMap(({ loops }) => {
    const geometry = areaOf(loops);
    const areaM2 = loops.reduce((sum, loop) => sum + loopM2[loop]!, 0);
    return geometry === null ? [] : [{ geometry, areaM2, beside: besideOf(map, loops) }];
  });
}

const outerRing = (area: Polygon | MultiPolygon | null): readonly Position[] | null =>
  area === null ? null : polygonsOf(area)[0]![0]!;

/** Parts of the map that lie in a gap, in the smallest of those around them. */
function addIslands(enclosed: readonly Enclosed[], { graph, cover }: Arrangement): void {
  const index = new Flatbush(enclosed.length);
  for (const { ring } of enclosed) index.add(...boxOfRing(ring));
  index.finish();
  const bands = enclosed.map(({ ring }) => new Bands(ring));
  for (const { loop, vertex } of graph.parts) {
    if (cover[loop] !== NOTHING) continue;
    const [x, y] = [graph.pieces.x[vertex]!, graph.pieces.y[vertex]!];
    const around = index.search(x, y, x, y).filter((at) => bands[at]!.isEast(x, y));
    const smallest = around.toSorted((p, q) => sizeOf(enclosed[p]!.ring) - sizeOf(enclosed[q]!.ring))[0];
    if (smallest !== undefined) enclosed[smallest]!.loops.push(loop);
  }
}

function besideOf({ graph, cover }: Arrangement, loops: readonly number[]): ReadonlySet<number> {
  const beside = new Set<number>();
  for (const loop of loops) {
    const first = graph.loops[loop]!;
    let half = first;
    do {
      beside.add(cover[graph.loop[half ^ 1]!]!);
      half = graph.next[half]!;
    } while (half !== first);
  }
  return beside;
}
