import type { Upload } from '@quantu/people/server';
import { admitSize } from '@quantu/spatial-files/server';
import type { ReadDb } from '@quantu/store';
import { districtBox } from '../imports/control.server.ts';
import { refuseShifted } from './shifted.server.ts';
import { readSiteFile, SITE_LIMITS, type ReadSite, type SiteFileOrder } from './site-file.server.ts';

export interface SiteFileWish {
  readonly crs?: string | undefined;
  readonly layer?: string | undefined;
}

/** A site from a file. `read` does it elsewhere than here: a server has more to do than reading files. */
export async function readSite(
  db: ReadDb,
  upload: Upload,
  wish: SiteFileWish,
  read: (order: SiteFileOrder) => Promise<ReadSite> = readSiteFile,
): Promise<ReadSite> {
  const name = upload.name.slice(-120);
  const bytes = await allOf(upload);
  const [crs, layer] = [said(wish.crs), said(wish.layer)];
  const found = await read({ bytes, name, crs, layer, district: await districtBox(db) });
  // Who names a system knows it.
  if (crs === null) await refuseShifted(db, found, name);
  return found;
}

const said = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text);

async function allOf({ name, bytes }: Upload): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    admitSize(name, size, SITE_LIMITS);
    chunks.push(chunk);
  }
  admitSize(name, size, SITE_LIMITS);
  return Buffer.concat(chunks);
}
