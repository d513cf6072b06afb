/** More rounds than any report needs; behind them the set is only irreducible. */
const MOST_ROUNDS = 300;

/**
 * The smallest set of `0 … count-1` that cannot be true together, or null when all can: every proper subset of it can.
 * `isConsistent` must be monotone: what is part of a consistent set is consistent. Repeats two steps: take a smallest
 * set that meets every known correction (a set without which the rest is consistent); when that set is consistent, let
 * it grow as far as it goes, and what is left over is a new correction (A. Ignatiev et al.: Smallest MUS extraction
 * with minimal hitting set dualization, 2015).
 */
export function smallestConflict(
  count: number,
  isConsistent: (subset: readonly number[]) => boolean,
): readonly number[] | null {
  const all = Array.from({ length: count }, (_, at) => at);
  if (isConsistent(all)) return null;
  const corrections: (readonly number[])[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const candidate = smallestHittingSet(corrections);
    if (!isConsistent(candidate)) return candidate;
    const grown = new Set(candidate);
    for (const at of all) if (!grown.has(at) && isConsistent([...grown, at])) grown.add(at);
    corrections.push(all.filter((at) => !grown.has(at)));
  }
  return irreducible(all, isConsistent);
}

/** Without any one of it the rest is consistent. */
function irreducible(all: readonly number[], isConsistent: (subset: readonly number[]) => boolean): readonly number[] {
  return all.reduce<readonly number[]>((kept, at) => {
    const rest = kept.filter((one) => one !== at);
    return isConsistent(rest) ? kept : rest;
  }, all);
}

/** By depth first search with growing size: the corrections of a report are few and short. */
function smallestHittingSet(sets: readonly (readonly number[])[]): readonly number[] {
  for (let size = 0; ; size++) {
    const found = hit(sets, [], size);
    if (found) return found.toSorted((a, b) => a - b);
  }
}

function hit(sets: readonly (readonly number[])[], chosen: readonly number[], left: number): readonly number[] | null {
  const open = sets.find((set) => !set.some((at) => chosen.includes(at)));
  if (!open) return chosen;
  if (left === 0) return null;
  for (const at of open) {
    const found = hit(sets, [...chosen, at], left - 1);
    if (found) return found;
  }
  return null;
}
