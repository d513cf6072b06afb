import type { MultiPolygon, Polygon } from '../geometry.ts';
import { arrangement, ringsOf } from './arrangement.ts';
import { merged, type Area } from './merge.ts';
import { NOTHING } from './shape-sets.ts';
import { Tangles } from './tangles.ts';
import { untangled } from './untangle.ts';

/** What of an area lies inside another and what outside; exact, and both together are the whole area. */
export function clipTo(
  shape: Polygon | MultiPolygon,
  by: Polygon | MultiPolygon,
): { readonly inside: Area; readonly outside: Area } {
  const map = arrangement([...ringsOf(shape, 0), ...ringsOf(by, 1)], 2);
  const covers = (set: number, ...members: number[]): boolean => map.sets.members(set).join() === members.join();
  return {
    inside: clean(merged(map, (set) => covers(set, 0, 1))),
    outside: clean(merged(map, (set) => covers(set, 0))),
  };
}

/** Everything that any of some areas covers, as one area. */
export function unionOf(shapes: readonly (Polygon | MultiPolygon)[]): Area {
  const map = arrangement(shapes.flatMap(ringsOf), shapes.length);
  return clean(merged(map, (set) => set !== NOTHING));
}

function clean({ geometry, areaM2 }: Area): Area {
  const isTangled = geometry !== null && new Tangles().isTangled(geometry);
  return { geometry: isTangled ? untangled(geometry) : geometry, areaM2 };
}
