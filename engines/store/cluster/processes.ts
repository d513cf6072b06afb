import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return;
  }
}

/** The process that a cluster's lock file names, or null. */
export async function postmasterPid(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
}

/**
 * All processes that work in a cluster: PostgreSQL's have it as their working directory, which /proc shows. Without
 * /proc only the one in the lock file is known.
 */
export async function processesOf(cluster: string): Promise<number[]> {
  const all = await readdir('/proc').catch(() => null);
  const postmaster = await postmasterPid(cluster);
  if (!all) return postmaster !== null && isAlive(postmaster) ? [postmaster] : [];
  const found: number[] = [];
  for (const pid of all.filter((name) => /^\d+$/.test(name))) {
    const directory = await readlink(`/proc/${pid}/cwd`).catch(() => null);
    if (directory === cluster && (await isRunning(pid))) found.push(Number(pid));
  }
  return found;
}

/** PostgreSQL's own, and not one that has ended and was only not yet waited for. */
async function isRunning(pid: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\(postgres\) [^ZX] /.test(status);
}

/** Asks until it is so or the time is over; for what no event tells. */
export async function until(is: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!(await is())) {
    if (Date.now() > end) return false;
    await pause(15);
  }
  return true;
}
