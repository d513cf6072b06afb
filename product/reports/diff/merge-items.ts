import { inOrder, moved, rewritten, type Pair, type Unit } from './align.ts';

/** One item of a merged list. In a conflict `item` is the common ancestor's, with what could be merged. */
export type MergedItem<T> =
  | { readonly kind: 'merged'; readonly item: T }
  | { readonly kind: 'conflict'; readonly item: T | null; readonly mine: T | null; readonly theirs: T | null };

export interface ItemRules<T> {
  readonly unitOf: (item: T) => Unit;
  /** Equal for items that are the same in everything, also in what is not printed. */
  readonly exactOf: (item: T) => string;
  readonly merge: (base: T, mine: T, theirs: T) => MergedItem<T>;
}

interface Versions<T> {
  readonly base: readonly T[];
  readonly mine: readonly T[];
  readonly theirs: readonly T[];
}

/**
 * Merges two versions of a list (blocks, rows) that came from one. Items that neither side moved keep the ancestor's
 * order; what a side added or moved stands behind the same item as on that side.
 */
export function mergeItems<T>(versions: Versions<T>, rules: ItemRules<T>): MergedItem<T>[] {
  const sure = agreed(versions, rules);
  if (sure !== null) return sure.map((item) => ({ kind: 'merged', item }));
  return new ListMerge(versions, rules).result();
}

/** Nothing to merge when one side is as it was, or both are the same. */
function agreed<T>({ base, mine, theirs }: Versions<T>, { exactOf }: ItemRules<T>): readonly T[] | null {
  const [was, is, isToo] = [base, mine, theirs].map((items) => items.map(exactOf).join('\n'));
  if (is === isToo || isToo === was) return mine;
  return is === was ? theirs : null;
}

/** What one side made of the list. */
class Side<T> {
  readonly items: readonly T[];
  /** For each item of the ancestor: where it is on this side; −1 when it is gone. */
  readonly at: Int32Array;
  /** Items of the ancestor that left their order. */
  readonly moved: ReadonlySet<number>;
  /** For each place of the ancestor's order (0: the beginning): what this side added or moved behind it. */
  readonly floats = new Map<number, Float<T>[]>();

  constructor(base: readonly T[], items: readonly T[], rules: ItemRules<T>) {
    this.items = items;
    const [before, after] = [base.map(rules.unitOf), items.map(rules.unitOf)];
    const ordered = inOrder(before, after);
    const shifted = moved(before, after, ordered);
    const inPlace = rewritten(before, after, ordered, shifted);
    this.at = new Int32Array(base.length).fill(-1);
    for (const [a, b] of [...inPlace, ...shifted]) this.at[a] = b;
    this.moved = new Set(shifted.map(([a]) => a));
  }

  /** @param skeleton items of the ancestor that neither side moved. */
  float(skeleton: ReadonlySet<number>): void {
    const origin = new Map<number, number>();
    for (const [a, b] of this.at.entries()) if (b >= 0) origin.set(b, a);
    let slot = 0;
    for (const [at, item] of this.items.entries()) {
      const from = origin.get(at) ?? -1;
      if (skeleton.has(from)) slot = from + 1;
      else if (from < 0 || this.moved.has(from))
        this.floats.set(slot, [...(this.floats.get(slot) ?? []), { from, item }]);
    }
  }
}

interface Float<T> {
  /** Index of the ancestor's item that moved here; −1 for a new one. */
  readonly from: number;
  readonly item: T;
}

class ListMerge<T> {
  readonly #base: readonly T[];
  readonly #mine: Side<T>;
  readonly #theirs: Side<T>;
  readonly #rules: ItemRules<T>;
  readonly #out: MergedItem<T>[] = [];
  /** Moved items that stand already: both sides may have moved them, to different places. */
  readonly #placed = new Set<number>();

  constructor({ base, mine, theirs }: Versions<T>, rules: ItemRules<T>) {
    this.#base = base;
    this.#mine = new Side(base, mine, rules);
    this.#theirs = new Side(base, theirs, rules);
    this.#rules = rules;
  }

  result(): MergedItem<T>[] {
    const [mine, theirs] = [this.#mine, this.#theirs];
    const skeleton = new Set([...this.#base.keys()].filter((at) => !mine.moved.has(at) && !theirs.moved.has(at)));
    mine.float(skeleton);
    theirs.float(skeleton);
    for (let slot = 0; slot <= this.#base.length; slot++) {
      if (slot > 0 && skeleton.has(slot - 1)) this.#place(slot - 1);
      this.#floats(mine.floats.get(slot) ?? [], theirs.floats.get(slot) ?? []);
    }
    return this.#out;
  }

  /** What both put at one place: what is alike once, the rest in an order that does not tell who is who. */
  #floats(mine: readonly Float<T>[], theirs: readonly Float<T>[]): void {
    const name = ({ from, item }: Float<T>): string => (from < 0 ? this.#rules.exactOf(item) : `\0${from}`);
    const [a, b] = [mine.map(name), theirs.map(name)];
    const unit = (key: string): Unit => ({ key, kind: '', features: { length: 0, hashes: new Uint32Array() } });
    const same = inOrder(a.map(unit), b.map(unit)).filter(([i, j]) => a[i] === b[j]);
    let [i, j] = [0, 0];
    for (const [toI, toJ] of [...same, [a.length, b.length] as Pair]) {
      const runs = [mine.slice(i, toI), theirs.slice(j, toJ)].sort((left, right) =>
        left.map(name).join('\n') < right.map(name).join('\n') ? -1 : 1,
      );
      for (const float of runs.flat()) this.#float(float);
      if (toI < mine.length && toJ < theirs.length) this.#float(mine[toI]!);
      [i, j] = [toI + 1, toJ + 1];
    }
  }

  #float({ from, item }: Float<T>): void {
    if (from < 0) this.#out.push({ kind: 'merged', item });
    else this.#place(from);
  }

  #place(at: number): void {
    if (this.#placed.has(at)) return;
    this.#placed.add(at);
    const merged = this.#merged(at);
    if (merged !== null) this.#out.push(merged);
  }

  /** The item as both sides want it; null when it is gone. */
  #merged(at: number): MergedItem<T> | null {
    const base = this.#base[at]!;
    const [mine, theirs] = [this.#itemOf(this.#mine, at), this.#itemOf(this.#theirs, at)];
    const { exactOf } = this.#rules;
    const [was, is, isToo] = [base, mine, theirs].map((item) => (item === null ? '' : exactOf(item)));
    if (is === isToo || isToo === was) return mine === null ? null : { kind: 'merged', item: mine };
    if (is === was) return theirs === null ? null : { kind: 'merged', item: theirs };
    if (mine === null || theirs === null) return { kind: 'conflict', item: base, mine, theirs };
    return this.#rules.merge(base, mine, theirs);
  }

  #itemOf(side: Side<T>, at: number): T | null {
    return side.at[at]! < 0 ? null : side.items[side.at[at]!]!;
  }
}
