import type { ShapeSets } from '../overlay/shape-sets.ts';
import type { Findings } from './findings.ts';

/** A ring of a part; `isShell` for the one that is to go around the others. */
export interface PartRing {
  readonly part: number;
  readonly isShell: boolean;
}

/**
 * Which places belong to an area of several rings, each place told by the set of rings around it.
 *
 * A ring that lies in an even number of rings of its part is land, in an odd number a hole; a hole that reaches out of
 * its shell is a hole all the same, one outside of it is land. The innermost ring around a place decides, and a place
 * belongs to the area when it belongs to any part.
 */
export function membership(
  rings: readonly PartRing[],
  sets: ShapeSets,
  used: Set<number>,
  findings: Findings,
): Set<number> {
  const depth = depthsOf(rings, sets, used, findings);
  const inside = new Set<number>();
  let overlaps = 0;
  for (const set of used) {
    const deepest = new Map<number, number>();
    for (const ring of sets.members(set)) {
      const { part } = rings[ring]!;
      deepest.set(part, Math.max(deepest.get(part) ?? 0, depth[ring]!));
    }
    const parts = [...deepest.values()].filter((levels) => levels % 2 === 0).length;
    if (parts > 0) inside.add(set);
    if (parts > 1) overlaps++;
  }
  if (overlaps > 0) findings.add('overlapping-parts', null, overlaps);
  return inside;
}

/** In how many rings of its part each ring lies. */
function depthsOf(rings: readonly PartRing[], sets: ShapeSets, used: Set<number>, findings: Findings): Int32Array {
  const around: (Set<number> | undefined)[] = rings.map(() => undefined);
  const meetsShell = new Uint8Array(rings.length);
  for (const set of used) {
    const members = sets.members(set);
    for (const ring of members) {
      const others = new Set<number>();
      for (const other of members) {
        if (other === ring || rings[other]!.part !== rings[ring]!.part) continue;
        others.add(other);
        if (rings[other]!.isShell) meetsShell[ring] = 1;
      }
      const known = around[ring];
      around[ring] = known === undefined ? others : new Set([...known].filter((other) => others.has(other)));
    }
  }
  return Int32Array.from(rings, ({ isShell }, ring) => {
    if (isShell) return 0;
    const depth = around[ring]?.size ?? 0;
    if (meetsShell[ring] === 1 && depth === 0) return 1;
    if (depth % 2 === 0) findings.add('islet');
    return depth;
  });
}
