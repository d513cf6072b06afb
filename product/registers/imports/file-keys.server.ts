import type { Register } from '@quantu/registers';
import { keyOf, plainKey, textKey } from './alike.server.ts';
import { keyText } from './keys.server.ts';
import { placeOf, type AlikeKey, type Staged } from './staged.server.ts';

/** The keys of a file, row after row. */
export class FileKeys {
  readonly #register: Register;
  /** Where each key stood first. */
  readonly #keys = new Map<string, string>();
  /** By the plain form of a key, how and where it was written first. */
  readonly #alike = new Map<string, AlikeKey>();

  constructor(register: Register) {
    this.#register = register;
  }

  /** Tells a row without a key, and one whose key stood before it. */
  check(row: Staged): void {
    const register = this.#register;
    const labels = (names: readonly string[]) => names.map((name) => register.fields[name]!.label).join('、');
    const key = keyText(register, row.values);
    if (key === null) {
      const bad = register.key.filter((name) => name in row.problems);
      const missing = register.key.filter((name) => (row.values[name] ?? null) === null && !bad.includes(name));
      if (missing.length > 0) row.problem = `缺少${labels(missing)}，无法识别是哪条记录`;
      else row.problem = row.problems[bad[0]!]!;
      return;
    }
    const place = placeOf(row.file);
    const first = this.#keys.get(key);
    if (first !== undefined) row.problem = `与${first}重复：${labels(register.key)}相同`;
    else this.#keys.set(key, place);
    if (first === undefined) this.#checkAlike(row, place);
  }

  /** 12 and 0012 in one file: one of them lost its zeros, or they are two. */
  #checkAlike(row: Staged, place: string): void {
    const name = textKey(this.#register);
    if (name === null) return;
    const text = keyOf(row.values, name);
    const plain = plainKey(text);
    if (plain === text && !this.#alike.has(plain)) return void this.#alike.set(plain, { text, place });
    const other = this.#alike.get(plain);
    if (other && other.text !== text) row.alike = other;
    this.#alike.set(plain, other ?? { text, place });
  }
}
