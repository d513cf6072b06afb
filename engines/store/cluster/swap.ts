import { rename, rm, stat } from 'node:fs/promises';
import { flushDirectory } from '../files/file-store.ts';
import type { Layout } from './paths.ts';

/**
 * The second half of an upgrade's swap: the old cluster has been renamed to `.old`, so the new one beside it is whole.
 * Every start does this too, for a kill between the two renames.
 */
export async function finishSwap(layout: Layout): Promise<void> {
  const [old, fresh] = [`${layout.cluster}.old`, `${layout.cluster}.new`];
  if (await isThere(old)) {
    if (!(await isThere(layout.cluster))) await rename((await isThere(fresh)) ? fresh : old, layout.cluster);
    await flushDirectory(layout.root);
    await rm(old, { recursive: true, force: true });
  }
  await rm(fresh, { recursive: true, force: true });
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
