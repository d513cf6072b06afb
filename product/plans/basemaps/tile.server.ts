import { isTile, type Tile } from '@quantu/geometry';
import type { FileAnswer } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import { Kept } from '../map/kept.ts';
import { Archive, BrokenArchive } from './archive.server.ts';
import type { BasemapFile } from './contract.ts';
import { basemapFault } from './faults.ts';

/** Archives whose directories stay in memory. */
const MOST_OPEN = 8;
const archives = new WeakMap<Store, Kept<Known>>();

interface Known {
  readonly archive: Archive;
  readonly name: string;
  readonly format: BasemapFile['format'];
}

const TYPES: Readonly<Record<BasemapFile['format'], string>> = {
  mvt: 'application/vnd.mapbox-vector-tile',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** A tile of a base map. What a file holds never changes, so that whoever has a tile keeps it. */
export async function basemapTile(store: Store, district: string, basemap: string, tile: Tile): Promise<FileAnswer> {
  const { archive, name, format } = await archiveOf(store, district, basemap);
  const { z, x, y } = tile;
  const place = `${z}/${x}/${y}`;
  const found = isTile(tile) ? await read(archive, name, tile) : null;
  // Where a sheet of pictures has none, a map shows the coarser one; where there are no vectors, nothing is drawn.
  if (!found && format !== 'mvt') throw basemapFault('basemap.no-tile', { name, tile: place });
  return {
    name: `${z}-${x}-${y}.${format}`,
    type: TYPES[format],
    bytes: found?.bytes ?? new Uint8Array(0),
    isShown: true,
    cacheControl: 'private, max-age=604800, immutable',
    ...(found?.encoding === 'gzip' ? { headers: { 'content-encoding': 'gzip' } } : {}),
  };
}

async function read(archive: Archive, name: string, { z, x, y }: Tile) {
  try {
    return await archive.tile(z, x, y);
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error;
    throw basemapFault('basemap.tile', { name, tile: `${z}/${x}/${y}`, why: error.message });
  }
}

async function archiveOf(store: Store, district: string, basemap: string): Promise<Known> {
  const open = archives.get(store) ?? new Kept<Known>(MOST_OPEN);
  archives.set(store, open);
  const key = `${district}/${basemap}`;
  const known = open.get(key);
  if (known) return known;
  const row = await store
    .read(district)
    .selectFrom('basemap')
    .select(['hash', 'name', 'facts', 'size_bytes'])
    .where('id', '=', basemap)
    .executeTakeFirst();
  if (!row) throw basemapFault('basemap.none');
  const archive = new Archive(store.files.pathOf(row.hash), row.size_bytes);
  const made = { archive, name: row.name, format: row.facts.format };
  open.set(key, made, 1);
  return made;
}
