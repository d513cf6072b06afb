import { spatialFault } from '../../faults.ts';

/** What a text of GeoJSON consists of. */
export interface JsonPiece {
  /** `root` is the outer object with its `features` taken out, or an object that has none. */
  readonly is: 'feature' | 'root';
  readonly bytes: Buffer;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const FEATURES = Buffer.from('"features"');

/** What of a byte the scanner has to look at. */
const MATTERS = new Uint8Array(256);
for (const byte of [QUOTE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST]) MATTERS[byte] = 1;

/**
 * Cuts a stream of UTF-8 JSON into the objects of `features`, so that a file of any size is read in pieces. Also takes
 * objects one after the other (GeoJSONSeq, with or without record separators) and a bare list of features.
 *
 * @param most bytes that one piece may have.
 */
export async function* jsonPieces(
  chunks: AsyncIterable<Buffer>,
  name: string,
  most: number,
): AsyncGenerator<readonly JsonPiece[]> {
  const cutter = new Cutter(name, most);
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.length;
    // What is kept of a large piece is copied as often as chunks are added: so they come in larger and larger ones.
    if (bytes < cutter.kept) continue;
    const pieces = cutter.add(waiting);
    [waiting, bytes] = [[], 0];
    if (pieces.length > 0) yield pieces;
  }
  const last = cutter.add(waiting);
  if (last.length > 0) yield last;
  cutter.end();
}

class Cutter {
  readonly #name: string;
  readonly #most: number;
  #data: Buffer = Buffer.alloc(0);
  /** Where scanning goes on in the data, and where the piece under way begins. */
  #at = 0;
  #start = 0;
  #depth = 0;
  #isText = false;
  /** Depth inside of the list of features; 0 outside. */
  #list = 0;
  /** The last text at depth 1: perhaps a key. */
  #key: readonly [from: number, to: number] = [0, 0];
  /** Of the outer object what stood before its features. */
  #head: Buffer | null = null;

  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  get kept(): number {
    return this.#data.length;
  }

  add(chunks: readonly Buffer[]): JsonPiece[] {
    this.#data = Buffer.concat([this.#data, ...chunks]);
    const pieces: JsonPiece[] = [];
    while (this.#at < this.#data.length) {
      if (this.#isText) {
        if (!this.#passText()) break;
        continue;
      }
      const byte = this.#data[this.#at]!;
      if (MATTERS[byte] === 0) this.#at++;
      else if (byte === QUOTE) this.#openText();
      else if (byte === OPEN || byte === OPEN_LIST) this.#open(byte);
      else this.#close(pieces);
    }
    this.#forget();
    return pieces;
  }

  #openText(): void {
    if (this.#depth === 1) this.#key = [this.#at, this.#at];
    this.#isText = true;
    this.#at++;
  }

  /** Goes to the end of a text; false when it is not here yet. */
  #passText(): boolean {
    const data = this.#data;
    let end = data.indexOf(QUOTE, this.#at);
    while (end >= 0 && isEscaped(data, end)) end = data.indexOf(QUOTE, end + 1);
    if (end < 0) {
      // The sign before the next chunk may escape its first.
      this.#at = Math.max(this.#at, data.length);
      return false;
    }
    this.#isText = false;
    this.#at = end + 1;
    if (this.#depth === 1) this.#key = [this.#key[0], this.#at];
    return true;
  }

  #open(byte: number): void {
    const isOwn = this.#depth === 1 && this.#list === 0 && this.#data.subarray(...this.#key).equals(FEATURES);
    if (this.#depth === 0 || (this.#list > 0 && this.#depth === this.#list)) this.#start = this.#at;
    this.#depth++;
    this.#at++;
    if (byte !== OPEN_LIST || (this.#depth > 1 && !isOwn)) return;
    if (isOwn) this.#head = Buffer.from(this.#data.subarray(this.#start, this.#at));
    this.#start = this.#at;
    this.#list = this.#depth;
  }

  #close(pieces: JsonPiece[]): void {
    this.#depth--;
    this.#at++;
    if (this.#depth < 0) this.#fail('括号不配对');
    if (this.#list > 0) {
      if (this.#depth === this.#list) pieces.push({ is: 'feature', bytes: this.#take() });
      if (this.#depth >= this.#list) return;
      this.#list = 0;
      this.#start = this.#at - 1;
    } else if (this.#depth === 0) {
      const rest = this.#take();
      pieces.push({ is: 'root', bytes: this.#head ? Buffer.concat([this.#head, rest]) : rest });
      this.#head = null;
    }
    this.#key = [0, 0];
  }

  #take(): Buffer {
    const bytes = this.#data.subarray(this.#start, this.#at);
    this.#start = this.#at;
    return bytes;
  }

  /** Drops what has been given out. */
  #forget(): void {
    const isUnderWay = this.#depth > this.#list;
    const from = isUnderWay ? this.#start : this.#at;
    if (this.#at - from > this.#most) this.#fail('单个要素过大');
    this.#data = this.#data.subarray(from);
    this.#at -= from;
    this.#start = Math.max(0, this.#start - from);
    this.#key = [Math.max(0, this.#key[0] - from), Math.max(0, this.#key[1] - from)];
  }

  end(): void {
    if (this.#depth !== 0 || this.#isText) this.#fail('文件在中间断了');
  }

  #fail(reason: string): never {
    throw spatialFault('spatial.damaged', { name: this.#name, reason });
  }
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(data: Buffer, at: number): boolean {
  let back = at - 1;
  while (back >= 0 && data[back] === BACKSLASH) back--;
  return (at - back) % 2 === 0;
}
