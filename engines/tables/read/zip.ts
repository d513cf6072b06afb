import { crc32, createInflateRaw } from 'node:zlib';
import { tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';

interface Entry {
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly offset: number;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;

/** A zip in memory: the directory is read at once, an entry is inflated piece by piece under the limits. */
export class Zip {
  readonly #bytes: Buffer;
  readonly #name: string;
  readonly #entries = new Map<string, Entry>();
  #inflated = 0;

  /** @param name the file's name, for sentences. */
  constructor(bytes: Buffer, name: string) {
    this.#bytes = bytes;
    this.#name = name;
    this.#readDirectory();
  }

  get paths(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  #damaged(reason: string): Error {
    return tableFault('table.damaged', { name: this.#name, reason });
  }

  #readDirectory(): void {
    const bytes = this.#bytes;
    let end = bytes.length - 22;
    const first = Math.max(0, end - 65_536);
    while (end >= first && bytes.readUInt32LE(end) !== END) end--;
    if (end < first) throw this.#damaged('压缩包目录缺失，可能没有传完整');
    const count = bytes.readUInt16LE(end + 10);
    if (count > TABLE_LIMITS.zipEntries) {
      throw tableFault('table.too-many', { name: this.#name, what: '内部部件数', limit: TABLE_LIMITS.zipEntries });
    }
    let at = bytes.readUInt32LE(end + 16);
    for (let i = 0; i < count; i++) {
      if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY) throw this.#damaged('压缩包目录不完整');
      const nameLength = bytes.readUInt16LE(at + 28);
      const path = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
      this.#entries.set(path, {
        method: bytes.readUInt16LE(at + 10),
        isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
        crc: bytes.readUInt32LE(at + 16),
        packed: bytes.readUInt32LE(at + 20),
        offset: bytes.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  }

  /** The inflated bytes of an entry as they come. */
  async *stream(path: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(path);
    if (!entry) throw this.#damaged(`缺少 ${path}`);
    if (entry.isEncrypted) throw tableFault('table.encrypted', { name: this.#name });
    const packed = this.#packed(entry);
    if (entry.method === 0) {
      this.#count(packed.length, packed.length, packed.length);
      this.#checkSum(crc32(packed), entry);
      yield packed;
      return;
    }
    if (entry.method !== 8) throw this.#damaged('不认识的压缩方式');
    let [size, sum] = [0, 0];
    for await (const chunk of this.#inflate(packed)) {
      size += chunk.length;
      sum = crc32(chunk, sum);
      this.#count(chunk.length, size, packed.length);
      yield chunk;
    }
    this.#checkSum(sum, entry);
  }

  /** A number that lost a bit on its way is still a number. Simple programs leave the sum out: 0. */
  #checkSum(sum: number, { crc }: Entry): void {
    if (crc !== 0 && sum !== crc) throw this.#damaged('内容与校验码不符');
  }

  async *#inflate(packed: Buffer): AsyncGenerator<Buffer> {
    const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
    inflater.end(packed);
    const chunks: AsyncIterator<Buffer> = inflater[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { value, done } = await chunks.next().catch(() => Promise.reject(this.#damaged('压缩内容损坏')));
        if (done === true) return;
        yield value;
      }
    } finally {
      inflater.destroy();
    }
  }

  #packed({ offset, packed }: Entry): Buffer {
    const bytes = this.#bytes;
    if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw this.#damaged('压缩包内容缺失');
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    if (start + packed > bytes.length) throw this.#damaged('压缩包内容不完整');
    return bytes.subarray(start, start + packed);
  }

  #count(more: number, size: number, packed: number): void {
    this.#inflated += more;
    const { inflatedBytes, inflateRatio, ratioFreeBytes } = TABLE_LIMITS;
    const isBomb = size > ratioFreeBytes && size > packed * inflateRatio;
    if (this.#inflated > inflatedBytes || isBomb) {
      const limit = isBomb ? `压缩比 ${inflateRatio}` : `${Math.round(inflatedBytes / 2 ** 20)} MB`;
      throw tableFault('table.bomb', { name: this.#name, limit });
    }
  }

  async text(path: string): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of this.stream(path)) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  }
}
