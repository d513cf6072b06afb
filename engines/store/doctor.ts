import { createReadStream } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { sm3Stream } from '@quantu/base/server';
import { Fault } from '@quantu/base';
import { verifyStore } from './audit/verify.ts';
import type { Districts } from './districts.ts';
import type { FileStore } from './files/file-store.ts';
import { recordedHashes } from './files/recorded.ts';
import type { Pools } from './pools.ts';

/** One thing looked at. */
export interface Check {
  readonly name: 'server' | 'schema' | 'chain' | 'files' | 'incoming' | 'disk' | 'jobs';
  readonly ok: boolean;
  /** What was found, one sentence. */
  readonly text: string;
}

interface Patient {
  readonly pools: Pools;
  readonly districts: Districts;
  readonly files: FileStore;
  readonly dataDir: string;
}

const LEAST_FREE = 1e9;

/** Looks at everything that can be wrong with a store; changes nothing. */
export async function doctor(patient: Patient): Promise<Check[]> {
  const checks: [Check['name'], (patient: Patient) => Promise<Omit<Check, 'name'>>][] = [
    ['server', server],
    ['schema', schema],
    ['chain', chain],
    ['files', contents],
    ['incoming', incoming],
    ['jobs', jobs],
    ['disk', disk],
  ];
  const found: Check[] = [];
  for (const [name, check] of checks) found.push({ name, ...(await check(patient).catch(asFinding)) });
  return found;
}

function asFinding(error: unknown): Omit<Check, 'name'> {
  if (error instanceof Fault) return { ok: false, text: error.message };
  throw error;
}

async function query<Row extends object>({ pools }: Patient, text: string): Promise<Row[]> {
  const client = await pools.read(undefined);
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    client.release();
  }
}

async function server(patient: Patient): Promise<Omit<Check, 'name'>> {
  const rows = await query<{ version: string; fsync: string; checksums: string }>(
    patient,
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('data_checksums') as checksums`,
  );
  const { version, fsync, checksums } = rows[0]!;
  const text = `PostgreSQL ${version}，落盘 ${fsync === 'on' ? '开' : '关'}，校验 ${checksums === 'on' ? '开' : '关'}`;
  return { ok: fsync === 'on', text };
}

async function schema({ districts }: Patient): Promise<Omit<Check, 'name'>> {
  const { made, missing } = await districts.version();
  const what = missing === 0 ? '已是最新' : `缺 ${missing} 步升级`;
  return { ok: missing === 0, text: `数据结构${what}（共 ${made} 步，${(await districts.all()).length} 个区划）` };
}

async function chain({ pools, districts }: Patient): Promise<Omit<Check, 'name'>> {
  const { ok, entries, text } = await verifyStore(pools, await districts.all());
  return { ok, text: text ?? `审计链完整，共 ${entries} 条` };
}

/** Every content a row refers to is there and unchanged, and every content has a row. */
async function contents({ pools, districts, files }: Patient): Promise<Omit<Check, 'name'>> {
  const recorded = await recordedHashes(pools, districts);
  const pending = new Set(await files.pending());
  let kept = 0;
  for await (const hash of files.all()) {
    kept++;
    if (recorded.delete(hash)) {
      if ((await hashOf(files.pathOf(hash))) !== hash) return { ok: false, text: `文件 ${hash} 的内容已损坏` };
    } else if (!pending.has(hash) && !(await recordedHashes(pools, districts, [hash])).has(hash)) {
      return { ok: false, text: `文件 ${hash} 没有对应的记录` };
    }
  }
  const [lost] = recorded;
  if (lost !== undefined) return { ok: false, text: `文件 ${lost} 有记录但内容缺失（共缺 ${recorded.size} 个）` };
  return { ok: true, text: `文件 ${kept} 个，内容与记录一致` };
}

async function hashOf(path: string): Promise<string> {
  const sum = sm3Stream();
  for await (const chunk of createReadStream(path)) sum.update(chunk);
  return sum.digest();
}

async function incoming({ files }: Patient): Promise<Omit<Check, 'name'>> {
  const left = (await files.incoming()).length;
  return { ok: true, text: left === 0 ? '没有未完成的上传' : `有 ${left} 个上传正在进行，或将在下次启动时清理` };
}

async function jobs(patient: Patient): Promise<Omit<Check, 'name'>> {
  const rows = await query<{ failed: number; waiting: number }>(
    patient,
    `select count(*) filter (where state = 'failed' and finished_at > now() - interval '1 day') as failed,
       count(*) filter (where state in ('queued', 'running')) as waiting from job`,
  );
  const { failed, waiting } = rows[0]!;
  return { ok: true, text: `任务 ${waiting} 个在排队或进行，最近一天失败 ${failed} 个` };
}

async function disk({ dataDir }: Patient): Promise<Omit<Check, 'name'>> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const gigabytes = (free / 1e9).toFixed(1);
  return { ok: free >= LEAST_FREE, text: `磁盘剩余 ${gigabytes} GB${free < LEAST_FREE ? '，请尽快清理' : ''}` };
}
