/** What differs between two sequences: `[aStart, aEnd)` of the first stands where `[bStart, bEnd)` of the second does. */
export interface Hunk {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/** Edits that are looked for one by one; two texts further apart are divided at what both have once. */
const MOST_EDITS = 800;

/**
 * The shortest list of differences (Myers 1986, "An O(ND) Difference Algorithm and Its Variations"), in order; for
 * sequences that differ in more than {@link MOST_EDITS} places a short one.
 */
export function hunksOf(a: readonly string[], b: readonly string[]): Hunk[] {
  const ids = new Map<string, number>();
  const interned = (keys: readonly string[]): Int32Array =>
    Int32Array.from(keys, (key) => {
      const id = ids.get(key) ?? ids.size;
      ids.set(key, id);
      return id;
    });
  const hunks: Hunk[] = [];
  compare(interned(a), interned(b), { aStart: 0, aEnd: a.length, bStart: 0, bEnd: b.length }, hunks);
  return joined(hunks);
}

function compare(a: Int32Array, b: Int32Array, range: Hunk, out: Hunk[]): void {
  let { aStart, aEnd, bStart, bEnd } = range;
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    aStart++;
    bStart++;
  }
  while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  if (aStart === aEnd && bStart === bEnd) return;
  const rest = { aStart, aEnd, bStart, bEnd };
  if (aStart === aEnd || bStart === bEnd) out.push(rest);
  else if (!shortest(a, b, rest, out)) divided(a, b, rest, out);
}

/** Myers' greedy search; false when there are too many edits. */
function shortest(a: Int32Array, b: Int32Array, { aStart, aEnd, bStart, bEnd }: Hunk, out: Hunk[]): boolean {
  const [n, m] = [aEnd - aStart, bEnd - bStart];
  const most = Math.min(n + m, MOST_EDITS);
  const reach = new Int32Array(2 * most + 2);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(most - d, most + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[most + k - 1]! < reach[most + k + 1]!);
      let x = isDown ? reach[most + k + 1]! : reach[most + k - 1]! + 1;
      let y = x - k;
      while (x < n && y < m && a[aStart + x] === b[bStart + y]) {
        x++;
        y++;
      }
      reach[most + k] = x;
      if (x >= n && y >= m) {
        out.push(...backtracked(trace, n, m).map((hunk) => shifted(hunk, aStart, bStart)));
        return true;
      }
    }
  }
  return false;
}

const shifted = (hunk: Hunk, a: number, b: number): Hunk => ({
  aStart: hunk.aStart + a,
  aEnd: hunk.aEnd + a,
  bStart: hunk.bStart + b,
  bEnd: hunk.bEnd + b,
});

function backtracked(trace: readonly Int32Array[], n: number, m: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [x, y] = [n, m];
  for (let d = trace.length - 1; d > 0; d--) {
    const before = trace[d]!;
    const at = (k: number): number => before[k + d]!;
    const k = x - y;
    const isDown = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const fromX = at(isDown ? k + 1 : k - 1);
    const fromY = fromX - (isDown ? k + 1 : k - 1);
    const [toX, toY] = isDown ? [fromX, fromY + 1] : [fromX + 1, fromY];
    hunks.push({ aStart: fromX, aEnd: toX, bStart: fromY, bEnd: toY });
    [x, y] = [fromX, fromY];
  }
  return joined(hunks.reverse());
}

/** Neighbours become one. */
export function joined(hunks: readonly Hunk[]): Hunk[] {
  const result: Hunk[] = [];
  for (const hunk of hunks) {
    const last = result.at(-1);
    if (last && last.aEnd >= hunk.aStart && last.bEnd >= hunk.bStart)
      result[result.length - 1] = {
        ...last,
        aEnd: Math.max(last.aEnd, hunk.aEnd),
        bEnd: Math.max(last.bEnd, hunk.bEnd),
      };
    else result.push(hunk);
  }
  return result;
}

/** Divides at elements that both have exactly once; without any the whole range is a difference. */
function divided(a: Int32Array, b: Int32Array, range: Hunk, out: Hunk[]): void {
  const anchors = rising(onceInBoth(a, b, range));
  if (anchors.length === 0) {
    out.push(range);
    return;
  }
  let [aStart, bStart] = [range.aStart, range.bStart];
  for (const [aEnd, bEnd] of anchors) {
    compare(a, b, { aStart, aEnd, bStart, bEnd }, out);
    [aStart, bStart] = [aEnd + 1, bEnd + 1];
  }
  compare(a, b, { aStart, aEnd: range.aEnd, bStart, bEnd: range.bEnd }, out);
}

type Anchor = readonly [a: number, b: number];

function onceInBoth(a: Int32Array, b: Int32Array, { aStart, aEnd, bStart, bEnd }: Hunk): Anchor[] {
  const inA = places(a, aStart, aEnd);
  const inB = places(b, bStart, bEnd);
  return [...inA].flatMap(([id, at]) => {
    const other = inB.get(id) ?? -1;
    return at >= 0 && other >= 0 ? [[at, other] as const] : [];
  });
}

/** Where an element stands, −1 when more than once. */
function places(ids: Int32Array, start: number, end: number): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = start; at < end; at++) found.set(ids[at]!, found.has(ids[at]!) ? -1 : at);
  return found;
}

/** The longest run of anchors that rises in both, patience sorting. */
function rising(anchors: readonly Anchor[]): Anchor[] {
  const tops: number[] = [];
  const before: number[] = [];
  for (const [index, [, b]] of anchors.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (anchors[tops[middle]!]![1] < b) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? tops[low - 1]! : -1);
    tops[low] = index;
  }
  const result: Anchor[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at]!) result.push(anchors[at]!);
  return result.reverse();
}
