import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { userInfo } from 'node:os';
import { storeFault } from '../faults.ts';
import { assertReachable, type Account } from './account.ts';
import type { Layout } from './paths.ts';

/** Makes the directories with the rights each needs, or says in one sentence why they cannot be used. */
export async function prepareDirectories(layout: Layout, account: Account | null): Promise<void> {
  try {
    await mkdir(layout.root, { recursive: true, mode: account ? 0o755 : 0o700 });
    if (account) await letThrough(layout.root);
    await privateDirectory(layout.sockets, account);
  } catch (error) {
    throw directoryFault(error, layout.root);
  }
  const found = await lstat(layout.cluster).catch(() => null);
  if (!account && found && process.getuid && found.uid !== process.getuid()) {
    throw storeFault('store.owner', { directory: layout.root, owner: found.uid, user: userInfo().username });
  }
  if (account) {
    assertReachable(dirname(layout.cluster), account);
    assertReachable(layout.sockets, account);
  }
}

/** Makes the directory of the uploaded files, which the database has no part in. */
export async function prepareFiles(layout: Layout): Promise<void> {
  try {
    await privateDirectory(layout.files, null);
  } catch (error) {
    throw directoryFault(error, layout.root);
  }
}

/** The data directory is ours to open: everything in it has rights of its own. Directories above it are not. */
async function letThrough(path: string): Promise<void> {
  const { mode, uid } = await lstat(path);
  if (uid === 0 && (mode & 0o011) !== 0o011) await chmod(path, (mode & 0o777) | 0o011);
}

async function privateDirectory(path: string, account: Account | null): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  if (!found.isDirectory()) throw new Error(`${path} is not a directory`);
  if (account && found.uid !== account.uid) await chown(path, account.uid, account.gid);
  await chmod(path, 0o700);
}

function directoryFault(error: unknown, directory: string): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return storeFault('store.disk-full');
  const reasons: Readonly<Record<string, string>> = {
    EACCES: '没有权限',
    EPERM: '没有权限',
    EROFS: '磁盘是只读的',
    ENOTDIR: '路径中有一段不是目录',
    EEXIST: '同名的文件已经存在',
  };
  return storeFault('store.directory', { directory, reason: reasons[code] ?? (code || String(error)) });
}
