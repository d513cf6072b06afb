import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** The repository: `quantu` is called from there, as a person does. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command in a process of its own. */
export async function quantu(args: readonly string[], input = ''): Promise<Ended> {
  const door = path.join(ROOT, 'apps', 'cli', 'quantu.mjs');
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [door, ...args], { cwd: ROOT, env });
  child.stdin.on('error', () => undefined); // most commands end without reading it
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** A directory that is gone after the tests; the database's user can reach it when we are root. */
export function temporary(): { file(name: string): string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'quantu-cli-'));
  chmodSync(folder, 0o711);
  return {
    file: (name) => path.join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
