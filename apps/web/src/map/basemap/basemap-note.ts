import type { IControl } from 'maplibre-gl';

/** A line in the corner of a map: whose the ground is, and what is missing of it. */
export class BasemapNote implements IControl {
  readonly #box = document.createElement('p');
  readonly #credit: string;

  constructor(credit: string) {
    this.#credit = credit;
    this.#box.className = 'maplibregl-ctrl basemap-note';
    this.#box.setAttribute('role', 'note');
    this.#box.setAttribute('aria-label', '底图来源');
    this.#box.textContent = credit;
  }

  onAdd(): HTMLElement {
    return this.#box;
  }

  onRemove(): void {
    this.#box.remove();
  }

  /** Null: everything has come. */
  tell(loss: string | null): void {
    this.#box.classList.toggle('is-lost', loss !== null);
    this.#box.setAttribute('role', loss === null ? 'note' : 'status');
    this.#box.textContent = loss ?? this.#credit;
  }
}
