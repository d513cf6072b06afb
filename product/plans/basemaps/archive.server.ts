import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { Compression, PMTiles, ResolvedValueCache, type Header, type RangeResponse, type Source } from 'pmtiles';

/** What a directory, the metadata and a tile may weigh unpacked: tiles beyond it no browser could draw. */
const MOST_DIRECTORY_BYTES = 2 ** 20;
const MOST_TILE_BYTES = 8 * 2 ** 20;
/** What one read may fetch, whatever the file says a part is long. */
const MOST_READ_BYTES = 16 * 2 ** 20;
const KEPT_DIRECTORIES = 64;
/** What the library reads first: header and root directory together. */
const FIRST_READ = 16_384;

/** A file of tiles says of itself what is not so; `message` names it for a person. */
export class BrokenArchive extends Error {}

/** Reads parts of a file; what the file's own numbers point beyond its end is refused before anything is reserved. */
class PartsOfFile implements Source {
  readonly #path: string;
  readonly #size: number;

  constructor(path: string, size: number) {
    this.#path = path;
    this.#size = size;
  }

  getKey(): string {
    return this.#path;
  }

  async getBytes(offset: number, wanted: number): Promise<RangeResponse> {
    const length = offset === 0 && wanted === FIRST_READ ? Math.min(FIRST_READ, this.#size) : wanted;
    if (!(offset >= 0 && offset + length <= this.#size)) throw new BrokenArchive('有的数据指向文件之外');
    if (length > MOST_READ_BYTES) throw new BrokenArchive(`有一段数据长达 ${length} 字节`);
    const file = await open(this.#path, 'r');
    try {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      if (bytesRead < length) throw new BrokenArchive('文件被截短了');
      return { data: bytes.buffer };
    } finally {
      await file.close();
    }
  }
}

const unzip = promisify(gunzip);
const unbrotli = promisify(brotliDecompress);

/** Unpacks up to a limit: a tile of a kilobyte may say that it is a gigabyte. */
async function unpacked(packed: ArrayBuffer, by: Compression, maxOutputLength: number): Promise<ArrayBuffer> {
  if (by === Compression.None || by === Compression.Unknown) return packed;
  try {
    const bytes = new Uint8Array(packed);
    const out = await (by === Compression.Gzip ? unzip : unbrotli)(bytes, { maxOutputLength });
    return Uint8Array.from(out).buffer;
  } catch (error) {
    const isBomb = error instanceof RangeError;
    throw new BrokenArchive(isBomb ? `解压后超过 ${maxOutputLength / 2 ** 20} MB` : '有一段压缩数据解不开');
  }
}

export interface Tile {
  readonly bytes: Uint8Array;
  /** Its bytes are packed by it; they have been unpacked once to see that they can be. */
  readonly encoding: 'gzip' | null;
}

/** A PMTiles file that nobody trusts: every size is bounded, every fault of the file is a `BrokenArchive`. */
export class Archive {
  readonly #source: PartsOfFile;
  readonly #cache: ResolvedValueCache;
  readonly #contents: PMTiles;
  readonly #tiles: PMTiles;

  constructor(path: string, size: number) {
    this.#source = new PartsOfFile(path, size);
    this.#cache = new ResolvedValueCache(KEPT_DIRECTORIES, true, (bytes, by) =>
      unpacked(bytes, by, MOST_DIRECTORY_BYTES),
    );
    this.#contents = new PMTiles(this.#source, this.#cache, (bytes, by) => unpacked(bytes, by, MOST_TILE_BYTES));
    this.#tiles = new PMTiles(this.#source, this.#cache, async (bytes, by) => {
      const plain = await unpacked(bytes, by, MOST_TILE_BYTES);
      return by === Compression.Gzip ? bytes : plain;
    });
  }

  header(): Promise<Header> {
    return asBroken('文件头或根目录读不出来', () => this.#contents.getHeader());
  }

  metadata(): Promise<unknown> {
    return asBroken('说明信息（metadata）读不出来', () => this.#contents.getMetadata());
  }

  async directory(offset: number, length: number) {
    const header = await this.header();
    return asBroken('目录读不出来', () => this.#cache.getDirectory(this.#source, offset, length, header));
  }

  /** The bytes at a place of the tile section, unpacked. */
  async unpacked(offset: number, length: number): Promise<Uint8Array> {
    const { tileDataOffset, tileCompression } = await this.header();
    const { data } = await this.#source.getBytes(tileDataOffset + offset, length);
    return new Uint8Array(await unpacked(data, tileCompression, MOST_TILE_BYTES));
  }

  /** Null: the file has no such tile. */
  async tile(z: number, x: number, y: number): Promise<Tile | null> {
    const { tileCompression } = await this.header();
    const found = await asBroken('目录读不出来', () => this.#tiles.getZxy(z, x, y));
    if (!found) return null;
    const encoding = tileCompression === Compression.Gzip ? 'gzip' : null;
    return { bytes: new Uint8Array(found.data), encoding };
  }
}

/** What the library throws is about the file. */
async function asBroken<T>(why: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof BrokenArchive ? error : new BrokenArchive(why, { cause: error });
  }
}
