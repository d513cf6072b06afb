import { chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { storeFault } from '../faults.ts';
import type { Account } from './account.ts';
import { lastLine, type Binaries } from './binaries.ts';
import { run } from './run.ts';

/** Makes the cluster when there is none: under another name first, so that a kill leaves no half-made one. */
export async function ensureCluster(cluster: string, binaries: Binaries, account: Account | null): Promise<void> {
  await removeHalfMade(cluster);
  const found = await clusterVersion(cluster);
  if (found === String(binaries.major)) return;
  if (found !== null) throw versionFault(cluster, found, binaries);
  const temporary = `${cluster}.${process.pid}.tmp`;
  await makeCluster(temporary, binaries, account);
  await rename(temporary, cluster);
}

export function versionFault(cluster: string, found: string, binaries: Binaries): Error {
  return storeFault('store.cluster-version', { directory: dirname(cluster), found, wanted: binaries.major });
}

/** The major version a cluster belongs to, or null when there is no cluster. */
export async function clusterVersion(cluster: string): Promise<string | null> {
  const text = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  return text?.trim() ?? null;
}

export async function makeCluster(cluster: string, binaries: Binaries, account: Account | null): Promise<void> {
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (account) await chown(cluster, account.uid, account.gid);
  const locale =
    binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
  const args = ['-D', cluster, '-U', 'quantu', '--auth=trust', '-E', 'UTF8', '--data-checksums', ...locale];
  const { code, output } = await run(join(binaries.home, 'bin', 'initdb'), args, account);
  if (code === 0) return;
  await rm(cluster, { recursive: true, force: true });
  if (/No space left|Disk quota/.test(output)) throw storeFault('store.disk-full');
  throw storeFault('store.start-failed', { reason: lastLine(output), log: 'initdb' });
}

async function removeHalfMade(cluster: string): Promise<void> {
  const beside = await readdir(dirname(cluster));
  const isHalfMade = new RegExp(`^${basename(cluster)}\\.\\d+\\.tmp$`);
  for (const name of beside.filter((name) => isHalfMade.test(name))) {
    await rm(join(dirname(cluster), name), { recursive: true, force: true });
  }
}
