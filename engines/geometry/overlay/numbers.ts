/** A list of whole numbers below 2³¹ that grows. */
export class Ints {
  data: Int32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.data = new Int32Array(Math.max(16, capacity));
  }

  push(value: number): void {
    if (this.length === this.data.length) this.data = grown(this.data, new Int32Array(this.length * 2));
    this.data[this.length++] = value;
  }
}

/** A list of doubles that grows. */
export class Doubles {
  data: Float64Array;
  length = 0;

  constructor(capacity = 1024) {
    this.data = new Float64Array(Math.max(16, capacity));
  }

  push(value: number): void {
    if (this.length === this.data.length) this.data = grown(this.data, new Float64Array(this.length * 2));
    this.data[this.length++] = value;
  }
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Positions 0…n−1 by their keys (0…groups−1): `order[first[k]] … order[first[k + 1] − 1]` have key k, ascending. */
export function grouped(keys: Int32Array, n: number, groups: number): { first: Int32Array; order: Int32Array } {
  const first = new Int32Array(groups + 1);
  for (let i = 0; i < n; i++) first[keys[i]! + 1]!++;
  for (let k = 0; k < groups; k++) first[k + 1]! += first[k]!;
  const at = first.slice(0, groups);
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[at[keys[i]!]!++] = i;
  return { first, order };
}

/** The root of `i` in a forest of parents, shortening the way there. */
export function rootOf(parent: Int32Array, i: number): number {
  let root = i;
  while (parent[root] !== root) root = parent[root]!;
  for (let at = i; at !== root;) {
    const next = parent[at]!;
    parent[at] = root;
    at = next;
  }
  return root;
}
