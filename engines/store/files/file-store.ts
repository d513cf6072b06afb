import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '@quantu/base';
import { sm3Stream } from '@quantu/base/server';
import { storeFault } from '../faults.ts';
import type { WriteDb } from '../handle.ts';
import { asFault } from '../pg-errors.ts';

export type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** A content that is kept, and under which name it came. */
export interface StoredFile {
  /** SM3 of the content: where it is found again. */
  readonly hash: string;
  readonly size: number;
  readonly name: string;
  readonly type: string;
}

export interface PutOptions {
  readonly name: string;
  readonly type: string;
  /** The most bytes to take, by default 512 MB. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 512 * 2 ** 20;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Uploaded files by the hash of their content, outside the database. A content is on the disk before a row refers to
 * it: written under another name, flushed, renamed, its directory flushed. Between that and the commit of the row a
 * mark in `pending` stands for it, so that after a kill the next start knows what to look at.
 */
export class FileStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(content: Content, { name, type, limit = DEFAULT_LIMIT }: PutOptions): Promise<StoredFile> {
    const temporary = join(this.#root, 'incoming', `${process.pid}-${newId()}`);
    try {
      await mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
      const { hash, size } = await write(temporary, content, limit);
      await this.#keep(temporary, hash);
      return { hash, size, name, type };
    } catch (error) {
      await rm(temporary, { force: true });
      throw asFault(error);
    }
  }

  /** Puts the row for a kept content into the caller's transaction; returns its id. */
  async record(tx: WriteDb, file: StoredFile): Promise<string> {
    const id = newId();
    await tx
      .insertInto('file')
      .values({ id, ...file })
      .execute();
    return id;
  }

  /** The content of a hash as a stream. */
  async open(hash: string): Promise<{ size: number; stream: ReadStream }> {
    const path = this.pathOf(hash);
    const found = await stat(path).catch(() => null);
    if (!found) throw storeFault('store.no-file', { hash });
    return { size: found.size, stream: createReadStream(path) };
  }

  async read(hash: string): Promise<Buffer> {
    const found = await readFile(this.pathOf(hash)).catch(() => null);
    if (!found) throw storeFault('store.no-file', { hash });
    return found;
  }

  async has(hash: string): Promise<boolean> {
    return (await stat(this.pathOf(hash)).catch(() => null)) !== null;
  }

  pathOf(hash: string): string {
    if (!HASH.test(hash)) throw storeFault('store.no-file', { hash });
    return join(this.#root, hash.slice(0, 2), hash.slice(2, 4), hash);
  }

  async #keep(temporary: string, hash: string): Promise<void> {
    const mark = join(this.#root, 'pending', hash);
    await mkdir(dirname(mark), { recursive: true, mode: 0o700 });
    await writeFile(mark, '', { mode: 0o600 }); // also renews the time of a mark that was there
    await flushDirectory(dirname(mark));
    const path = this.pathOf(hash);
    const firstMade = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(temporary, path); // the same content under the same name when it was there already
    await flushDirectory(dirname(path));
    if (firstMade !== undefined) {
      await flushDirectory(dirname(dirname(path)));
      await flushDirectory(this.#root);
    }
  }

  /** Contents put since the last sweep, whose row may or may not have been committed. */
  async pending(): Promise<string[]> {
    return (await names(join(this.#root, 'pending'))).filter((name) => HASH.test(name));
  }

  /** Uploads that were cut off. */
  incoming(): Promise<string[]> {
    return names(join(this.#root, 'incoming'));
  }

  /**
   * Removes what a kill left: half-written uploads, and contents whose row was never committed.
   *
   * @param leftoverMs how old something must be to be a leftover; 0 when nobody else uses the directory.
   * @param isRecorded which of these hashes have a row.
   */
  async sweep(
    leftoverMs: number,
    isRecorded: (hashes: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    const isLeft = (path: string): Promise<boolean> => isOlder(path, leftoverMs);
    for (const name of await this.incoming()) {
      const path = join(this.#root, 'incoming', name);
      if (await isLeft(path)) await rm(path, { force: true });
    }
    const pending: string[] = [];
    for (const hash of await this.pending()) {
      if (await isLeft(join(this.#root, 'pending', hash))) pending.push(hash);
    }
    if (pending.length === 0) return;
    const recorded = await isRecorded(pending);
    for (const hash of pending) {
      if (!recorded.has(hash)) await rm(this.pathOf(hash), { force: true });
      await rm(join(this.#root, 'pending', hash), { force: true });
    }
  }

  /** Removes a content; for undoing a restore that failed. */
  async remove(hash: string): Promise<void> {
    await rm(this.pathOf(hash), { force: true });
    await rm(join(this.#root, 'pending', hash), { force: true });
  }

  /** All hashes that are kept, in order. */
  async *all(): AsyncGenerator<string> {
    for (const first of await names(this.#root)) {
      if (first.length !== 2) continue;
      for (const second of await names(join(this.#root, first))) yield* await names(join(this.#root, first, second));
    }
  }
}

async function write(path: string, content: Content, limit: number): Promise<{ hash: string; size: number }> {
  const sum = sm3Stream();
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      size += chunk.length;
      if (size > limit) throw storeFault('store.file-too-large', { limit: readable(limit) });
      sum.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: sum.digest(), size };
}

function readable(bytes: number): string {
  if (bytes >= 2 ** 20) return `${Math.round(bytes / 2 ** 20)} MB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} 字节`;
}

export async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function isOlder(path: string, ms: number): Promise<boolean> {
  if (ms === 0) return true;
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > ms;
}

async function names(directory: string): Promise<string[]> {
  const found: string[] = await readdir(directory).catch(() => []);
  return found.sort();
}
