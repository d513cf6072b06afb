import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { encodeTile, type TileFeature } from '@quantu/geometry';
import { PbfWriter } from 'pbf';
import { Compression, TileType, zxyToTileId } from 'pmtiles';

export interface TileOf {
  readonly at: readonly [z: number, x: number, y: number];
  readonly bytes: Uint8Array;
}

interface Entry {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  /** 0: a leaf directory. */
  readonly run: number;
}

export interface ArchiveWish {
  readonly type: TileType;
  readonly tiles: readonly TileOf[];
  readonly box: readonly [number, number, number, number];
  readonly zooms: readonly [number, number];
  readonly metadata?: unknown;
  /** In place of the directory that fits the tiles; offsets from the start of its section. */
  readonly root?: readonly Entry[];
  readonly leaves?: Uint8Array;
}

/** A PMTiles archive of version 3 as its specification has it: header, root, metadata, leaves, tiles. */
export function pmtilesOf({ type, tiles, box, zooms, metadata = {}, root, leaves }: ArchiveWish): Uint8Array {
  const packed = tiles.map(({ at, bytes }) => ({
    id: zxyToTileId(...at),
    bytes: type === TileType.Mvt ? gzipSync(bytes) : bytes,
  }));
  packed.sort((a, b) => a.id - b.id);
  let end = 0;
  const entries = packed.map(({ id, bytes: { length } }) => ({ id, offset: (end += length) - length, length, run: 1 }));
  const directory = directoryOf(root ?? entries);
  const about = gzipSync(JSON.stringify(metadata));
  const parts = [directory, about, leaves ?? new Uint8Array(0), Buffer.concat(packed.map(({ bytes }) => bytes))];
  const header = Buffer.alloc(127);
  header.write('PMTiles');
  header[7] = 3;
  let offset = header.length;
  for (const [i, part] of parts.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(part.length), 16 + 16 * i);
    offset += part.length;
  }
  for (let i = 0; i < 3; i++) header.writeBigUInt64LE(BigInt(tiles.length), 72 + 8 * i);
  header[96] = 1;
  header[97] = Compression.Gzip;
  header[98] = type === TileType.Mvt ? Compression.Gzip : Compression.None;
  header[99] = type;
  [header[100], header[101]] = zooms;
  for (const [i, degrees] of box.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i);
  return Buffer.concat([header, ...parts]);
}

/** Columns of a directory one after the other: ids as differences, runs, lengths, offsets counted from one. */
export function directoryOf(entries: readonly Entry[]): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarint(entries.length);
  for (const [i, { id }] of entries.entries()) writer.writeVarint(id - (entries[i - 1]?.id ?? 0));
  for (const { run } of entries) writer.writeVarint(run);
  for (const { length } of entries) writer.writeVarint(length);
  for (const { offset } of entries) writer.writeVarint(offset + 1);
  return gzipSync(writer.finish());
}

/** A picture of one colour. */
export function pngOf(side: number, colour: readonly [number, number, number]): Uint8Array {
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: side }, () => Buffer.from(colour))]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunk = (name: string, body: Uint8Array): Buffer => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const sign = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Buffer.concat([sign, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** A vector tile of several layers. */
export function vectorTile(
  [z, x, y]: TileOf['at'],
  layers: Readonly<Record<string, readonly TileFeature[]>>,
): Uint8Array {
  return Buffer.concat(Object.entries(layers).map(([name, features]) => encodeTile(name, { z, x, y }, features)));
}
