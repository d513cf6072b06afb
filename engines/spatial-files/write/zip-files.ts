import { createReadStream } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { OutFile } from './files.ts';

/** The first day that a zip can say: equal files give equal archives. */
const DAY = '1980-01-01T00:00:00';

/** Puts files into an archive, one after the other, whatever their size. */
export async function zipFiles(
  out: string,
  files: readonly { readonly name: string; readonly path: string }[],
): Promise<void> {
  const target = new OutFile(out);
  const ready: Buffer[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(Buffer.from(chunk));
  });
  const flush = async (): Promise<void> => {
    for (const chunk of ready.splice(0)) await target.add(chunk);
  };
  for (const { name, path } of files) {
    const isPacked = /\.(xlsx|zip)$/.test(name);
    const entry = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    entry.mtime = DAY;
    zip.add(entry);
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
      entry.push(chunk as Buffer);
      await flush();
    }
    entry.push(new Uint8Array(0), true);
    await flush();
  }
  zip.end();
  await flush();
  await target.end();
}
