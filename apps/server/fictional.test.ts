import { FICTIONAL_MARK } from '@quantu/people';
import { loadDocument } from '@quantu/product-documents/server';
import { strFromU8, unzipSync } from 'fflate';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { SMALL_REPORT } from './testing/reports.ts';

let office: Office;
let reader: Visitor;
const base = '/api/d/990101';
let document: string;
beforeAll(async () => {
  office = await openOffice();
  await office.store.createDistrict('990101', '东屿区（虚构）');
  reader = await visitorAs(office, 'reader');
  document = `${base}/documents/${(await load()).id}`;
});
afterAll(() => office.close());

const load = () =>
  loadDocument(office.store, '990101', 'demo', { name: '报告.txt', bytes: Buffer.from(SMALL_REPORT), accept: true });

async function file(path: string) {
  const answer = await reader.call('GET', path);
  expect(answer.statusCode).toBe(200);
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(FICTIONAL_MARK);
  return answer.rawPayload;
}

/** All the XML of an office file as one text. */
const parts = (bytes: Uint8Array) =>
  Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n');

test('everything that leaves an invented district says so', async () => {
  const session = await reader.call('GET', '/api/session');
  expect(session.json().data.districts).toContainEqual(
    expect.objectContaining({ code: '990101', name: '东屿区（虚构）', isFictional: true }),
  );
  expect(JSON.parse((await file(`${document}/download/json`)).toString())).toMatchObject({ mark: FICTIONAL_MARK });
  expect(parts(await file(`${document}/download/docx`))).toContain(FICTIONAL_MARK);
  expect(parts(await file(`${document}/download/xlsx`))).toContain(FICTIONAL_MARK);
  expect(parts(await file(`${base}/figures.xlsx`))).toContain(FICTIONAL_MARK);
  // The reader drops marks outside the type area: look at the bare page.
  const { text } = await extractText(new Uint8Array(await file(`${document}/download/pdf`)), { mergePages: true });
  expect(text.replace(/\s/g, '')).toContain(FICTIONAL_MARK);
  await file(`${document}/download/original`);
});

test('a real district’s files do not', async () => {
  const { id } = await loadDocument(office.store, office.district, 'demo', {
    name: '报告.txt',
    bytes: Buffer.from(SMALL_REPORT),
  });
  const path = `/api/d/${office.district}/documents/${id}/download`;
  for (const format of ['docx', 'xlsx', 'json']) {
    const answer = await reader.call('GET', `${path}/${format}`);
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).not.toContain(FICTIONAL_MARK);
    const text = format === 'json' ? answer.body : parts(answer.rawPayload);
    expect(text).not.toContain(FICTIONAL_MARK);
  }
});

test('the demonstration starts accepted, with its findings still open', async () => {
  const list = await reader.call('GET', `${base}/documents`);
  const [row] = list.json().data;
  expect(row).toMatchObject({ state: 'accepted', uploadedBy: '示例数据' });
  const { error, warn, info } = row.progress.findings;
  expect(error + warn + info).toBeGreaterThan(0);
  expect((await load()).id).toBe(row.id);
  expect((await reader.call('GET', `${base}/documents`)).json().total).toBe(1);
});
