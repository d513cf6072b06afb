import { codesOn, type Code, type CodeSet, type Day } from '@quantu/base';

/** The code sets of a district as they hold on one day, with the labels of codes that held before. */
export class CodeBook {
  readonly on: Day;
  readonly #current: ReadonlyMap<string, CodeSet>;
  readonly #known: ReadonlyMap<string, ReadonlyMap<string, Code>>;

  readonly #open = new Map<string, ReadonlySet<string>>();
  /** Codes that only versions to come have. */
  readonly #coming = new Set<string>();

  /**
   * `versions`: all versions of all sets that hold or held, the one that holds first among those of its key; `coming`:
   * those that will.
   */
  constructor(on: Day, versions: readonly CodeSet[], coming: readonly CodeSet[] = []) {
    const current = new Map<string, CodeSet>();
    const known = new Map<string, Map<string, Code>>();
    for (const set of [...versions, ...coming]) {
      if (!current.has(set.key)) current.set(set.key, set);
      const codes = known.get(set.key) ?? new Map<string, Code>();
      known.set(set.key, codes);
      for (const code of set.codes) {
        if (codes.has(code.code)) continue;
        codes.set(code.code, code);
        if (coming.includes(set)) this.#coming.add(`${set.key} ${code.code}`);
      }
    }
    this.on = on;
    this.#current = current;
    this.#known = known;
  }

  set(key: string): CodeSet | undefined {
    return this.#current.get(key);
  }

  /** The label of a code, or the code itself when no version of the set knows it. */
  labelOf(set: string, code: string): string {
    return this.#known.get(set)?.get(code)?.label ?? code;
  }

  /** What can be put in on this day. */
  open(set: string): readonly Code[] {
    const current = this.#current.get(set);
    return current ? codesOn(current, this.on) : [];
  }

  isOpen(set: string, code: string): boolean {
    const open = this.#open.get(set) ?? new Set(this.open(set).map((one) => one.code));
    this.#open.set(set, open);
    return open.has(code);
  }

  /** It cannot be put in yet: its version, or its own day, is still to come. */
  isComing(set: string, code: string): boolean {
    const from = this.#known.get(set)?.get(code)?.from;
    return this.#coming.has(`${set} ${code}`) || (from !== undefined && from > this.on);
  }

  /** Every code any version knows, those that hold first and in their order. */
  all(set: string): readonly Code[] {
    return [...(this.#known.get(set)?.values() ?? [])];
  }

  /** These codes with all that lies below them. */
  below(set: string, codes: readonly string[]): readonly string[] {
    const found = new Set(codes);
    const all = this.all(set);
    for (let before = -1; before !== found.size;) {
      before = found.size;
      for (const { code, parent } of all) if (parent !== undefined && found.has(parent)) found.add(code);
    }
    return [...found];
  }
}
