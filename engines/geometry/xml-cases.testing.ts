import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../../../shared/data/geos-xml-tests/', import.meta.url);

/** The published cases of GEOS lie beside the repository, not in it. */
export const hasXmlCases = existsSync(FOLDER);

export interface XmlOperation {
  /** Without the letters that name an algorithm of GEOS: `unionNG` is `union`. */
  readonly name: string;
  /** Computed on whole numbers or on a grid, which changes the answer. */
  readonly isRounded: boolean;
  /** Which of the case's two geometries comes first. */
  readonly first: string;
  /** Null of an operation on one geometry. */
  readonly second: string | null;
  readonly expected: string;
  /** Of `relate`: the matrix or pattern. */
  readonly matrix: string | null;
}

export interface XmlCase {
  readonly file: string;
  readonly name: string;
  readonly a: string;
  readonly b: string | null;
  readonly operations: readonly XmlOperation[];
}

/** The cases of all files of both archives whose names fit; none where the archives are not there. */
export function xmlCases(wanted: RegExp = /./): XmlCase[] {
  if (!hasXmlCases) return [];
  return ['general', 'validate'].flatMap((archive) => {
    const bytes = gunzipSync(readFileSync(fileURLToPath(new URL(`${archive}.tar.gz`, FOLDER))));
    const files = filesOf(bytes).filter(({ name }) => name.endsWith('.xml') && wanted.test(name));
    return files.flatMap(({ name, text }) => casesOf(name, text.replaceAll(/<!--.*?-->/gs, '')));
  });
}

function casesOf(file: string, text: string): XmlCase[] {
  return [...text.matchAll(/<case>(.*?)<\/case>/gs)].map(([, body]) => ({
    file,
    name: tag(body!, 'desc') ?? '',
    a: tag(body!, 'a') ?? '',
    b: tag(body!, 'b'),
    operations: [...body!.matchAll(/<op\s([^>]*)>(.*?)<\/op>/gs)].map(([, attributes, expected]) =>
      operationOf(file, attributes!, expected!.trim()),
    ),
  }));
}

function operationOf(file: string, attributes: string, expected: string): XmlOperation {
  const values = new Map([...attributes.matchAll(/(\w+)\s*=\s*["']([^"']*)["']/g)].map(([, key, value]) => [key, value!])); // prettier-ignore
  const own = values.get('name')!.toLowerCase();
  const third = values.get('pattern') ?? values.get('arg3') ?? null;
  return {
    name: own.replace(/(ng|sr)$/, ''),
    isRounded: own.endsWith('sr') || /Prec\./.test(file) || (own !== 'relate' && third !== null),
    first: values.get('arg1')?.toUpperCase() ?? 'A',
    second: values.get('arg2')?.toUpperCase() ?? null,
    expected,
    matrix: third,
  };
}

const tag = (text: string, name: string): string | null =>
  new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(text)?.[1]?.trim() ?? null;

const BLOCK = 512;

/** The files of a tar. */
function filesOf(archive: Uint8Array): { name: string; text: string }[] {
  const text = (start: number, length: number): string =>
    new TextDecoder().decode(archive.subarray(start, start + length));
  const files: { name: string; text: string }[] = [];
  for (let at = 0; at < archive.length;) {
    const size = Number.parseInt(text(at + 124, 12).split('\0')[0] || '0', 8);
    const name = text(at, 100).split('\0')[0]!;
    if (name !== '') files.push({ name, text: text(at + BLOCK, size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
