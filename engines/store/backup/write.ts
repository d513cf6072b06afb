import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { Fault } from '@quantu/base';
import { sm3Stream } from '@quantu/base/server';
import { eachRow } from '../audit/row-digest.ts';
import type { District } from '../districts.ts';
import { storeFault } from '../faults.ts';
import { flushDirectory, type FileStore } from '../files/file-store.ts';
import { appliedSteps } from '../migrate/migrate.ts';
import { asFault } from '../pg-errors.ts';
import type { Pools } from '../pools.ts';
import { schemaOf } from '../room.ts';
import { manifestOf, type Header } from './format.ts';
import { ArchiveWriter } from './lines.ts';
import { columnsOf, sequencesQuery, tablesOf } from './schema.ts';

export interface Made {
  readonly rows: number;
  readonly files: number;
}

export interface Source {
  readonly pools: Pools;
  readonly files: FileStore;
  readonly districts: { all(): Promise<readonly District[]> };
}

/** Writes a backup to a path: under another name first, flushed, then renamed. */
export async function backupTo(source: Source, path: string): Promise<Made> {
  if ((await stat(path).catch(() => null))?.isDirectory()) throw targetFault(path, 'EISDIR');
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const target = await open(temporary, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOSPC' ? error : targetFault(path, error.code);
    });
    const made = await backup(source, target.createWriteStream());
    const file = await open(temporary, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await flushDirectory(dirname(path));
    return made;
  } catch (error) {
    await rm(temporary, { force: true });
    throw asFault(error);
  }
}

const TARGET_REASONS: Readonly<Record<string, string>> = {
  EISDIR: '它是文件夹',
  ENOENT: '没有这个文件夹',
  ENOTDIR: '路径中有一段不是文件夹',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '磁盘是只读的',
};

function targetFault(path: string, code = 'EIO'): Fault {
  return storeFault('store.backup-target', { path, reason: TARGET_REASONS[code] ?? code });
}

/** Streams everything as it is at one instant: all schemas in one snapshot, then the contents their rows name. */
export async function backup(source: Source, out: Writable): Promise<Made> {
  const gzip = createGzip();
  gzip.on('error', () => undefined); // told by whoever writes into it or waits for the end
  const isOut = finished(gzip.pipe(out));
  isOut.catch((error: unknown) => gzip.destroy(error instanceof Error ? error : undefined));
  const client = await source.pools.own('backup');
  try {
    await client.query('begin isolation level repeatable read read only; set local statement_timeout = 0');
    const made = await writeAll(source, client, new ArchiveWriter(gzip));
    gzip.end();
    await isOut;
    return made;
  } catch (error) {
    gzip.destroy();
    out.destroy();
    await isOut.catch(() => undefined); // what went wrong first is thrown
    throw asFault(error);
  } finally {
    await client.end();
  }
}

async function writeAll(source: Source, client: ClientBase, writer: ArchiveWriter): Promise<Made> {
  const districts = await client.query<District>('select code, name from shared.district order by code');
  const codes = [null, ...districts.rows.map(({ code }) => code)];
  const schemas: Header['schemas'][number][] = [];
  for (const code of codes) schemas.push({ district: code, steps: await appliedSteps(client, code ?? undefined) });
  const header: Header = { quantu: 'backup', format: 1, madeAt: new Date().toISOString(), schemas };
  await writer.line(JSON.stringify(header));
  for (const code of codes) await writeSchema(client, writer, code);
  const rows = writer.sums.reduce((sum, { lines }) => sum + lines, 0);
  const hashes = await contentsOf(client, codes);
  for (const hash of hashes) await writeContent(source.files, writer, hash);
  await writer.line(JSON.stringify(manifestOf(header, writer.sums)));
  return { rows, files: hashes.length };
}

async function writeSchema(client: ClientBase, writer: ArchiveWriter, district: string | null): Promise<void> {
  const schema = schemaOf(district ?? undefined);
  for (const table of await tablesOf(client, schema)) {
    const { columns, order } = await columnsOf(client, schema, table);
    const texts = columns.map(({ quoted }) => `${quoted}::text`).join();
    const query = `select to_json(array[${texts}]::text[])::text as line from "${schema}"."${table}" order by ${order}`;
    const about = { district, table, columns: columns.map(({ name }) => name) };
    await writer.part(`${schema}.${table}`, about, (line) =>
      eachRow<{ line: string }>(client, query, (row) => line(row.line)),
    );
  }
  await writer.part(`${schema} sequences`, { district, sequences: true }, (line) =>
    eachRow<{ line: string }>(client, sequencesQuery(schema), (row) => line(row.line)),
  );
}

/** All contents a row names or has named. */
async function contentsOf(client: ClientBase, codes: readonly (string | null)[]): Promise<string[]> {
  const each = codes.map((code) => `select hash from "${schemaOf(code ?? undefined)}".file_history`);
  const { rows } = await client.query<{ hash: string }>(`${each.join(' union ')} order by hash`);
  return rows.map(({ hash }) => hash);
}

const LINE_BYTES = 48 * 1024;

async function writeContent(files: FileStore, writer: ArchiveWriter, hash: string): Promise<void> {
  const missing = (): Error => storeFault('store.backup-missing-file', { hash });
  const found = await files.open(hash).catch((error: unknown) => {
    throw error instanceof Fault ? missing() : error;
  });
  const sum = sm3Stream();
  await writer.part(`file ${hash}`, { file: hash }, async (line) => {
    for await (const chunk of evenChunks(found.stream, LINE_BYTES)) {
      sum.update(chunk);
      await line(JSON.stringify(chunk.toString('base64')));
    }
  });
  if (sum.digest() !== hash) throw missing();
}

/** The same bytes in chunks of one size, so that the archive does not depend on how the disk was read. */
async function* evenChunks(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const chunk of source) {
    held = Buffer.concat([held, chunk]);
    for (; held.length >= size; held = held.subarray(size)) yield held.subarray(0, size);
  }
  if (held.length > 0) yield held;
}
