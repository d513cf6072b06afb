import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UPLOAD_LIMIT_BYTES } from '@quantu/product-documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { multipart, openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { SMALL_REPORT } from './testing/reports.ts';

let office: Office;
let writer: Visitor;
let address: string;
const webDir = mkdtempSync(join(tmpdir(), 'quantu-web-'));
beforeAll(async () => {
  mkdirSync(join(webDir, 'assets'));
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>泉图</title>');
  writeFileSync(join(webDir, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(join(webDir, 'assets', 'index-abc123.js.gz'), gzipSync('export {};'));
  office = await openOffice({ webDir });
  writer = await visitorAs(office, 'writer', '编办员');
  address = await office.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await office.close();
  rmSync(webDir, { recursive: true });
});

const signed = () => ({ cookie: writer.cookie!, 'x-quantu-csrf': writer.csrf! });
const files = () => `${address}/api/d/${office.district}/files`;

test('over a real connection: upload, events, page, download', async () => {
  const form = new FormData();
  form.set('file', new Blob([SMALL_REPORT]), '东屿区报告.txt');
  const uploaded = await fetch(files(), { method: 'POST', body: form, headers: signed() });
  expect(uploaded.status).toBe(202);
  const { data } = (await uploaded.json()) as { data: { fileName: string; job: { id: string } } };
  expect(data.fileName).toBe('东屿区报告.txt');
  const events = await fetch(`${address}/api/d/${office.district}/jobs/${data.job.id}/events`, { headers: signed() });
  expect(events.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(await events.text()).toMatch(/event: job\ndata: .*"state":"done".*\n\n$/);
});

test('an address longer than a server reads is refused with a sentence', async () => {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /api/session?filter=${'x'.repeat(300_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const answer = Buffer.concat((await socket.toArray()) as Buffer[]).toString();
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toContain('"text":"网址或请求头太长');
});

test('the pages come with a policy that lets nothing foreign in', async () => {
  const screen = await fetch(`${address}/documents/anything`);
  expect(await screen.text()).toContain('泉图');
  expect(screen.headers.get('cache-control')).toBe('no-cache');
  const policy = screen.headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('tianditu');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(screen.headers.get('x-frame-options')).toBe('DENY');
  expect(screen.headers.get('x-powered-by')).toBeNull();
  const script = await fetch(`${address}/assets/index-abc123.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-encoding')).toBe('gzip');
  expect(await script.text()).toBe('export {};');
  const missing = await fetch(`${address}/assets/old.js`);
  expect(missing.status).toBe(404);
  expect((await fetch(`${address}/..%2f..%2fpackage.json`)).headers.get('content-type')).not.toContain('json5');
  expect(await (await fetch(`${address}/..%2f..%2fpackage.json`)).text()).not.toContain('workspaces');
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test('an upload beyond the limit gets its answer while it is still being sent, and the server goes on', async () => {
  const head = multipart('大.txt', '').payload.toString().split('\r\n--quantu-test-boundary--')[0]!;
  const chunk = Buffer.alloc(2 ** 20, 'a');
  const call = request(files(), { method: 'POST', headers: { ...signed(), ...multipart('', '').headers } });
  const answered = once(call, 'response') as Promise<[import('node:http').IncomingMessage]>;
  call.on('error', () => undefined);
  call.write(head);
  for (let sent = 0; sent <= UPLOAD_LIMIT_BYTES + 4 * chunk.length; sent += chunk.length) {
    if (!call.write(chunk)) await Promise.race([once(call, 'drain'), answered]);
  }
  const [answer] = await answered;
  expect(answer.statusCode).toBe(413);
  call.destroy();
  expect(await office.store.files.incoming()).toEqual([]);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test('an upload whose sender goes away leaves nothing', async () => {
  const before = await office.store.read(office.district).selectFrom('file').select('id').execute();
  const { payload, headers } = multipart('断.txt', 'x'.repeat(300_000));
  const call = request(files(), {
    method: 'POST',
    headers: { ...signed(), ...headers, 'content-length': payload.length },
  });
  call.on('error', () => undefined);
  call.write(payload.subarray(0, 200_000));
  await expect.poll(() => office.store.files.incoming()).toHaveLength(1);
  call.destroy();
  await expect.poll(() => office.store.files.incoming()).toEqual([]);
  expect(await office.store.read(office.district).selectFrom('file').select('id').execute()).toEqual(before);
  const jobs = await fetch(`${address}/api/d/${office.district}/jobs`, { headers: signed() });
  expect(await jobs.json()).toEqual({ data: [] });
});

test('what is not HTTP is refused and disturbs nobody', async () => {
  const { port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400/);
  socket.destroy();
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test('a stranger’s upload is refused before its bytes are taken', async () => {
  const call = request(files(), {
    method: 'POST',
    headers: { ...multipart('', '').headers, 'x-quantu-csrf': '-', 'content-length': 50_000_000 },
  });
  call.on('error', () => undefined);
  call.flushHeaders();
  const [answer] = (await once(call, 'response')) as [import('node:http').IncomingMessage];
  expect(answer.statusCode).toBe(401);
  call.destroy();
});
