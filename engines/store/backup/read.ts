import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Fault } from '@quantu/base';
import { storeFault } from '../faults.ts';
import { manifestOf, type Header, type Part } from './format.ts';
import { linesOf, Summing, type PartSum } from './lines.ts';

/** What is done with the parts of an archive. A part's lines are to be read to their end. */
export interface Taking {
  header?(header: Header): Promise<void>;
  part?(part: Part, lines: AsyncIterable<string>): Promise<void>;
}

/** Reads a backup from beginning to end and checks every sum; anything that is not as written is a fault. */
export async function readArchive(path: string, taking: Taking): Promise<Header> {
  const bytes = createReadStream(path);
  const gunzip = createGunzip();
  bytes.on('error', (error) => gunzip.destroy(error));
  try {
    return await readLines(linesOf(bytes.pipe(gunzip)), taking);
  } catch (error) {
    throw error instanceof Damaged || isUnreadable(error) ? damagedFault(path, error) : error;
  } finally {
    bytes.destroy();
    gunzip.destroy();
  }
}

/** The archive is not what was written. */
class Damaged extends Error {}

function isUnreadable(error: unknown): boolean {
  if (error instanceof Fault) return error.code === 'store.backup-file';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || ['ENOENT', 'EACCES', 'EISDIR', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code);
}

function damagedFault(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: '没有这个文件',
    EACCES: '没有读取权限',
    EISDIR: '这是一个目录',
    Z_DATA_ERROR: '压缩数据损坏',
    Z_BUF_ERROR: '文件不完整',
  };
  const told = error instanceof Damaged ? error.message : '内容无法解读';
  return storeFault('store.backup-file', { path, reason: reasons[code] ?? told });
}

async function readLines(lines: AsyncGenerator<string>, taking: Taking): Promise<Header> {
  const header = headerOf(await nextLine(lines));
  await taking.header?.(header);
  const sums: PartSum[] = [];
  for (;;) {
    const control = parsed(await nextLine(lines));
    if (isManifest(control)) {
      const found = JSON.stringify(manifestOf(header, sums));
      if (found !== JSON.stringify(control)) throw new Damaged('总校验值不符');
      if (!(await lines.next()).done) throw new Damaged('末尾有多余的内容');
      return header;
    }
    if (!isPart(control)) throw new Damaged('结构不对');
    sums.push(await readPart(control, lines, taking));
  }
}

async function readPart(part: Part, lines: AsyncGenerator<string>, taking: Taking): Promise<PartSum> {
  const summing = new Summing(part.part);
  let end = '';
  async function* own(): AsyncGenerator<string> {
    for (;;) {
      const line = await nextLine(lines);
      if (line.startsWith('{')) {
        end = line;
        return;
      }
      summing.add(line);
      yield line;
    }
  }
  const body = own();
  await taking.part?.(part, body);
  while (!(await body.next()).done) continue;
  const sum = summing.end();
  if (end !== JSON.stringify({ end: sum.part, lines: sum.lines, sm3: sum.sm3 })) {
    throw new Damaged(`“${part.part}”一段的校验值不符`);
  }
  return sum;
}

async function nextLine(lines: AsyncGenerator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done) throw new Damaged('文件不完整');
  return value;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Damaged('内容无法解读');
  }
}

function headerOf(line: string): Header {
  const value = parsed(line);
  if (!isHeader(value)) throw new Damaged('不是 quantu 的备份');
  return value;
}

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isHeader(value: unknown): value is Header {
  return isObject(value) && value['quantu'] === 'backup' && value['format'] === 1 && Array.isArray(value['schemas']);
}

function isManifest(value: unknown): value is Fields {
  return isObject(value) && 'manifest' in value;
}

function isPart(value: unknown): value is Part {
  return isObject(value) && typeof value['part'] === 'string';
}
