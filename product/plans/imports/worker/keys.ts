import type { SpatialFeature } from '@quantu/spatial-files/server';
import type { Finding } from './orders.ts';

type Attributes = SpatialFeature['attributes'];
const BSM = 'BSM';

/** How the features of one target layer are told apart. */
export interface KeyChoice {
  readonly field: string | null;
  readonly finding: Finding | null;
}

export const keyText = (attributes: Attributes, field: string): string => String(attributes[field] ?? '').trim();

/** The chosen column, else 标识码 where there is one. */
export function usualKey(chosen: string | null, fields: readonly string[]): string | null {
  return chosen ?? (fields.includes(BSM) ? BSM : null);
}

/** Whether the values of a column name each feature once; empty ones name none. */
export class Uniqueness {
  readonly #seen = new Set<string>();
  repeated = 0;

  add(text: string): void {
    if (text === '') return;
    if (this.#seen.has(text)) this.repeated++;
    else this.#seen.add(text);
  }

  get isKey(): boolean {
    return this.repeated === 0 && this.#seen.size > 0;
  }
}

/** The chosen column where its values differ, else 标识码, else none: then the geometry itself tells. */
export class KeyFinder {
  readonly #fields: readonly string[];
  readonly #found: ReadonlyMap<string, Uniqueness>;

  constructor(chosen: string | null) {
    this.#fields = [...new Set(chosen === null ? [BSM] : [chosen, BSM])];
    this.#found = new Map(this.#fields.map((field) => [field, new Uniqueness()]));
  }

  add(attributes: Attributes): void {
    for (const [field, unique] of this.#found) unique.add(keyText(attributes, field));
  }

  choice(chosen: string | null): KeyChoice {
    const field = this.#fields.find((one) => this.#found.get(one)!.isKey) ?? null;
    if (chosen === null || field === chosen) return { field, finding: null };
    const repeated = this.#found.get(chosen)!.repeated;
    const why = repeated > 0 ? `有 ${repeated} 个重复值` : '全部为空';
    const instead = field === null ? '图形本身' : `“${field}”`;
    return { field, finding: { kind: 'key', count: repeated, text: `字段“${chosen}”${why}，改用${instead}识别要素` } };
  }
}
