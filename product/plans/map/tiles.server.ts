import { boxOfTile, encodePackedTile, isTile, type PackedTile, type Tile } from '@quantu/geometry';
import type { FileAnswer } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import { TILE_LAYER } from '../contract.ts';
import type { MapDesk } from './desk.server.ts';
import { drawnFeatures } from './drawn.server.ts';
import { mapFault } from './faults.ts';
import { heldLayers } from './held-layers.server.ts';
import { Kept } from './kept.ts';
import { shownForTiles, shownLayer, type ShownLayer } from './shown.server.ts';

/** Another way of drawing has another number, so that nobody keeps tiles of the one before. */
const DRAWING = 2;
const MOST_BYTES = 128 * 2 ** 20;
/** What a key and its entry weigh beside the tile. */
const ENTRY_BYTES = 300;
/** From this zoom on a tile holds few enough features to be read by itself while the layer is still coming. */
const ALONE_FROM_ZOOM = 13;

const kept = new WeakMap<Store, Kept<Uint8Array>>();

/** A tile of one version. What was published never changes, so that whoever asked for it by number keeps it. */
export async function layerTile(
  desk: MapDesk,
  wish: {
    readonly layer: string;
    readonly tile: Tile;
    readonly version?: number | undefined;
    readonly by?: string | undefined;
  },
): Promise<FileAnswer> {
  const { tile, version, by } = wish;
  if (!isTile(tile)) throw mapFault('map.tile', { tile: `${tile.z}/${tile.x}/${tile.y}` });
  const layer = await (version === undefined ? shownLayer(desk, wish.layer) : shownForTiles(desk, wish.layer, version));
  const bytes = await tileBytes(desk, layer, tile, by);
  const isLasting = version !== undefined && layer.state !== 'draft';
  return {
    name: `${tile.z}-${tile.x}-${tile.y}.mvt`,
    type: 'application/vnd.mapbox-vector-tile',
    bytes,
    isShown: true,
    etag: `${layer.revision}-${DRAWING}`,
    cacheControl: isLasting ? 'private, max-age=86400, immutable' : 'private, no-cache',
  };
}

/** The bytes of a tile, from memory when it was drawn before. */
export async function tileBytes(
  { store, db, district }: Pick<MapDesk, 'store' | 'db' | 'district'>,
  layer: ShownLayer,
  tile: Tile,
  by?: string,
): Promise<Uint8Array> {
  const tiles = kept.get(store) ?? new Kept<Uint8Array>(MOST_BYTES);
  kept.set(store, tiles);
  const version = `${district}/${layer.revision}/${by ?? ''}`;
  const key = `${version}/${tile.z}/${tile.x}/${tile.y}`;
  const known = tiles.get(key);
  if (known !== undefined) return known;
  const drawn = encodePackedTile({
    layer: TILE_LAYER,
    tile,
    ...(await featuresFor(store, db, version, layer, tile, by)),
  });
  tiles.set(key, drawn, drawn.length + ENTRY_BYTES);
  return drawn;
}

async function featuresFor(
  store: Store,
  db: MapDesk['db'],
  version: string,
  layer: ShownLayer,
  tile: Tile,
  by: string | undefined,
): Promise<Omit<PackedTile, 'layer' | 'tile'>> {
  const held = heldLayers(store);
  const box = boxOfTile(tile);
  const there = held.get(version);
  if (there) return there.in(box);
  const coming = held.bring(version, db, layer, by);
  if (tile.z < ALONE_FROM_ZOOM) {
    const brought = await coming;
    if (brought) return brought.in(box);
  } else {
    // Whoever waits for the whole layer is told what goes wrong; this tile is read by itself.
    coming.catch(() => undefined);
  }
  const features = await drawnFeatures(db, layer, { box, by });
  return { ...features, which: Uint32Array.from({ length: features.shapes.count }, (_, i) => i) };
}
