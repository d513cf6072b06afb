import { polygonsOf, partsOf, type Geometry, type Position } from '@quantu/geometry';

/** Degrees; a hundred times the resolution of what is stored (1e-9°): 1 cm. */
export const SAME_WITHIN = 1e-7;

/** Are two geometries the same but for rounding, where their rings begin and which way they run? */
export function isSameShape(one: Geometry, other: Geometry, within = SAME_WITHIN): boolean {
  const [areas, others] = [polygonsOf(one), polygonsOf(other)];
  if (areas.length > 0 || others.length > 0) {
    return matched(areas, others, (rings, theirs) => matched(rings, theirs, (a, b) => isSameRing(a, b, within)));
  }
  const isPoints = one.type.endsWith('Point');
  if (isPoints !== other.type.endsWith('Point')) return false;
  return matched(partsOf(one), partsOf(other), (a, b) => isSameLine(a, b, within));
}

/** Does each of one list have a partner of its own in the other? Nearly always at the same place. */
function matched<T>(ones: readonly T[], others: readonly T[], isSame: (one: T, other: T) => boolean): boolean {
  if (ones.length !== others.length) return false;
  const taken = new Set<number>();
  return ones.every((one, at) => {
    const is = (i: number): boolean => !taken.has(i) && isSame(one, others[i]!);
    const found = is(at) ? at : others.findIndex((_, i) => is(i));
    taken.add(found);
    return found >= 0;
  });
}

const isNear = (a: Position, b: Position, within: number): boolean =>
  Math.abs(a[0] - b[0]) <= within && Math.abs(a[1] - b[1]) <= within;

const isSameLine = (one: readonly Position[], other: readonly Position[], within: number): boolean =>
  one.length === other.length && one.every((position, i) => isNear(position, other[i]!, within));

function isSameRing(one: readonly Position[], other: readonly Position[], within: number): boolean {
  if (one.length !== other.length || one.length < 2) return false;
  const count = one.length - 1;
  for (let start = 0; start < count; start++) {
    if (!isNear(one[0]!, other[start]!, within)) continue;
    for (const step of [1, count - 1]) {
      let at = start;
      let i = 0;
      while (i < count && isNear(one[i]!, other[at]!, within)) {
        at = (at + step) % count;
        i++;
      }
      if (i === count) return true;
    }
  }
  return false;
}
