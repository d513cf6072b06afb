import { fork } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shownName, spatialFault } from '../../faults.ts';
import { sizeText, type SpatialLimits } from '../limits.ts';
import type { GdalOrder, GdalReply } from './orders.ts';

const LOOK_MS = 500;

/**
 * Has GDAL carry out one order in a process of its own, which is ended when it takes too long, writes too much, or is
 * no longer wanted. A crash of it is a fault that says so.
 */
export async function runGdal(
  order: GdalOrder,
  name: string,
  limits: SpatialLimits,
  signal?: AbortSignal,
): Promise<Exclude<GdalReply, { kind: 'failed' }>> {
  signal?.throwIfAborted();
  const worker = fork(fileURLToPath(new URL('./boot.mjs', import.meta.url)), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const shown = shownName(name);
  let look: NodeJS.Timeout | undefined;
  let late: NodeJS.Timeout | undefined;
  let abort = (): void => undefined;
  try {
    return await new Promise((resolve, reject) => {
      const tooMuch = spatialFault('spatial.bomb', { name: shown, limit: sizeText(limits.unzippedBytes) });
      look = setInterval(() => {
        if (bytesIn(order.output) > limits.unzippedBytes) reject(tooMuch);
      }, LOOK_MS);
      const tooSlow = spatialFault('spatial.too-slow', { name: shown, seconds: limits.seconds });
      late = setTimeout(() => reject(tooSlow), limits.seconds * 1000);
      abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      worker.on('message', (reply: GdalReply) => {
        if (reply.kind === 'failed') reject(broken(shown, reply.reason));
        else resolve(reply);
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(broken(shown, 'GDAL 意外退出')));
      worker.send(order);
    });
  } finally {
    clearInterval(look);
    clearTimeout(late);
    signal?.removeEventListener('abort', abort);
    worker.removeAllListeners();
    worker.on('error', () => undefined);
    worker.kill('SIGKILL');
  }
}

const LONGEST = 120;

/** Its own words, without the places of files. */
function broken(name: string, reason: string): Error {
  const plain = reason
    .replaceAll(/\/(?:input|output)\//g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return spatialFault('spatial.broken', { name, reason: plain.slice(0, LONGEST) || '原因不明' });
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, file) => {
    const found = statSync(path.join(folder, file), { throwIfNoEntry: false });
    return sum + (found?.size ?? 0);
  }, 0);
}
