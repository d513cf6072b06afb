import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const PIECE = 2 ** 18;

/** A file that is written from start to end; what is added is sent on in larger pieces. */
export class OutFile {
  readonly #stream: WriteStream;
  #pieces: (Buffer | string)[] = [];
  #waiting = 0;
  bytes = 0;

  constructor(path: string) {
    this.#stream = createWriteStream(path);
  }

  async add(piece: Buffer | string): Promise<void> {
    this.#pieces.push(piece);
    const size = typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
    this.bytes += size;
    this.#waiting += size;
    if (this.#waiting > PIECE) await this.#flush();
  }

  async #flush(): Promise<void> {
    const all = Buffer.concat(this.#pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
    this.#pieces = [];
    this.#waiting = 0;
    if (!this.#stream.write(all)) await once(this.#stream, 'drain');
  }

  async end(): Promise<void> {
    await this.#flush();
    this.#stream.end();
    await finished(this.#stream);
  }
}
