import { Ints } from './numbers.ts';

/** No shape. */
export const NOTHING = 0;

/**
 * Sets of shapes, each kept once and known by a number: 0 is the empty set, 1 + s the set of shape s alone. An edge has
 * the set of shapes that begin or end there, a face the set that covers it.
 */
export class ShapeSets {
  readonly #start = new Ints();
  readonly #members = new Ints();
  #table: Int32Array;
  #scratch = new Int32Array(64);

  constructor(shapes: number) {
    this.#table = new Int32Array(tableSize(shapes * 2));
    this.#start.push(0);
    this.#start.push(0);
    for (let shape = 0; shape < shapes; shape++) {
      this.#scratch[0] = shape;
      this.#known(1);
    }
  }

  get count(): number {
    return this.#start.length - 1;
  }

  /** Where the members of a set begin in `list`, and those of the set before it end. */
  start(set: number): number {
    return this.#start.data[set]!;
  }

  /** The members of all sets, set after set, ascending in each. */
  get list(): Int32Array {
    return this.#members.data;
  }

  /** Ascending. */
  members(set: number): Int32Array {
    return this.#members.data.subarray(this.#start.data[set], this.#start.data[set + 1]);
  }

  /** What is in one of two sets and not in both. */
  xor(p: number, q: number): number {
    if (p === NOTHING) return q;
    if (q === NOTHING) return p;
    if (p === q) return NOTHING;
    const members = this.#members.data;
    let [i, j] = [this.#start.data[p]!, this.#start.data[q]!];
    const [iEnd, jEnd] = [this.#start.data[p + 1]!, this.#start.data[q + 1]!];
    const most = iEnd - i + jEnd - j;
    if (most > this.#scratch.length) this.#scratch = new Int32Array(most * 2);
    const scratch = this.#scratch;
    let size = 0;
    while (i < iEnd && j < jEnd) {
      const [one, other] = [members[i]!, members[j]!];
      if (one <= other) i++;
      if (other <= one) j++;
      if (one < other) scratch[size++] = one;
      else if (other < one) scratch[size++] = other;
    }
    while (i < iEnd) scratch[size++] = members[i++]!;
    while (j < jEnd) scratch[size++] = members[j++]!;
    return size === 0 ? NOTHING : this.#known(size);
  }

  /** The number of the set in the scratch. */
  #known(size: number): number {
    const scratch = this.#scratch;
    let hash = size;
    for (let i = 0; i < size; i++) hash = Math.imul(hash ^ scratch[i]!, 0x9e3779b1) ^ (hash >>> 15);
    const mask = this.#table.length - 1;
    let slot = (hash ^ (hash >>> 16)) & mask;
    for (let set = this.#table[slot]!; set !== 0; set = this.#table[slot]!) {
      if (this.#isSame(set, size)) return set;
      slot = (slot + 1) & mask;
    }
    const set = this.count;
    for (let i = 0; i < size; i++) this.#members.push(scratch[i]!);
    this.#start.push(this.#members.length);
    this.#table[slot] = set;
    if (this.count * 2 > this.#table.length) this.#rehash();
    return set;
  }

  #isSame(set: number, size: number): boolean {
    const start = this.#start.data[set]!;
    if (this.#start.data[set + 1]! - start !== size) return false;
    for (let i = 0; i < size; i++) if (this.#members.data[start + i] !== this.#scratch[i]) return false;
    return true;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let set = 1; set < this.count; set++) {
      const [start, end] = [this.#start.data[set]!, this.#start.data[set + 1]!];
      let hash = end - start;
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ this.#members.data[i]!, 0x9e3779b1) ^ (hash >>> 15);
      let slot = (hash ^ (hash >>> 16)) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = set;
    }
    this.#table = table;
  }
}

/** A power of two at least twice as large as what it is to hold. */
export function tableSize(entries: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(8, entries) * 2));
}
