import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '@quantu/store';
import { rooms } from './index.ts';
import { PASSWORD } from './testing/office.ts';
import { SMALL_REPORT } from './testing/reports.ts';

const CHILD = fileURLToPath(new URL('./testing/serve-child.mjs', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'quantu-kill-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts a server on the same data directory as the one before; resolves when it serves. */
async function start(): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [CHILD, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const told: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(() => Promise.reject(new Error(told.join('')))),
  ]);
  return { child, address: first };
}

let headers: Record<string, string> = { 'x-quantu-csrf': '-' };

async function signIn(address: string, path: string): Promise<void> {
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: '管理员', password: PASSWORD }),
  });
  const session = (await answer.json()) as { data: { csrf: string } };
  headers = { cookie: answer.headers.get('set-cookie')!.split(';')[0]!, 'x-quantu-csrf': session.data.csrf };
}

async function upload(address: string, text: string): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([text]), '报告.txt');
  const answer = await fetch(`${address}/api/d/350505/files`, { method: 'POST', headers, body: form });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { data: { job: { id: string } } }).data.job.id;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('uploads that were acknowledged before kill −9 are read after the next start, and nothing else is there', async () => {
  const jobs: string[] = [];
  let server = await start();
  await signIn(server.address, '/api/first-administrator');
  for (let round = 0; round < 3; round++) {
    jobs.push(await upload(server.address, `${SMALL_REPORT}\n第${round}份。`));
    // One more that is not acknowledged: the kill comes while it is sent or stored.
    const lost = upload(server.address, `${SMALL_REPORT}\n没有确认的第${round}份。`).catch(() => null);
    await kill(server.child);
    const kept = await lost;
    if (kept) jobs.push(kept);
    server = await start();
  }
  for (const job of jobs) {
    const events = await fetch(`${server.address}/api/d/350505/jobs/${job}/events`, { headers });
    expect(await events.text()).toMatch(/"state":"done".*\n\n$/);
  }
  const list = await fetch(`${server.address}/api/d/350505/documents`, { headers });
  const { total } = (await list.json()) as { total: number };
  expect(total).toBeGreaterThanOrEqual(3);

  server.child.kill('SIGTERM');
  expect(await once(server.child, 'exit')).toEqual([0, null]);
  const store = await openStore({ dataDir, rooms });
  expect((await store.doctor()).filter(({ ok }) => !ok)).toEqual([]);
  const rows = await store.read('350505').selectFrom('document').select('hash').execute();
  for (const { hash } of rows) expect(await store.files.has(hash)).toBe(true);
  await store.close();
});

test('when the database dies, calls get a sentence until it is back by itself', async () => {
  const { child, address } = await start();
  await signIn(address, '/api/sign-in');
  const texts = new Set<string>();
  const one = async (): Promise<number> => {
    const answer = await fetch(`${address}/api/d/350505/documents`, { headers });
    const body = (await answer.json()) as { text?: string };
    if (answer.status !== 200) texts.add(`${answer.status} ${body.text}`);
    return answer.status;
  };
  expect(await one()).toBe(200);
  process.kill(postmaster(), 'SIGKILL');
  const during = await Promise.all(Array.from({ length: 30 }, one));
  expect(during.every((status) => status === 200 || status === 503)).toBe(true);
  await expect.poll(one, { timeout: 30_000 }).toBe(200);
  for (const text of texts) expect(text).toMatch(/^503 数据库/);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

function postmaster(): number {
  const file = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('postmaster.pid'),
  );
  return Number(readFileSync(join(dataDir, file!), 'utf8').split('\n')[0]);
}
