import { crc32, inflateRawSync } from 'node:zlib';
import { inputFault } from '../faults.ts';
import { megabytes, type InputLimits } from '../limits.ts';

interface ZipEntry {
  method: number;
  encrypted: boolean;
  crc: number;
  compressedSize: number;
  headerAt: number;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const DIRECTORY_SIZE = 46;
const LOCAL_SIZE = 30;

/**
 * A zip read by its central directory. Sizes the directory claims are never believed: inflating stops at the limits,
 * and the checksum decides whether what came out is what went in.
 */
export class ZipArchive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #limits: InputLimits;
  readonly #name: string;
  readonly #entries = new Map<string, ZipEntry>();
  #inflated = 0;

  /** @param name the file's name as shown in faults. */
  constructor(bytes: Uint8Array, name: string, limits: InputLimits) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#name = name;
    this.#limits = limits;
    this.#readDirectory();
  }

  /** Part names are compared without case, as the package conventions ask. */
  has(path: string): boolean {
    return this.#entries.has(key(path));
  }

  /** All part names, lower case. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The inflated bytes of a part, or null when there is no such part. */
  read(path: string): Uint8Array | null {
    const entry = this.#entries.get(key(path));
    if (entry === undefined) return null;
    if (entry.encrypted) throw inputFault('input.encrypted', { name: this.#name });
    const data = this.#inflate(entry, this.#compressed(entry));
    this.#inflated += data.length;
    if (crc32(data) !== entry.crc) throw this.#damaged(`部件 ${key(path)} 校验不符`);
    return data;
  }

  #inflate(entry: ZipEntry, compressed: Uint8Array): Uint8Array {
    const limit = this.#allowance(compressed.length);
    if (entry.method === 0) {
      if (compressed.length > limit) throw this.#bomb();
      return compressed;
    }
    if (entry.method !== 8) throw this.#damaged(`压缩方法 ${entry.method} 不受支持`);
    try {
      return inflateRawSync(compressed, { maxOutputLength: Math.max(1, limit) });
    } catch (error) {
      if (isTooLarge(error)) throw this.#bomb();
      throw this.#damaged('压缩数据不完整');
    }
  }

  /** How many bytes this part may still become. */
  #allowance(compressedLength: number): number {
    const left = this.#limits.inflatedBytes - this.#inflated;
    return Math.min(left, Math.max(this.#limits.ratioFreeBytes, compressedLength * this.#limits.inflateRatio));
  }

  #compressed(entry: ZipEntry): Uint8Array {
    const at = entry.headerAt;
    if (at + LOCAL_SIZE > this.#bytes.length || this.#view.getUint32(at, true) !== LOCAL) {
      throw this.#damaged('找不到部件数据');
    }
    const start = at + LOCAL_SIZE + this.#view.getUint16(at + 26, true) + this.#view.getUint16(at + 28, true);
    const end = start + entry.compressedSize;
    if (end > this.#bytes.length) throw this.#damaged('文件被截断');
    return this.#bytes.subarray(start, end);
  }

  #readDirectory(): void {
    const end = this.#findEnd();
    const count = this.#view.getUint16(end + 10, true);
    if (count > this.#limits.zipEntries) throw this.#bomb();
    let at = this.#view.getUint32(end + 16, true);
    for (let i = 0; i < count; i++) at = this.#readEntry(at);
  }

  /** The end record stands in the last 64 KB, behind it only a comment. */
  #findEnd(): number {
    const last = this.#bytes.length - END_SIZE;
    for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
      if (this.#view.getUint32(at, true) === END) return at;
    }
    throw this.#damaged('压缩包目录缺失，文件可能没有传完');
  }

  #readEntry(at: number): number {
    if (at + DIRECTORY_SIZE > this.#bytes.length || this.#view.getUint32(at, true) !== DIRECTORY) {
      throw this.#damaged('压缩包目录不完整');
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) => this.#view.getUint16(at + o, true));
    const nameAt = at + DIRECTORY_SIZE;
    const [compressedSize, headerAt] = this.#sizeAndPlace(at, nameAt + nameLength!, extraLength!);
    const path = key(new TextDecoder().decode(this.#bytes.subarray(nameAt, nameAt + nameLength!)));
    // The first of two parts of one name wins, as in Word.
    if (!this.#entries.has(path)) {
      this.#entries.set(path, {
        method: this.#view.getUint16(at + 10, true),
        encrypted: (this.#view.getUint16(at + 8, true) & 1) === 1,
        crc: this.#view.getUint32(at + 16, true),
        compressedSize,
        headerAt,
      });
    }
    return nameAt + nameLength! + extraLength! + commentLength!;
  }

  /** Some writers put even small numbers into the zip64 field (id 1), in a fixed order, only those that are all ones. */
  #sizeAndPlace(at: number, extraAt: number, extraLength: number): [compressedSize: number, headerAt: number] {
    const plain = [24, 20, 42].map((offset) => this.#view.getUint32(at + offset, true));
    const end = Math.min(extraAt + extraLength, this.#bytes.length);
    for (let field = extraAt; field + 4 <= end; field += 4 + this.#view.getUint16(field + 2, true)) {
      if (this.#view.getUint16(field, true) !== 1) continue;
      let from = field + 4;
      for (let i = 0; i < plain.length; i++) {
        if (plain[i] !== 0xffffffff || from + 8 > end) continue;
        plain[i] = Number(this.#view.getBigUint64(from, true));
        from += 8;
      }
    }
    return [plain[1]!, plain[2]!];
  }

  #damaged(reason: string) {
    return inputFault('input.damaged', { name: this.#name, reason, format: '.docx' });
  }

  #bomb() {
    return inputFault('input.bomb', { name: this.#name, limit: megabytes(this.#limits.inflatedBytes) });
  }
}

function key(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
