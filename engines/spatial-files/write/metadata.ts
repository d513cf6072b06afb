import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { writeWorkbook } from '@quantu/tables/server';

/** What stands beside the data: who holds it, of which day, by what, in which system, with the hash of every file. */
export async function writeMetadata(
  file: string,
  rows: readonly (readonly [label: string, text: string])[],
): Promise<void> {
  async function* all(): AsyncGenerator<(readonly string[])[]> {
    yield rows.map((row) => [...row]);
  }
  const sheet = { name: '元数据', widths: [18, 90], heads: [['项目', '内容']], rows: all() };
  await pipeline(writeWorkbook(sheet), createWriteStream(file));
}
