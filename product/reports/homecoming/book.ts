import type { Tracked } from '@quantu/documents';

import type { Change } from './change.ts';

type Draft<T> = T extends Change ? Omit<T, 'id'> : never;
export type ChangeDraft = Draft<Change>;

/** Gives every change its id: told from what it says, so that the same document read again gives the same ids. */
export class ChangeBook {
  readonly changes: Change[] = [];
  readonly #seen = new Map<string, number>();

  add(draft: ChangeDraft): string {
    const { words: _, tracked: __, ...said } = draft;
    const name = hash(JSON.stringify(said));
    const count = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, count);
    const id = count === 1 ? name : `${name}-${count}`;
    this.changes.push({ id, ...draft });
    return id;
  }
}

/** 52 bits of cyrb53, enough for the changes of one document. */
function hash(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((0xfffff & low) * 4294967296 + (high >>> 0)).toString(36);
}

export const trackedOf = (tracked: Tracked | null | undefined): Tracked | null =>
  tracked === null || tracked === undefined ? null : { by: tracked.by, when: tracked.when };
