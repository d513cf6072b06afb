import type { XmlElement } from './xml.ts';

/** Who made a tracked change, and when (`2026-07-10T09:00:00Z`); null where the file does not say. */
export interface Tracked {
  by: string | null;
  when: string | null;
}

/** What stands at a place of a paragraph beside its text. */
export type MarkNote =
  | { kind: 'bookmark'; name: string; isStart: boolean }
  | { kind: 'inserted'; tracked: Tracked; isStart: boolean }
  | { kind: 'deleted'; tracked: Tracked; text: string }
  | { kind: 'comment'; id: string; edge: 'start' | 'end' | 'reference' };

export function trackedBy(element: XmlElement): Tracked {
  return { by: element.attribute('author') || null, when: element.attribute('date') || null };
}

/** Collects what a deletion holds, which the walker passes over. */
export class Removal {
  readonly #tracked: Tracked;
  readonly #open: string[] = [];
  text = '';

  constructor(element: XmlElement) {
    this.#tracked = trackedBy(element);
  }

  open(element: XmlElement): void {
    this.#open.push(element.name);
  }

  close(): void {
    this.#open.pop();
  }

  write(text: string): void {
    const name = this.#open.at(-1);
    if (name === 'w:delText' || name === 'w:t') this.text += text;
  }

  result(): { tracked: Tracked; text: string } {
    return { tracked: this.#tracked, text: this.text };
  }
}
