import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { zipped } from '@quantu/tables/server';
import { spatialFault } from '../faults.ts';
import { sizeText } from '../read/limits.ts';

/** Places in an archive are told by four bytes. */
const MOST_BYTES = 2 ** 32 - 2 ** 20;

/** Puts files into an archive, one after the other; equal files give equal archives. */
export async function zipFiles(
  out: string,
  name: string,
  files: readonly { readonly name: string; readonly path: string }[],
): Promise<void> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file.path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > MOST_BYTES)
    throw spatialFault('spatial.too-large', { name, size: sizeText(bytes), limit: sizeText(MOST_BYTES) });
  const parts = files.map((file) => ({ path: file.name, chunks: piecesOf(file.path) }));
  await pipeline(zipped(parts), createWriteStream(out));
}

/** Opened when its turn has come. */
async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 18 })) yield chunk as Buffer;
}
