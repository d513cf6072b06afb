import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { shownName, spatialFault } from '../faults.ts';
import { sizeText, type SpatialLimits } from './limits.ts';
import { firstBytes, type ByteSource } from './source.ts';

/** A file inside an archive. */
export interface ZipEntry {
  readonly path: string;
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Where its local head is. */
  readonly offset: number;
}

const [END, END_64, DIRECTORY, LOCAL] = [0x06054b50, 0x06064b50, 0x02014b50, 0x04034b50];
const UTF8_FLAG = 0x800;
/** Packed data cannot be larger than this many times: what claims more is a bomb. */
const MOST_RATIO = 1_100;

/** A zip whose directory is read at once; entries are inflated while they are read. Sizes are checked before. */
export class Zip {
  readonly entries: readonly ZipEntry[];
  readonly #source: ByteSource;
  readonly #name: string;

  private constructor(source: ByteSource, name: string, entries: readonly ZipEntry[]) {
    this.#source = source;
    this.#name = name;
    this.entries = entries;
  }

  static async open(source: ByteSource, name: string, limits: SpatialLimits): Promise<Zip> {
    const { count, at, length } = await endOf(source, name);
    if (count > limits.zipEntries) {
      throw spatialFault('spatial.too-many', { name: shownName(name), what: '文件数', limit: limits.zipEntries });
    }
    const entries = directory(await source.read(at, length), count, name);
    const size = entries.reduce((sum, entry) => sum + entry.size, 0);
    const isBomb = entries.some((entry) => entry.size > (entry.packed + 64) * MOST_RATIO);
    if (size > limits.unzippedBytes || isBomb) {
      throw spatialFault('spatial.bomb', { name: shownName(name), limit: sizeText(limits.unzippedBytes) });
    }
    return new Zip(source, name, entries);
  }

  /** An entry as a file of its own: it streams, and a part of it costs all that stands before. */
  file(entry: ZipEntry): ByteSource {
    const stream = (): AsyncIterable<Buffer> => this.#stream(entry);
    return {
      size: entry.size,
      stream,
      read: async (at, length) => (await firstBytes({ stream }, at + length)).subarray(at),
      close: async () => undefined,
    };
  }

  async *#stream(entry: ZipEntry): AsyncGenerator<Buffer> {
    const name = shownName(this.#name);
    if (entry.isEncrypted) throw spatialFault('spatial.encrypted', { name });
    if (entry.method !== 0 && entry.method !== 8) throw damaged(name, `${entry.path} 的压缩方式不认识`);
    const packed = await this.#packed(entry);
    let size = 0;
    for await (const chunk of entry.method === 0 ? packed : inflated(packed, name)) {
      size += chunk.length;
      if (size > entry.size) throw damaged(name, `${entry.path} 解压后比目录所写的大`);
      yield chunk;
    }
    if (size < entry.size) throw damaged(name, `${entry.path} 不完整`);
  }

  async #packed({ offset, packed }: ZipEntry): Promise<AsyncGenerator<Buffer>> {
    const source = this.#source;
    const head = await source.read(offset, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw damaged(this.#name, '压缩包内容缺失');
    const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    if (start + packed > source.size) throw damaged(this.#name, '压缩包没有传完整');
    return (async function* () {
      for (let done = 0; done < packed; done += CHUNK) {
        yield await source.read(start + done, Math.min(CHUNK, packed - done));
      }
    })();
  }
}

const CHUNK = 2 ** 18;

const damaged = (name: string, reason: string): Error =>
  spatialFault('spatial.damaged', { name: shownName(name), reason });

async function* inflated(packed: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const input = Readable.from(packed);
  const inflater = createInflateRaw({ chunkSize: CHUNK });
  input.on('error', (error) => inflater.destroy(error));
  try {
    const chunks: AsyncIterator<Buffer> = input.pipe(inflater)[Symbol.asyncIterator]();
    for (;;) {
      const { value, done } = await chunks.next().catch(() => Promise.reject(damaged(name, '压缩内容损坏')));
      if (done === true) return;
      yield value;
    }
  } finally {
    input.destroy();
    inflater.destroy();
  }
}

interface End {
  readonly count: number;
  readonly at: number;
  readonly length: number;
}

async function endOf(source: ByteSource, name: string): Promise<End> {
  const from = Math.max(0, source.size - 66_000);
  const tail = await source.read(from, source.size - from);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) throw damaged(name, '压缩包目录缺失，可能没有传完整');
  const found = {
    count: tail.readUInt16LE(end + 10),
    length: tail.readUInt32LE(end + 12),
    at: tail.readUInt32LE(end + 16),
  };
  if (found.at !== 0xffffffff && found.count !== 0xffff && found.length !== 0xffffffff) return found;
  let big = end;
  while (big >= 0 && tail.readUInt32LE(big) !== END_64) big--;
  if (big < 0 || big + 56 > tail.length) throw damaged(name, '压缩包目录缺失，可能没有传完整');
  const [count, length, at] = [32, 40, 48].map((by) => Number(tail.readBigUInt64LE(big + by)));
  return { count: count!, length: length!, at: at! };
}

function directory(bytes: Buffer, count: number, name: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY) throw damaged(name, '压缩包目录不完整');
    const flags = bytes.readUInt16LE(at + 8);
    const pathLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const pathBytes = bytes.subarray(at + 46, at + 46 + pathLength);
    const extra = bytes.subarray(at + 46 + pathLength, at + 46 + pathLength + extraLength);
    const sizes = {
      size: bytes.readUInt32LE(at + 24),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    };
    const path = pathText(pathBytes, extra, (flags & UTF8_FLAG) !== 0);
    if (!path.endsWith('/')) {
      const method = bytes.readUInt16LE(at + 10);
      entries.push({ path, ...withBigSizes(sizes, extra), method, isEncrypted: (flags & 1) === 1 });
    }
    at += 46 + pathLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Names are in UTF-8 where the archive says so or they are; else Windows packed them in GBK. */
function pathText(bytes: Buffer, extra: Buffer, isMarked: boolean): string {
  const unicode = extraField(extra, 0x7075);
  const isText = isMarked || isUtf8(bytes);
  const text = unicode ? unicode.toString('utf8', 5) : new TextDecoder(isText ? 'utf-8' : 'gb18030').decode(bytes);
  return text.replaceAll('\\', '/');
}

type Sizes = Pick<ZipEntry, 'size' | 'packed' | 'offset'>;

function withBigSizes({ size, packed, offset }: Sizes, extra: Buffer): Sizes {
  const field = extraField(extra, 1);
  let at = 0;
  const big = (value: number): number => {
    if (value !== 0xffffffff || !field || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  return { size: big(size), packed: big(packed), offset: big(offset) };
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}
