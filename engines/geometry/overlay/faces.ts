import { zoneM2 } from '../ellipsoid.ts';
import type { PlanarGraph } from './graph.ts';
import { NOTHING, type ShapeSets } from './shape-sets.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Which set of shapes covers what lies on the left of each loop. From the outside of every connected part inwards: across an edge, what
 * begins or ends there changes.
 */
export function coversOf(
  { pieces, next, loop, loops, parts }: PlanarGraph,
  sets: ShapeSets,
  around: Surroundings,
): Int32Array {
  const cover = new Int32Array(loops.length).fill(-1);
  const waiting: number[] = [];
  const west = parts.reduce((least, { vertex }) => Math.min(least, pieces.x[vertex]!), Infinity);
  for (const part of parts) {
    const x = pieces.x[part.vertex]!;
    // Nothing is west of the westernmost: one connected map needs no index of its rings.
    cover[part.loop] = x === west ? NOTHING : around.westOf(x, pieces.y[part.vertex]!);
    waiting.push(part.loop);
  }
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const first = loops[at]!;
    let half = first;
    do {
      const across = loop[half ^ 1]!;
      if (cover[across] === -1) {
        cover[across] = sets.xor(cover[at]!, pieces.toggles[half >> 1]!);
        waiting.push(across);
      }
      half = next[half]!;
    } while (half !== first);
  }
  return cover;
}

/** Signed areas of loops in m², below 0 where a loop is a hole: each piece counts as much for the face on its one side as it counts off on the other. */
export function areasOf({ pieces, next, loops }: PlanarGraph): Float64Array {
  const { from, to, x, y } = pieces;
  const zone = new Float64Array(pieces.count);
  for (let p = 0; p < pieces.count; p++) zone[p] = zoneM2(y[from[p]!]!, y[to[p]!]!);
  const areas = new Float64Array(loops.length);
  for (let at = 0; at < loops.length; at++) {
    const first = loops[at]!;
    // Longitudes from a place of the loop itself keep small areas exact.
    const origin = x[from[first >> 1]!]!;
    let sum = 0;
    let half = first;
    do {
      const piece = half >> 1;
      const share = (x[from[piece]!]! - origin + (x[to[piece]!]! - origin)) * zone[piece]!;
      sum += half & 1 ? -share : share;
      half = next[half]!;
    } while (half !== first);
    areas[at] = sum;
  }
  return areas;
}
