import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { storeFault } from '../faults.ts';
import { postmasterPid, processesOf, signal, until } from './processes.ts';

const FAST_MS = 20_000;
const KILL_MS = 10_000;

/**
 * Stops what an earlier run left behind, whichever of quantu and its database was killed: a database without its
 * quantu is shut down (its settings may be another version's), its children without a parent are ended, and a lock
 * file that names a process of somebody else is removed. To be called with the lock of the data directory held.
 */
export async function stopLeftovers(clusterDir: string, sockets: string): Promise<void> {
  const cluster = await realpath(clusterDir);
  const postmaster = await postmasterPid(cluster);
  const running = await processesOf(cluster);
  if (postmaster !== null && running.includes(postmaster)) {
    signal(postmaster, 'SIGINT');
    await until(async () => (await processesOf(cluster)).length === 0, FAST_MS);
  }
  const left = await processesOf(cluster);
  for (const pid of left) signal(pid, 'SIGKILL');
  if (!(await until(async () => (await processesOf(cluster)).length === 0, KILL_MS))) {
    throw storeFault('store.foreign-cluster', { directory: clusterDir, pid: left.join() });
  }
  // Nobody runs in it now, though the system may still list a process that died (a container's init may never reap it).
  await rm(join(cluster, 'postmaster.pid'), { force: true });
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await rm(join(sockets, name), { force: true });
}
