import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openStore } from '@quantu/store';
import { rooms } from './index.ts';
import { ended, killAll, killed, signedIn, startProcess } from './testing/process.ts';
import { SMALL_REPORT } from './testing/reports.ts';

// A server is started again and again; a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'quantu-kill-'));
const start = () => startProcess(dataDir);
afterAll(() => {
  killAll();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

let headers: Record<string, string>;

async function upload(address: string, text: string): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([text]), '报告.txt');
  const answer = await fetch(`${address}/api/d/350505/files`, { method: 'POST', headers, body: form });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { data: { job: { id: string } } }).data.job.id;
}

test('uploads that were acknowledged before kill −9 are read after the next start, and nothing else is there', async () => {
  const jobs: string[] = [];
  let server = await start();
  headers = await signedIn(server.address, '/api/first-administrator');
  for (let round = 0; round < 3; round++) {
    jobs.push(await upload(server.address, `${SMALL_REPORT}\n第${round}份。`));
    // One more that is not acknowledged: the kill comes while it is sent or stored.
    const lost = upload(server.address, `${SMALL_REPORT}\n没有确认的第${round}份。`).catch(() => null);
    await killed(server);
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

  expect(await ended(server)).toEqual([0, null]);
  const store = await openStore({ dataDir, rooms });
  expect((await store.doctor()).filter(({ ok }) => !ok)).toEqual([]);
  const rows = await store.read('350505').selectFrom('document').select('hash').execute();
  for (const { hash } of rows) expect(await store.files.has(hash)).toBe(true);
  await store.close();
});

test('when the database dies, calls get a sentence until it is back by itself', async () => {
  const server = await start();
  const { address } = server;
  headers = await signedIn(address, '/api/sign-in');
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
  expect(await ended(server)).toEqual([0, null]);
});

function postmaster(): number {
  const file = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('postmaster.pid'),
  );
  return Number(readFileSync(join(dataDir, file!), 'utf8').split('\n')[0]);
}
