import { documentRoutes, type ChangeAnswer, type DocumentAnswer, type Proposal } from '@quantu/product-documents';
import { loadDocument } from '@quantu/product-documents/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { SMALL_REPORT } from './testing/reports.ts';

let office: Office;
let li: Visitor;
let wang: Visitor;
let document: string;
let made = 0;
beforeAll(async () => {
  office = await openOffice();
  li = await visitorAs(office, 'writer', '李');
  wang = await visitorAs(office, 'writer', '王');
});
afterAll(() => office.close());
beforeEach(async () => {
  const bytes = Buffer.from(`${SMALL_REPORT}\n第${++made}次。`);
  const { id } = await loadDocument(office.store, office.district, '李', { name: '报告.txt', bytes });
  document = `/api/d/${office.district}/documents/${id}`;
});

const read = async (): Promise<DocumentAnswer> => (await li.call('GET', document)).json();
type Figure = Extract<Proposal, { kind: 'figure' }>;
const figures = async () =>
  (await read()).data.proposals.filter((proposal): proposal is Figure => proposal.kind === 'figure');
const figure = async (value: string) => (await figures()).find((one) => one.value.value === value)!;
const change = (who: Visitor, { id, version }: { id: string; version: number }, body: object) =>
  who.call('POST', `${document}/proposals/${id}`, { version, ...body });
const rowsOf = async (path: string) => (await li.call('GET', `/api/d/${office.district}${path}`)).json();
const documentId = () => document.split('/').at(-1)!;

test('of two corrections made at the same time one wins and the other is told whose it was', async () => {
  const projects = await figure('33');
  const answers = await Promise.all([
    change(li, projects, { act: 'correct', figure: { value: '34' } }),
    change(wang, projects, { act: 'correct', figure: { value: '35' } }),
  ]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const refused = answers.find(({ statusCode }) => statusCode === 409)!;
  expect(refused.json().text).toMatch(/^[李王]刚刚修改过“.*33个”，请核对最新内容后再提交$/);
});

test('acceptance sent twice at once is one acceptance', async () => {
  const { version } = (await read()).data.document;
  const answers = await Promise.all([li, li, wang].map((who) => who.call('POST', `${document}/accept`, { version })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  const history = await rowsOf(`/documents/${documentId()}/history`);
  expect(history.data.filter(({ act }: { act: string }) => act === 'accept-document')).toHaveLength(1);
});

test('undo takes back one’s own steps, latest first, and never what somebody went on from', async () => {
  const projects = await figure('33');
  const shops = await figure('6');
  await change(li, projects, { act: 'correct', figure: { value: '34' } });
  await change(li, shops, { act: 'reject' });
  await change(wang, { ...projects, version: 2 }, { act: 'correct', figure: { value: '36' } });
  const first: ChangeAnswer = (await li.call('POST', `${document}/undo`)).json();
  expect(first.data.proposals).toMatchObject([{ id: shops.id, state: 'proposed' }]);
  expect(first.data.undo?.text).toContain('33 改为 34');
  const second = await li.call('POST', `${document}/undo`);
  expect(second.json()).toMatchObject({ code: 'undo.changed-since' });
  expect((await wang.call('POST', `${document}/undo`)).json().data.proposals).toMatchObject([
    { value: { value: '34' } },
  ]);
});

test('accepting all leaves findings to people, and is undone in one step', async () => {
  const shops = await figure('6');
  await change(li, shops, { act: 'reject' });
  const { proposals } = (await read()).data;
  const open = proposals.filter(({ kind, state }) => kind !== 'finding' && state === 'proposed').length;
  const all: ChangeAnswer = (await li.call('POST', `${document}/accept-all`)).json();
  expect(all.data.proposals).toHaveLength(open);
  expect(all.data.proposals.every(({ state }) => state === 'accepted')).toBe(true);
  const back: ChangeAnswer = (await li.call('POST', `${document}/undo`)).json();
  expect(back.data.proposals.every(({ state }) => state === 'proposed')).toBe(true);
  expect((await figure('6')).state).toBe('rejected');
});

test('rows follow every change of an accepted document, also back', async () => {
  const projects = await figure('33');
  const total = (await figures()).length;
  const { version } = (await read()).data.document;
  await li.call('POST', `${document}/accept`, { version });
  const mine = `/figures?document=${documentId()}&size=200`;
  expect((await rowsOf(mine)).total).toBe(total);
  const accepted = await figure('33');
  await change(li, accepted, { act: 'reject' });
  expect((await rowsOf(mine)).total).toBe(total - 1);
  await li.call('POST', `${document}/undo`);
  expect((await rowsOf(mine)).total).toBe(total);
  const { start } = projects.value;
  const clash = await li.call('POST', `${document}/figures`, { start, end: start + 1, value: '3', unit: '个' });
  expect(clash.json()).toMatchObject({ code: 'proposal.overlap' });
  const at = (await read()).data.text.indexOf('2025年底前');
  const added = await li.call('POST', `${document}/figures`, {
    start: at,
    end: at + 4,
    value: '2025',
    unit: '年',
    subject: '期限',
  });
  expect(added.statusCode).toBe(201);
  expect((await rowsOf(`${mine}&text=${encodeURIComponent('期限')}`)).data).toMatchObject([
    { surface: '2025', unit: '年' },
  ]);
  const gone: ChangeAnswer = (await li.call('POST', `${document}/undo`)).json();
  expect(gone.data.removed).toEqual([added.json().data.proposals[0].id]);
  expect((await rowsOf(mine)).total).toBe(total);
  await li.call('POST', `${document}/undo`);
  expect((await read()).data.document.state).toBe('read');
  expect((await rowsOf(mine)).total).toBe(0);
});

test('a withdrawn document leaves lists and data, and its file may be read again', async () => {
  const { version } = (await read()).data.document;
  const accepted: ChangeAnswer = (await li.call('POST', `${document}/accept`, { version })).json();
  const withdrawal = { version: accepted.data.document.version, reason: '传错了文件' };
  expect((await wang.call('POST', `${document}/withdraw`, { ...withdrawal, version: 1 })).statusCode).toBe(409);
  expect((await li.call('POST', `${document}/withdraw`, withdrawal)).json().data.state).toBe('withdrawn');
  expect((await li.call('GET', document)).json()).toMatchObject({ code: 'document.unknown' });
  expect((await rowsOf(`/figures?document=${documentId()}`)).total).toBe(0);
  const again = await li.upload(office.district, '报告.txt', `${SMALL_REPORT}\n第${made}次。`);
  expect(again.json().data.isKnown).toBe(false);
});

test('the same new file sent twice at once becomes one document', async () => {
  const text = `${SMALL_REPORT}\n两人同时上传。`;
  const answers = await Promise.all([li, wang].map((who) => who.upload(office.district, '同一份.txt', text)));
  const documents = new Set<string>();
  for (const answer of answers) {
    const { job } = answer.json().data;
    const events = await li.call('GET', `/api/d/${office.district}/jobs/${job.id}/events`);
    documents.add(JSON.parse(events.body.trim().split('\n').at(-1)!.slice(6)).document);
  }
  expect(documents.size).toBe(1);
  const list = await rowsOf(`/documents?text=${encodeURIComponent('同一份')}`);
  expect(list.total).toBe(1);
});

test('head, findings, entities and commitments are worked on like figures', async () => {
  const { proposals } = (await read()).data;
  const head = proposals.find(({ kind }) => kind === 'head')!;
  const renamed = await change(li, head, { act: 'correct', head: { title: '新的标题', dated: '2024-07-11' } });
  expect(renamed.json().data.document).toMatchObject({ title: '新的标题', dated: '2024-07-11' });
  const found = await rowsOf(`/documents?text=${encodeURIComponent('新的标题')}&sort=dated&order=desc`);
  expect(found.data.map(({ id }: { id: string }) => id)).toEqual([documentId()]);
  const kinds = new Set(proposals.map(({ kind }) => kind));
  for (const kind of ['opinion', 'measure', 'figure', 'entity', 'commitment', 'finding'] as const)
    expect(kinds).toContain(kind);
  const finding = proposals.find(({ kind }) => kind === 'finding')!;
  expect((await change(li, finding, { act: 'reject' })).json()).toMatchObject({ code: 'proposal.reason-missing' });
  const dismissed: ChangeAnswer = (await change(li, finding, { act: 'reject', reason: '口径不同' })).json();
  expect(dismissed.data.proposals).toMatchObject([{ state: 'rejected', reason: '口径不同' }]);
  const commitment = proposals.find(({ kind }) => kind === 'commitment')!;
  const owned = await change(li, commitment, { act: 'correct', commitment: { owner: '区住建局', due: '2025年底前' } });
  expect(owned.statusCode).toBe(200);
  const { version } = (await read()).data.document;
  await li.call('POST', `${document}/accept`, { version });
  const rows = await li.get(documentRoutes.rows, `${document}/rows`);
  expect(rows.data.commitments).toContainEqual(expect.objectContaining({ owner: '区住建局' }));
  expect(rows.data.entities.map(({ type }) => type)).toContain('department');
});

test('two documents are compared by concept', async () => {
  const other = Buffer.from(SMALL_REPORT.replace('项目33个', '项目41个').replace('口袋公园10个', '袖珍公园10个'));
  const { id } = await loadDocument(office.store, office.district, '王', { name: '另一份.txt', bytes: other });
  const answer = await li.get(documentRoutes.compare, `/api/d/${office.district}/compare?a=${documentId()}&b=${id}`);
  const [first] = answer.data.differences;
  expect(first).toMatchObject({ isSame: false, change: '8', a: { value: '33' }, b: { value: '41' } });
  expect(answer.data.differences.filter(({ isSame }) => !isSame)).toHaveLength(1);
  const same = await li.call('GET', `/api/d/${office.district}/compare?a=${id}&b=${id}`);
  expect(same.json()).toMatchObject({ code: 'compare.same' });
});
