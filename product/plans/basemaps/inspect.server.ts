import { open } from 'node:fs/promises';
import { PbfReader } from 'pbf';
import { bytesToHeader, Compression, TileType, type Entry, type Header } from 'pmtiles';
import { Archive, BrokenArchive } from './archive.server.ts';
import type { BasemapFile } from './contract.ts';
import { basemapFault } from './faults.ts';
import { plainText } from './plain-text.ts';

/** What a file of tiles says of itself, once it has been looked into. */
export type BasemapFacts = Pick<
  BasemapFile,
  'kind' | 'format' | 'minZoom' | 'maxZoom' | 'box' | 'attribution' | 'layers'
> & { readonly title: string | null };

const MAGIC = 'PMTiles';
export const HEADER_BYTES = 127;
const ROOT_ENDS_BY = 16_384;
const DEEPEST_ZOOM = 24;
const MOST_DEPTH = 3;
/** Directories and tiles that are looked into before a file is taken; the others when somebody asks for them. */
const LOOKED_AT = 40;
const MOST_LAYERS = 200;

const FORMATS: Readonly<Partial<Record<TileType, BasemapFile['format']>>> = {
  [TileType.Mvt]: 'mvt',
  [TileType.Png]: 'png',
  [TileType.Jpeg]: 'jpeg',
  [TileType.Webp]: 'webp',
  [TileType.Avif]: 'avif',
};

/** The header of a file, from its first bytes; throws when this cannot be a file we draw from. */
export function headerOf(name: string, start: Uint8Array): Header {
  const magic = new TextDecoder('latin1').decode(start.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw basemapFault('basemap.magic', { name });
  const version = start[MAGIC.length];
  if (version !== 3) throw basemapFault('basemap.version', { name, version: version ?? 0 });
  if (start.length < HEADER_BYTES) {
    throw basemapFault('basemap.truncated', { name, need: HEADER_BYTES, size: start.length });
  }
  const header = bytesToHeader(Uint8Array.from(start.subarray(0, HEADER_BYTES)).buffer);
  const { tileType, tileCompression, internalCompression } = header;
  if (FORMATS[tileType] === undefined) {
    throw basemapFault('basemap.kind', { name, kind: TileType[tileType] ?? `代号 ${tileType}` });
  }
  for (const one of [tileCompression, internalCompression]) {
    if (one === Compression.Zstd || Compression[one] === undefined) {
      throw basemapFault('basemap.compression', { name, compression: Compression[one] ?? `代号 ${one}` });
    }
  }
  checkExtent(name, header);
  return header;
}

function checkExtent(name: string, header: Header): void {
  const { minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = header;
  const wrong = (what: string) => basemapFault('basemap.extent', { name, what });
  if (minZoom > maxZoom || maxZoom > DEEPEST_ZOOM) {
    throw wrong(`级别 ${minZoom} 到 ${maxZoom} 不对，应在 0 到 ${DEEPEST_ZOOM} 之间`);
  }
  const isPlace =
    Math.max(Math.abs(minLon), Math.abs(maxLon)) <= 180 && Math.max(Math.abs(minLat), Math.abs(maxLat)) <= 90;
  if (!isPlace || minLon >= maxLon || minLat >= maxLat) {
    throw wrong(`范围 ${[minLon, minLat, maxLon, maxLat].join(', ')} 不是西、南、东、北`);
  }
}

/** How long a file with this header has to be. */
export function lengthOf(header: Header): number {
  return Math.max(
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  );
}

/** Looks into a file of tiles before it is taken. Throws one sentence for what is wrong with it. */
export async function inspectBasemap(name: string, path: string, size: number): Promise<BasemapFacts> {
  const header = headerOf(name, await firstBytes(path));
  const need = lengthOf(header);
  if (need > size) throw basemapFault('basemap.truncated', { name, need, size });
  try {
    return await factsOf(new Archive(path, size), header);
  } catch (error) {
    if (error instanceof BrokenArchive) throw basemapFault('basemap.broken', { name, why: error.message });
    throw error;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(HEADER_BYTES);
    const { bytesRead } = await file.read(bytes, 0, HEADER_BYTES, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function factsOf(archive: Archive, header: Header): Promise<BasemapFacts> {
  if (header.rootDirectoryOffset + header.rootDirectoryLength > ROOT_ENDS_BY) {
    throw new BrokenArchive('根目录不在文件开头的 16 KB 之内');
  }
  const about = asObject(await archive.metadata());
  const entries = await someTiles(archive, header);
  if (entries.length === 0) throw new BrokenArchive('里面一格瓦片也没有');
  const format = FORMATS[header.tileType]!;
  const found = new Set<string>();
  for (const { offset, length } of entries) {
    const bytes = await archive.unpacked(offset, length);
    if (format === 'mvt') for (const layer of layersIn(bytes)) found.add(layer);
    else if (!SIGNS[format](bytes)) throw new BrokenArchive(`文件头说瓦片是 ${format.toUpperCase()}，实际不是`);
  }
  return {
    kind: format === 'mvt' ? 'vector' : 'raster',
    format,
    minZoom: header.minZoom,
    maxZoom: header.maxZoom,
    box: [header.minLon, header.minLat, header.maxLon, header.maxLat],
    attribution: plainText(about['attribution'], 300),
    layers: [...new Set([...layersNamed(about['vector_layers']), ...found])].slice(0, MOST_LAYERS),
    title: plainText(about['name'], 60) || null,
  };
}

/** Some of the tiles, found as they will be asked for; every directory that is passed has to be in order. */
async function someTiles(archive: Archive, header: Header): Promise<readonly Entry[]> {
  const tiles: Entry[] = [];
  let left = LOOKED_AT;
  const enter = async (offset: number, length: number, depth: number): Promise<void> => {
    if (depth > MOST_DEPTH) throw new BrokenArchive('目录层层套叠，可能指向自己');
    left--;
    for (const entry of await archive.directory(offset, length)) {
      if (tiles.length >= LOOKED_AT || left <= 0) return;
      const isLeaf = entry.runLength === 0;
      const within = (isLeaf ? header.leafDirectoryLength : header.tileDataLength) ?? 0;
      if (entry.offset < 0 || entry.offset + entry.length > within) throw new BrokenArchive('目录指向文件之外');
      if (isLeaf) await enter(header.leafDirectoryOffset + entry.offset, entry.length, depth + 1);
      else tiles.push(entry);
    }
  };
  await enter(header.rootDirectoryOffset, header.rootDirectoryLength, 0);
  return tiles;
}

const starts =
  (...bytes: readonly number[]) =>
  (tile: Uint8Array): boolean =>
    bytes.every((byte, i) => tile[i] === byte);
const SIGNS: Readonly<Record<Exclude<BasemapFile['format'], 'mvt'>, (tile: Uint8Array) => boolean>> = {
  png: starts(0x89, 0x50, 0x4e, 0x47),
  jpeg: starts(0xff, 0xd8, 0xff),
  webp: (tile) => starts(0x52, 0x49, 0x46, 0x46)(tile) && starts(0x57, 0x45, 0x42, 0x50)(tile.subarray(8)),
  avif: (tile) => starts(0x66, 0x74, 0x79, 0x70)(tile.subarray(4)),
};

/** The names of a vector tile's layers. */
function layersIn(bytes: Uint8Array): readonly string[] {
  const names: string[] = [];
  const inLayer = (tag: number, into: string[], pbf: PbfReader): void =>
    void (tag === 1 && into.push(pbf.readString()));
  try {
    new PbfReader(bytes).readFields((tag, into, pbf) => {
      if (tag === 3) pbf.readMessage(inLayer, into);
    }, names);
  } catch (error) {
    throw new BrokenArchive('瓦片不是 MVT 矢量瓦片', { cause: error });
  }
  if (bytes.length > 0 && names.length === 0) throw new BrokenArchive('瓦片不是 MVT 矢量瓦片');
  return names;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new BrokenArchive('说明信息（metadata）不是 JSON 对象');
  return { ...value };
}

function layersNamed(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const id = typeof one === 'object' && one !== null && 'id' in one ? one.id : null;
    return typeof id === 'string' && id.length <= 100 ? [id] : [];
  });
}
