import { decodeFile } from '@quantu/documents/server';
import { documentRoutes, type ChangeAnswer, type DocumentAnswer, type Proposal } from '@quantu/product-documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, PASSWORD, Visitor, type Office } from './testing/office.ts';
import { foundingReport, SMALL_REPORT } from './testing/reports.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const founding = foundingReport();
const reports = [
  ['an own report', 'report.txt', Buffer.from(SMALL_REPORT)],
  ...(founding ? [['the founding sample', '00.txt', founding] as const] : []),
] as const;

let admin: Visitor;

test('the first administrator is made once, even when two ask at the same time', async () => {
  const visitors = [new Visitor(office.app), new Visitor(office.app)];
  expect((await visitors[0]!.call('GET', '/api/session')).json()).toMatchObject({
    data: { needsFirstAdministrator: true, account: null, csrf: null, districts: [] },
  });
  const answers = await Promise.all(
    visitors.map((visitor, i) =>
      visitor.call('POST', '/api/first-administrator', { name: `管理员${i}`, password: PASSWORD }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const first = answers.findIndex(({ statusCode }) => statusCode === 200);
  admin = visitors[first]!;
  const session = await admin.call('GET', '/api/session');
  expect(session.json()).toMatchObject({
    data: {
      needsFirstAdministrator: false,
      account: { roles: expect.arrayContaining(['system-administrator', 'government-office']) },
      districts: [{ code: office.district }],
    },
    can: { upload: true, administer: true },
  });
  admin.csrf = session.json().data.csrf;
});

test.each(reports)('%s goes from file to figures and back', async (_, name, bytes) => {
  const base = `/api/d/${office.district}`;
  const uploaded = await admin.upload(office.district, name, bytes);
  expect(uploaded.statusCode).toBe(202);
  expect(uploaded.json()).toMatchObject({ data: { fileName: name, bytes: bytes.length, isKnown: false } });
  const job = uploaded.json().data.job.id as string;

  const events = await admin.call('GET', `${base}/jobs/${job}/events`);
  const last = JSON.parse(
    events.body
      .trim()
      .split('\n')
      .at(-1)!
      .replace(/^data: /, ''),
  );
  expect(last).toMatchObject({ id: job, state: 'done', progress: 1 });
  const document = `${base}/documents/${last.document}`;

  const again = await admin.upload(office.district, `另一个名字-${name}`, bytes);
  expect(again.json()).toMatchObject({ data: { isKnown: true, job: null, document: { id: last.document } } });

  const read: DocumentAnswer = (await admin.call('GET', document)).json();
  expect(read.data.text).toBe(
    bytes
      .toString('utf8')
      .replace(/\r\n?/g, '\n')
      .replace(/^\uFEFF/, ''),
  );
  expect(read.can).toEqual({ change: true, accept: true, undo: false, withdraw: true });
  const figures = read.data.proposals.filter(isFigure);
  expect(figures.map(({ value }) => [value.value, value.unit])).toContainEqual(['30436000000', '元']);
  expect(read.data.proposals.filter(({ kind }) => kind === 'opinion').length).toBeGreaterThanOrEqual(2);
  for (const { value } of figures) expect(read.data.text.slice(value.start, value.end)).toBe(value.surface);

  const projects = figures.find(({ value }) => value.value === '33' && value.unit === '个')!;
  const change = `${document}/proposals/${projects.id}`;
  const corrected = await admin.call('POST', change, {
    version: projects.version,
    act: 'correct',
    figure: { value: '34', surface: '34个', subject: '洽谈对接项目数' },
  });
  expect(corrected.statusCode).toBe(200);
  const changed: ChangeAnswer = corrected.json();
  expect(changed.data.proposals).toMatchObject([
    { id: projects.id, state: 'corrected', version: 2, value: { value: '34' } },
  ]);
  expect(changed.data.undo?.text).toContain('数值由 33 改为 34');
  const stale = await admin.call('POST', change, { version: 1, act: 'accept' });
  expect(stale.statusCode).toBe(409);
  expect(stale.json().text).toContain('刚刚修改过');

  const undone = await admin.call('POST', `${document}/undo`);
  expect(undone.json().data.proposals).toMatchObject([{ state: 'proposed', version: 3, value: { value: '33' } }]);
  expect((await admin.call('POST', `${document}/undo`)).json()).toMatchObject({ code: 'undo.nothing' });
  const redone = await admin.call('POST', change, {
    version: 3,
    act: 'correct',
    figure: { value: '34', surface: '34个', subject: '洽谈对接项目数' },
  });
  const { version } = redone.json<ChangeAnswer>().data.document;

  expect((await admin.call('POST', `${document}/accept`, { version: version - 1 })).statusCode).toBe(409);
  const accepted = await admin.call('POST', `${document}/accept`, { version });
  expect(accepted.json()).toMatchObject({ data: { document: { state: 'accepted' } }, can: { accept: false } });
  const twice = await admin.call('POST', `${document}/accept`, { version });
  expect(twice.json().data.document).toEqual(accepted.json().data.document);

  const listed = await admin.call(
    'GET',
    `${base}/figures?document=${last.document}&size=200&text=${encodeURIComponent('洽谈对接项目数')}`,
  );
  expect(listed.json()).toMatchObject({
    total: 1,
    data: [{ id: projects.id, value: '34', state: 'unsupported', surface: '34个' }],
  });
  const all = await admin.call('GET', `${base}/figures?document=${last.document}&size=200`);
  expect(all.json().total).toBe(figures.length);
  const rows = await admin.get(documentRoutes.rows, `${document}/rows`);
  expect(rows.data.opinions.length).toBeGreaterThanOrEqual(2);
  expect(rows.data.opinions.flatMap(({ measures }) => measures).length).toBeGreaterThanOrEqual(4);

  const json = await admin.call('GET', `${document}/download/json`);
  expect(json.json().text).toContain('34个');
  expect(json.json().figures.find((figure: { value: string }) => figure.value === '34')).toMatchObject({
    surface: '34个',
  });
  expect(Object.keys(json.json())).toEqual([
    'document',
    'text',
    'sections',
    'figures',
    'entities',
    'commitments',
    'findings',
  ]);
  const original = await admin.call('GET', `${document}/download/original`);
  expect(original.rawPayload.equals(bytes)).toBe(true);
  const sheet = await admin.call('GET', `${document}/download/xlsx`);
  expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');

  const pdf = await admin.call('GET', `${document}/download/pdf`);
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.headers['content-disposition']).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''%/);
  const docx = await admin.call('GET', `${document}/download/docx`);
  const home = await readHome(docx.rawPayload);
  expect(home).toContain('34个');
  expect(home).not.toMatch(/洽谈对接项目 ?33/);

  const after = await admin.call('POST', change, {
    version: 4,
    act: 'correct',
    figure: { value: '35', surface: '35个' },
  });
  expect(after.statusCode).toBe(200);
  const figure = await admin.get(documentRoutes.figure, `${base}/figures/${projects.id}`);
  expect(figure.data.versions.map(({ value }) => value)).toEqual(['35', '34']);
  const history = await admin.get(documentRoutes.history, `${document}/history`);
  expect(history.data.map(({ act }) => act)).toEqual([
    'correct',
    'accept-document',
    'correct',
    'undo',
    'correct',
    'read',
  ]);
  expect(history.data.map(({ isUndone }) => isUndone)).toEqual([false, false, false, false, true, false]);
  for (const entry of history.data) expect(entry.text).toMatch(/^[“识改采撤]/);
});

/** The text of a DOCX as our own reader sees it. */
async function readHome(bytes: Uint8Array): Promise<string> {
  return (await decodeFile(bytes, '下载.docx')).text;
}

function isFigure(proposal: Proposal) {
  return proposal.kind === 'figure';
}
