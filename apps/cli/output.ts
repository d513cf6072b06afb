import { rm, stat, writeFile } from 'node:fs/promises';
import { defineFaults } from '@quantu/base';

const outputFault = defineFaults({
  'cli.no-output': { status: 422, text: '不能写入 {path}（{reason}），请换一个文件名' },
});

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: '它是文件夹',
  ENOENT: '没有这个文件夹',
  ENOTDIR: '路径中有一段不是文件夹',
  EACCES: '没有写入权限',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘已满',
};

/** Writes the file a person named, or says in one sentence why it cannot be written. */
export async function writeOutput(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw outputFault('cli.no-output', { path, reason: REASONS[code] ?? code });
  }
}

/** Takes a file away again that was made to try whether it can be written, and into which nothing had to be. */
export async function removeEmpty(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.size === 0) await rm(path);
}
