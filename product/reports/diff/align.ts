import { hunksOf, type Hunk } from './sequence.ts';
import { similarity, type Features } from './similarity.ts';

/** A block, a row or a paragraph as it is matched with one of another version. */
export interface Unit {
  /** Equal keys are the same unit, unchanged. */
  readonly key: string;
  readonly features: Features;
  /** Only units of one kind are matched: text, a table, a page break. */
  readonly kind: string;
}

export type Pair = readonly [before: number, after: number];

/** Two units below this share little more than words of their language. */
const ALIKE = 0.4;

/** Matches units that stand in the same order: first what is unchanged, then, between those, what is most alike. */
export function inOrder(before: readonly Unit[], after: readonly Unit[]): Pair[] {
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  const end: Hunk = { aStart: before.length, aEnd: before.length, bStart: after.length, bEnd: after.length };
  const keys = (units: readonly Unit[]): string[] => units.map(({ key }) => key);
  for (const gap of [...hunksOf(keys(before), keys(after)), end]) {
    for (; a < gap.aStart; a++, b++) pairs.push([a, b]);
    pairs.push(...mostAlike(before, after, gap));
    [a, b] = [gap.aEnd, gap.bEnd];
  }
  return pairs;
}

/** Adds to matches in order what stands between two of them on both sides, however little alike: it was rewritten. */
export function rewritten(
  before: readonly Unit[],
  after: readonly Unit[],
  ordered: readonly Pair[],
  shifted: readonly Pair[],
): Pair[] {
  const [movedA, movedB] = [new Set(shifted.map(([a]) => a)), new Set(shifted.map(([, b]) => b))];
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  for (const [toA, toB] of [...ordered, [before.length, after.length] as const]) {
    while (a < toA && b < toB) {
      if (movedA.has(a)) a++;
      else if (movedB.has(b)) b++;
      else if (before[a]!.kind === after[b]!.kind) pairs.push([a++, b++]);
      else break;
    }
    if (toA < before.length) pairs.push([toA, toB]);
    [a, b] = [toA + 1, toB + 1];
  }
  return pairs;
}

/** Longer gaps are matched piece by piece; they are no edit of a person. */
const LONGEST_GAP = 600;

/** The order-keeping matching with the greatest sum of similarities. */
function mostAlike(before: readonly Unit[], after: readonly Unit[], { aStart, aEnd, bStart, bEnd }: Hunk): Pair[] {
  const [n, m] = [Math.min(aEnd - aStart, LONGEST_GAP), Math.min(bEnd - bStart, LONGEST_GAP)];
  if (n === 0 || m === 0) return [];
  const width = m + 1;
  const best = new Float64Array((n + 1) * width);
  const likeness = new Float64Array(n * m);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const alike = likenessOf(before[aStart + i]!, after[bStart + j]!);
      likeness[i * m + j] = alike;
      const skipped = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
      best[i * width + j] = Math.max(skipped, alike + (alike > 0 ? best[(i + 1) * width + j + 1]! : 0));
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    const alike = likeness[i * m + j]!;
    if (alike > 0 && best[i * width + j] === alike + best[(i + 1) * width + j + 1]!)
      pairs.push([aStart + i++, bStart + j++]);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  const rest = { aStart: aStart + n, aEnd, bStart: bStart + m, bEnd };
  return [...pairs, ...mostAlike(before, after, rest)];
}

function likenessOf(a: Unit, b: Unit): number {
  if (a.kind !== b.kind) return 0;
  const alike = similarity(a.features, b.features);
  return alike >= ALIKE ? alike : 0;
}

/** What moved must be recognised for certain: it is long enough and nearly the same. */
const MOVED = 0.7;
const SHORTEST_MOVED = 6;

/** Matches, whatever the order, what {@link inOrder} left: unchanged units first, then nearly unchanged ones. */
export function moved(before: readonly Unit[], after: readonly Unit[], pairs: readonly Pair[]): Pair[] {
  const [takenA, takenB] = [new Set(pairs.map(([a]) => a)), new Set(pairs.map(([, b]) => b))];
  const found: Pair[] = [];
  const take = (a: number, b: number): void => {
    takenA.add(a);
    takenB.add(b);
    found.push([a, b]);
  };
  const places = new Map<string, number[]>();
  for (const [b, { key }] of after.entries()) if (!takenB.has(b)) places.set(key, [...(places.get(key) ?? []), b]);
  const rest = before.flatMap((unit, a) =>
    takenA.has(a) || unit.features.length < SHORTEST_MOVED ? [] : [[unit, a] as const],
  );
  for (const [{ key }, a] of rest) {
    const b = places.get(key)?.shift();
    if (b !== undefined) take(a, b);
  }
  const left = after.flatMap((unit, b) => (takenB.has(b) ? [] : [[unit, b] as const]));
  for (const [unit, a] of rest) {
    if (takenA.has(a)) continue;
    const [alike, b] = left.reduce(
      (best, [other, at]) => {
        const alike = takenB.has(at) ? 0 : likenessOf(unit, other);
        return alike > best[0] ? ([alike, at] as const) : best;
      },
      [0, -1] as readonly [number, number],
    );
    if (alike >= MOVED) take(a, b);
  }
  return found;
}
