import { worldBox, type Box, type PackedTile } from '@quantu/geometry';
import type { ReadDb, Store } from '@quantu/store';
import Flatbush from 'flatbush';
import { drawnFeatures, weightOf, type DrawnFeatures } from './drawn.server.ts';
import { Kept } from './kept.ts';
import type { ShownLayer } from './shown.server.ts';

/** What all layers that are held may weigh, and one of them. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_LAYER_BYTES = 192 * 2 ** 20;

/** A version in memory, with an index over its boxes. */
class HeldLayer {
  readonly features: DrawnFeatures;
  readonly #index: Flatbush | null;

  constructor(features: DrawnFeatures) {
    this.features = features;
    this.#index = indexOf(features);
  }

  in(box: Box): Omit<PackedTile, 'layer' | 'tile'> {
    const which = this.#index?.search(...worldBox(box)) ?? [];
    // As they were read: so that a tile is the same bytes every time.
    return { ...this.features, which: Uint32Array.from(which).sort() };
  }
}

function indexOf({ shapes: { count, boxes } }: DrawnFeatures): Flatbush | null {
  if (count === 0) return null;
  const index = new Flatbush(count, 16, Uint32Array);
  for (let i = 0; i < count; i++) index.add(boxes[4 * i]!, boxes[4 * i + 1]!, boxes[4 * i + 2], boxes[4 * i + 3]);
  index.finish();
  return index;
}

/** The layers that tiles are drawn from, in memory as long as they are asked for. */
class HeldLayers {
  readonly #held = new Kept<HeldLayer>(MOST_BYTES);
  readonly #coming = new Map<string, Promise<HeldLayer | null>>();

  get(key: string): HeldLayer | undefined {
    return this.#held.get(key);
  }

  /** Brings a version into memory, once for all who wait; null: it is too large to be held. */
  bring(key: string, db: ReadDb, layer: ShownLayer, by: string | undefined): Promise<HeldLayer | null> {
    const coming = this.#coming.get(key) ?? this.#read(key, db, layer, by).finally(() => this.#coming.delete(key));
    this.#coming.set(key, coming);
    return coming;
  }

  async #read(key: string, db: ReadDb, layer: ShownLayer, by: string | undefined): Promise<HeldLayer | null> {
    const weight = await weightOf(db, layer);
    if (weight > MOST_LAYER_BYTES) return null;
    const held = new HeldLayer(await drawnFeatures(db, layer, { by }));
    this.#held.set(key, held, weight);
    return held;
  }
}

const all = new WeakMap<Store, HeldLayers>();

export function heldLayers(store: Store): HeldLayers {
  const held = all.get(store) ?? new HeldLayers();
  all.set(store, held);
  return held;
}
