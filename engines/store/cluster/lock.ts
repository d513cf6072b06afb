import { randomBytes } from 'node:crypto';
import { link, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { storeFault } from '../faults.ts';

export interface Lock {
  release(): Promise<void>;
}

/**
 * One quantu per data directory. The lock is a listening socket: the system closes it when its process dies, however
 * it dies, so a lock that answers is alive and one that refuses is stale. Taking it is a hard link, which only one of
 * several can make.
 */
export async function takeLock(sockets: string, dataDir: string): Promise<Lock> {
  const path = join(sockets, 'lock');
  const own = join(sockets, `l${process.pid}-${randomBytes(3).toString('hex')}`);
  const server = await listen(own);
  try {
    while (!(await linked(own, path))) await removeStale(path, dataDir);
  } catch (error) {
    await closed(server);
    throw error;
  } finally {
    await rm(own, { force: true });
  }
  return {
    release: async () => {
      await rm(path, { force: true });
      await closed(server);
    },
  };
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

/** Moves a lock nobody answers on aside; when it turns out to be a new one that somebody just took, puts it back. */
async function removeStale(path: string, dataDir: string): Promise<void> {
  await refuseIfAlive(path, dataDir);
  const aside = `${path}-${randomBytes(3).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch {
    return; // somebody else removed it
  }
  try {
    await refuseIfAlive(aside, dataDir);
  } catch (error) {
    await linked(aside, path);
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function refuseIfAlive(path: string, directory: string): Promise<void> {
  const pid = await holder(path);
  if (pid !== null) throw storeFault('store.locked', { directory, pid });
}

/** The process that answers on a lock, or null. */
export function holder(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let pid = '';
    const socket = connect(path);
    socket.setTimeout(2000, () => socket.destroy()); // alive but busy: the connection itself was accepted
    socket.on('data', (chunk) => void (pid += chunk.toString()));
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(pid || '?'));
  });
}
