import { open, type FileHandle } from 'node:fs/promises';

/** Bytes that can be read from the start, and from any place where they lie open. */
export interface ByteSource {
  readonly size: number;
  stream(): AsyncIterable<Buffer>;
  /** Up to `length` bytes from `at`; fewer at the end. */
  read(at: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

const CHUNK = 2 ** 20;

export function bytesSource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: buffer.length,
    async *stream() {
      for (let at = 0; at < buffer.length; at += CHUNK) yield buffer.subarray(at, at + CHUNK);
    },
    read: async (at, length) => buffer.subarray(at, at + length),
    close: async () => undefined,
  };
}

export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  const read = (at: number, length: number): Promise<Buffer> => filled(file, at, Math.min(length, size - at));
  return {
    size,
    async *stream() {
      for (let at = 0; at < size; at += CHUNK) yield await read(at, CHUNK);
    },
    read,
    close: () => file.close(),
  };
}

async function filled(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, length));
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await file.read(buffer, done, buffer.length - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** The first bytes of a stream. */
export async function firstBytes({ stream }: Pick<ByteSource, 'stream'>, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let have = 0;
  for await (const chunk of stream()) {
    chunks.push(chunk);
    have += chunk.length;
    if (have >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

/** A stream in the pieces a reader asks for. */
export class Pull {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #isDone = false;

  constructor(source: Pick<ByteSource, 'stream'>) {
    this.#chunks = source.stream()[Symbol.asyncIterator]();
  }

  /** Exactly `length` bytes; null when fewer are left. What is given lives until the next call only. */
  async take(length: number): Promise<Buffer | null> {
    if (this.#rest.length < length && !(await this.#fill(length))) return null;
    return this.takeNow(length);
  }

  /** The same without waiting; null when they are not at hand. */
  takeNow(length: number): Buffer | null {
    if (this.#rest.length < length) return null;
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  async #fill(length: number): Promise<boolean> {
    const parts = [this.#rest];
    let have = this.#rest.length;
    while (have < length && !this.#isDone) {
      const { value, done } = await this.#chunks.next();
      if (done === true) this.#isDone = true;
      else {
        parts.push(value);
        have += value.length;
      }
    }
    this.#rest = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    return have >= length;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
