import { readText } from '@quantu/documents';
import { decodeFile } from '@quantu/documents/server';
import { storable } from '../file-names.ts';
import type { ReadResult } from './orders.ts';

/** From a file's bytes to what is in it. Throws the fault that says why it cannot be read. */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  onProgress: (fraction: number, text: string) => void = () => undefined,
): Promise<ReadResult> {
  onProgress(0.1, '正在打开文件');
  const source = await decodeFile(bytes, name);
  onProgress(0.4, '正在识读正文');
  const reading = readText(storable(source.text));
  onProgress(0.8, '正在整理结果');
  return { reading, format: source.format, pages: source.pages, notes: source.notes };
}
