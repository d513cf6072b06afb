import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  readonly path: string;
  readonly chunks: AsyncIterable<string | Buffer> | Iterable<string | Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, the first day a zip can name: the same content is the same file, whenever it is written. */
const NO_DATE = 0x0021;
/** Sizes stand behind the content; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;

/** A zip written while its parts are read. Equal parts give equal bytes. */
export async function* zipped(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const { path, chunks } of parts) {
    const name = Buffer.from(path);
    const head = localHeader(name);
    yield head;
    const sum = { crc: 0, size: 0 };
    let packed = 0;
    for await (const piece of deflated(chunks, sum)) {
      packed += piece.length;
      yield piece;
    }
    const entry: Written = { name, offset, packed, ...sum };
    const descriptor = fields([DESCRIPTOR, 4], [sum.crc, 4], [packed, 4], [sum.size, 4]);
    yield descriptor;
    offset += head.length + packed + descriptor.length;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  const count = written.length;
  const end = fields([END, 4], [0, 4], [count, 2], [count, 2], [directory.length, 4], [offset, 4], [0, 2]);
  yield Buffer.concat([directory, end]);
}

/** Deflates in a thread of its own; what came in is counted in `sum`. */
async function* deflated(chunks: ZipPart['chunks'], sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  const source = Readable.from(counted(chunks, sum));
  source.on('error', (error) => deflate.destroy(error));
  try {
    for await (const piece of source.pipe(deflate)) yield piece as Buffer;
  } finally {
    source.destroy(); // whoever asked has gone
  }
}

async function* counted(chunks: ZipPart['chunks'], sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    sum.crc = crc32(bytes, sum.crc);
    sum.size += bytes.length;
    yield bytes;
  }
}

function localHeader(name: Buffer): Buffer {
  const sizes = [[0, 4] as const, [0, 4] as const, [0, 4] as const];
  const head = fields([LOCAL, 4], [VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [NO_DATE, 2], ...sizes);
  return Buffer.concat([head, fields([name.length, 2], [0, 2]), name]);
}

function directoryEntry({ name, offset, crc, packed, size }: Written): Buffer {
  const kind = fields([DIRECTORY, 4], [VERSION, 2], [VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [NO_DATE, 2]);
  const sizes = fields([crc, 4], [packed, 4], [size, 4], [name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2]);
  return Buffer.concat([kind, sizes, fields([0, 4], [offset, 4]), name]);
}

/** Numbers in little-endian order, each with its width in bytes. */
function fields(...numbers: readonly (readonly [value: number, bytes: number])[]): Buffer {
  const out = Buffer.alloc(numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of numbers) at = out.writeUIntLE(value, at, bytes);
  return out;
}
