import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../../../shared/data/geos-xml-tests/', import.meta.url);

/** The published cases of GEOS lie beside the repository, not in it. */
export const hasXmlCases = existsSync(FOLDER);

export interface XmlCase {
  readonly name: string;
  readonly a: string;
  readonly b: string | null;
  readonly operations: readonly {
    readonly name: string;
    readonly first: string;
    readonly expected: string;
    /** Of `relate`: the matrix. */
    readonly matrix: string | null;
  }[];
}

/** The cases of one file of `general.tar.gz`. */
export function xmlCases(file: string): XmlCase[] {
  const text = fromArchive(gunzipSync(readFileSync(fileURLToPath(new URL('general.tar.gz', FOLDER)))), file);
  return [...text.matchAll(/<case>(.*?)<\/case>/gs)].map(([, body]) => ({
    name: tag(body!, 'desc') ?? '',
    a: tag(body!, 'a') ?? '',
    b: tag(body!, 'b'),
    operations: [...body!.matchAll(/<op\s+name="(\w+)"(?:\s+arg3="(\w+)")?\s+arg1="(\w)".*?>(.*?)<\/op>/gs)].map(
      ([, name, matrix, first, expected]) => ({
        matrix: matrix ?? null,
        name: name!.toLowerCase(),
        first: first!.toUpperCase(),
        expected: expected!.trim(),
      }),
    ),
  }));
}

const tag = (text: string, name: string): string | null =>
  new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(text)?.[1]?.trim() ?? null;

const BLOCK = 512;

function fromArchive(archive: Uint8Array, file: string): string {
  const text = (start: number, length: number): string =>
    new TextDecoder().decode(archive.subarray(start, start + length)).split('\0')[0]!;
  for (let at = 0; at < archive.length;) {
    const size = Number.parseInt(text(at + 124, 12) || '0', 8);
    if (text(at, 100).endsWith(`/${file}`)) return text(at + BLOCK, size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error(`${file} is not in the archive`);
}
