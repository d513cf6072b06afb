import type { Ring } from './vertices.ts';

/** What planting does to one lot (or parcel, or sea use) in one layer. */
export interface Edit {
  readonly isGone?: boolean;
  readonly code?: string;
  readonly attributes?: Readonly<Record<string, number>>;
  readonly ring?: Ring;
  /** Cut out of it. */
  readonly holes?: readonly Ring[];
}

/** A feature that planting adds to a layer. */
export interface Extra {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly ring: Ring;
}

/** All that planting does to layers. */
export class Edits {
  readonly #of = new Map<string, Edit>();
  readonly #extras = new Map<string, Extra[]>();

  set(layer: string, key: string, edit: Edit): void {
    this.#of.set(`${layer} ${key}`, { ...this.#of.get(`${layer} ${key}`), ...edit });
  }

  get(layer: string, key: string): Edit | undefined {
    return this.#of.get(`${layer} ${key}`);
  }

  add(layer: string, extra: Extra): void {
    const extras = this.#extras.get(layer) ?? [];
    this.#extras.set(layer, extras);
    extras.push(extra);
  }

  extras(layer: string): readonly Extra[] {
    return this.#extras.get(layer) ?? [];
  }
}
