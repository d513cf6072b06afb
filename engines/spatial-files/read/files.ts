import { existsSync, readdirSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { admitSize, type SpatialLimits } from './limits.ts';
import { bytesSource, fileSource, firstBytes, type ByteSource } from './source.ts';
import { Zip } from './zip.ts';

/** One file among those that came together. */
export interface Member {
  /** With folders, `/` between. */
  readonly path: string;
  /** In lower case, without the dot. */
  readonly extension: string;
  readonly size: number;
  open(): Promise<ByteSource>;
}

export interface FileSet {
  readonly members: readonly Member[];
  /** What they came in; null for a file by itself. */
  readonly archive: 'zip' | 'folder' | null;
  close(): Promise<void>;
}

/** Opens what was given: an archive as its members, a file with its companions. Its own sources are closed by `close`. */
export async function openFiles(given: string | Uint8Array, name: string, limits: SpatialLimits): Promise<FileSet> {
  if (typeof given === 'string' && (await stat(given)).isDirectory()) return folderFiles(given, name, limits);
  const source = typeof given === 'string' ? await fileSource(given) : bytesSource(given);
  try {
    admitSize(name, source.size, limits);
    const start = await firstBytes(source, 4);
    const isZip = start.length === 4 && start.readUInt32LE(0) === 0x04034b50 && !isWorkbookName(name);
    if (isZip) return await archiveFiles(source, name, limits);
    const own = memberOf(path.basename(name), source.size, async () => source);
    const opened: ByteSource[] = [source];
    const beside = typeof given === 'string' ? companions(given, name, opened) : [];
    const close = async (): Promise<void> => {
      await Promise.all(opened.map((one) => one.close()));
    };
    return { members: [own, ...beside], archive: null, close };
  } catch (error) {
    await source.close();
    throw error;
  }
}

const isWorkbookName = (name: string): boolean => /\.xls[xm]?$/i.test(name);

async function archiveFiles(source: ByteSource, name: string, limits: SpatialLimits): Promise<FileSet> {
  const zip = await Zip.open(source, name, limits);
  const members = zip.entries
    .filter(({ path: inner }) => !/(^|\/)(__MACOSX\/|\.)/.test(inner))
    .map((entry) => memberOf(memberName(entry.path, name), entry.size, async () => zip.file(entry)));
  return { members, archive: 'zip', close: () => source.close() };
}

/** In a KMZ every document is called doc.kml: the archive's own name says more. */
function memberName(inner: string, archive: string): string {
  return inner.toLowerCase() === 'doc.kml' ? `${path.parse(archive).name}.kml` : inner;
}

/** A folder on the disk, such as a File Geodatabase, as an archive of it would be. */
async function folderFiles(folder: string, name: string, limits: SpatialLimits): Promise<FileSet> {
  const opened: ByteSource[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const members = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const inner = path.join(path.basename(name), path.relative(folder, file)).replaceAll(path.sep, '/');
        return memberOf(inner, (await stat(file)).size, async () => {
          const source = await fileSource(file);
          opened.push(source);
          return source;
        });
      }),
  );
  admitSize(
    name,
    members.reduce((sum, { size }) => sum + size, 0),
    limits,
  );
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((one) => one.close()));
  };
  return { members, archive: 'folder', close };
}

function memberOf(memberPath: string, size: number, open: Member['open']): Member {
  return { path: memberPath, extension: path.extname(memberPath).slice(1).toLowerCase(), size, open };
}

/** What lies beside a .shp on a disk under the same name. */
function companions(given: string, name: string, opened: ByteSource[]): Member[] {
  if (!/\.shp$/i.test(given) || !/\.shp$/i.test(name) || !existsSync(given)) return [];
  const folder = path.dirname(given);
  const stem = path.parse(given).name;
  return readdirSync(folder)
    .filter((file) => path.parse(file).name === stem && /\.(dbf|prj|cpg|shx)$/i.test(file))
    .map((file) => {
      const renamed = path.parse(name).name + path.extname(file);
      return memberOf(renamed, 0, async () => {
        const source = await fileSource(path.join(folder, file));
        opened.push(source);
        return source;
      });
    });
}
