import { randomBytes } from 'node:crypto';
import { chmod, link, open, readFile, stat, unlink } from 'node:fs/promises';
import { storeFault } from '../faults.ts';
import { KEY_BYTES } from './secret-box.ts';

/** The key of this data directory: read, or made at the first start. For its owner alone, and in no backup. */
export async function keyOf(path: string): Promise<Uint8Array> {
  try {
    const key = (await readKey(path)) ?? (await makeKey(path));
    if (key.length !== KEY_BYTES) throw storeFault('store.key-damaged', { path });
    return key;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['EACCES', 'EPERM', 'EISDIR', 'EROFS', 'ENOSPC'].includes(code)) {
      throw storeFault('store.key-unreadable', { path, reason: code });
    }
    throw error;
  }
}

async function readKey(path: string): Promise<Uint8Array | null> {
  const found = await stat(path).catch(() => null);
  if (!found) return null;
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if ((found.mode & 0o077) !== 0) await chmod(path, 0o600);
  return key;
}

/** Whole or not at all, and one for all when several start at once: the first that is linked stays. */
async function makeKey(path: string): Promise<Uint8Array> {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await file.close();
    await unlink(draft);
  }
  return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
}
