import { readFile } from 'node:fs/promises';
import { defineFaults } from '@quantu/base';

const fileFault = defineFaults({
  'cli.no-file': { status: 404, text: '找不到文件：{path}' },
  'cli.is-folder': { status: 400, text: '{path} 是文件夹，请指定一个文件' },
  'cli.unreadable': { status: 403, text: '没有读取 {path} 的权限或读取失败（{reason}）' },
});

/** The bytes of a file named on the command line. */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (reason === 'ENOENT' || reason === 'ENOTDIR') throw fileFault('cli.no-file', { path });
    if (reason === 'EISDIR') throw fileFault('cli.is-folder', { path });
    throw fileFault('cli.unreadable', { path, reason });
  }
}
