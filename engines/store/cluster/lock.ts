import { randomBytes } from 'node:crypto';
import { link, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { storeFault } from '../faults.ts';

export interface Lock {
  release(): Promise<void>;
}

/**
 * One quantu per data directory. A lock is a listening socket: the system closes it when its process dies, however it
 * dies, so a lock that answers is alive and one that refuses is stale. Locks are numbered, and the highest one counts:
 * whoever finds it stale makes the next, with a hard link that only one of several can make. Nobody removes a lock
 * before he holds a higher one, so a slow contender cannot take away a lock that was made meanwhile.
 */
export async function takeLock(sockets: string, dataDir: string): Promise<Lock> {
  const own = join(sockets, `l${process.pid}-${randomBytes(3).toString('hex')}`);
  const server = await listen(own);
  try {
    while (!(await isTaken(sockets, own, dataDir))) continue;
  } catch (error) {
    await closed(server);
    throw error;
  } finally {
    await rm(own, { force: true });
  }
  return { release: () => closed(server) };
}

async function isTaken(sockets: string, own: string, dataDir: string): Promise<boolean> {
  const last = (await lockNumbers(sockets)).at(-1) ?? 0;
  if (last > 0) await refuseIfAlive(join(sockets, `lock${last}`), dataDir);
  const ours = join(sockets, `lock${last + 1}`);
  if (!(await linked(own, ours))) return false;
  const numbers = await lockNumbers(sockets);
  const isHighest = numbers.at(-1) === last + 1;
  const outdated = isHighest ? numbers.slice(0, -1) : [last + 1];
  for (const number of outdated) await rm(join(sockets, `lock${number}`), { force: true });
  return isHighest;
}

async function lockNumbers(sockets: string): Promise<number[]> {
  const numbers = (await readdir(sockets)).map((name) => Number(/^lock(\d+)$/.exec(name)?.[1] ?? 0));
  return numbers.filter((number) => number > 0).sort((a, b) => a - b);
}

function listen(path: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // whoever asked may be gone before the answer
    socket.end(String(process.pid));
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function linked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function refuseIfAlive(path: string, directory: string): Promise<void> {
  const pid = await holder(path);
  if (pid !== null) throw storeFault('store.locked', { directory, pid });
}

/** The process that answers on a lock, or null. */
function holder(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let pid = '';
    const socket = connect(path);
    socket.setTimeout(2000, () => socket.destroy()); // alive but busy: the connection itself was accepted
    socket.on('data', (chunk) => void (pid += chunk.toString()));
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(pid || '?'));
  });
}
