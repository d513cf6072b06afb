import { parseFilter, where, filterText, type RecordView } from '@quantu/registers';
import { tileAt } from '@quantu/geometry';
import { registerRoutes as routes } from '@quantu/product-registers';
import { jpegFrom, jpegWithSmall, PNG, smallJpeg } from '@quantu/product-registers/testing';
import { addressOf, type AnswerOf, type Route } from '@quantu/people';
import { programViewer } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { multipart, openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';
import { siteBooks, siteRooms } from './testing/sites.ts';

let office: Office;
let clerk: Visitor;
let other: Visitor;
let writer: Visitor;
let reader: Visitor;
let housing: string;
let roads: string;

const books = siteBooks();
const register = books.registers.get('test-site')!;

beforeAll(async () => {
  office = await openOffice({ books }, siteRooms);
  [housing, roads] = await organisations('住建局', '交通局');
  writer = await visitorAs(office, 'government-office', '政府办');
  clerk = await visitorAs(office, 'department-clerk', '住建经办', housing);
  other = await visitorAs(office, 'department-clerk', '交通经办', roads);
  reader = await visitorAs(office, 'reader', '阅览');
});
afterAll(() => office.close());

async function organisations(...names: string[]): Promise<[string, string]> {
  const target = books.registers.get('organisation')!;
  const change = { district: office.district, actor: 'system', action: 'test' };
  const written = await office.store.transact(change, (tx) =>
    writeMany(
      tx,
      books,
      target,
      programViewer('system'),
      names.map((name) => ({ values: { code: name, name, kind: 'department' } })),
    ),
  );
  return written.map(({ id }) => id) as [string, string];
}

const at = (route: Route, params: object = {}, query: object = {}): string =>
  addressOf(route, { params: { district: office.district, register: 'test-site', ...params }, query });

let number = 0;
const values = (more: object = {}) => {
  number++;
  return { code: `S${String(number).padStart(4, '0')}`, name: `地块 ${number}`, lead: housing, ...more };
};

async function made(by: Visitor, more: object = {}): Promise<RecordView> {
  const answer = await by.call('POST', at(routes.create), { values: values(more) });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  const { id } = answer.json<AnswerOf<typeof routes.create>>().data;
  return (await by.get(routes.record, at(routes.record, { record: id }))).data;
}

const record = (by: Visitor, id: string, query: object = {}) =>
  by.get(routes.record, at(routes.record, { record: id }, query));

test('the catalogue tells each reader what is theirs to see', async () => {
  const keys = async (visitor: Visitor) => {
    const { data } = await visitor.get(routes.registers, at(routes.registers));
    return data.find(({ key }) => key === 'test-site')?.fields.map(({ key }) => key);
  };
  expect(await keys(writer)).toContain('secret');
  expect(await keys(clerk)).not.toContain('secret');
  expect(await keys(clerk)).not.toContain('margin');
  expect(await keys(reader)).toBeUndefined();
  const refused = await reader.call('GET', at(routes.register));
  expect([refused.statusCode, refused.json<{ text: string }>().text]).toEqual([
    404,
    '没有名为“test-site”的台账，或者您无权查看',
  ]);
});

test('a record is made, read, changed and removed, and its history says who, when and on which document', async () => {
  const site = await made(clerk, { kind: 'home', cost: '1234500', startedOn: '2026-03-01' });
  expect(site.labels).toMatchObject({ kind: '住宅', lead: '住建局' });
  const changed = await clerk.call('PATCH', at(routes.change, { record: site.id }), {
    version: site.version,
    values: { name: '新名称', cost: null },
    reason: '测绘更正',
    document: '示政〔2026〕1号',
  });
  expect(changed.json()).toEqual({ data: { id: site.id, version: 2, isUnchanged: false } });
  const { data: history } = await clerk.get(routes.history, at(routes.history, { record: site.id }));
  expect(history).toMatchObject([
    { version: 2, by: '住建经办', action: 'record.change', reason: '测绘更正', document: '示政〔2026〕1号' },
    { version: 1, by: '住建经办', action: 'record.create' },
  ]);
  expect(history[0]!.changes.map(({ field, beforeLabel, afterLabel }) => [field, beforeLabel, afterLabel])).toEqual([
    ['name', site.values['name'], '新名称'],
    ['cost', '123.45万元', ''],
  ]);
  const removed = await clerk.call('DELETE', at(routes.remove, { record: site.id }, { version: 2, reason: '重复' }));
  expect(removed.statusCode).toBe(200);
  expect((await clerk.call('GET', at(routes.record, { record: site.id }))).statusCode).toBe(404);
});

test('whoever comes second is handed the record as it stands', async () => {
  const site = await made(clerk);
  const url = at(routes.change, { record: site.id });
  await writer.call('PATCH', url, { version: 1, values: { note: '先到' } });
  const late = await clerk.call('PATCH', url, { version: 1, values: { note: '后到' } });
  expect(late.statusCode).toBe(409);
  const body = late.json<{ code: string; text: string; current: RecordView }>();
  expect(body.code).toBe('record.stale');
  expect(body.text).toContain('政府办');
  expect(body.current).toMatchObject({ version: 2, values: { note: '先到' } });
  // What the second may not see is not handed over either.
  expect(body.current.values).not.toHaveProperty('secret');
});

test('a step asks for its evidence, its reason and its right', async () => {
  const site = await made(clerk);
  const step = (by: Visitor, transition: string, version: number, more: object = {}) =>
    by.call('POST', at(routes.move, { record: site.id }), { version, transition, ...more });
  expect((await step(clerk, 'publish', 1)).json<{ text: string }>().text).toContain('启动日期');
  expect((await step(clerk, 'publish', 1, { values: { startedOn: '2026-05-01' } })).statusCode).toBe(200);
  expect((await step(clerk, 'close', 2, { reason: '完成' })).statusCode).toBe(403);
  expect((await step(writer, 'close', 2)).json<{ text: string }>().text).toContain('理由');
  expect((await step(writer, 'close', 2, { reason: '完成' })).statusCode).toBe(200);
  const { data, can } = await record(writer, site.id);
  expect([data.state, can.write, can.fields]).toEqual(['closed', false, []]);
  const late = await writer.call('PATCH', at(routes.change, { record: site.id }), {
    version: 3,
    values: { note: 'x' },
  });
  expect(late.statusCode).toBe(409);
  const feed = await writer.get(routes.feed, at(routes.feed, {}, { size: 3 }));
  expect(feed.data[0]).toMatchObject({ record: site.id, text: '状态由“公开”改为“归档”（完成）', by: '政府办' });
  expect(feed.data[1]!.text).toBe('状态由“草拟”改为“公开”，启动日期由空改为“2026-05-01”');
});

test('an earlier day shows what was known when it ended', async () => {
  const site = await made(clerk, { note: '今天' });
  const before = { asOf: '2020-01-01' };
  const today = { asOf: '2999-12-31' };
  expect((await clerk.call('GET', at(routes.record, { record: site.id }, before))).statusCode).toBe(404);
  expect((await record(clerk, site.id, today)).data.values['note']).toBe('今天');
  expect((await clerk.get(routes.records, at(routes.records, {}, before))).total).toBe(0);
  expect((await clerk.get(routes.groups, at(routes.groups, {}, { ...before, by: 'kind' }))).total).toBe(0);
  expect((await clerk.get(routes.extent, at(routes.extent, {}, before))).total).toBe(0);
  expect((await clerk.call('GET', at(routes.export, { format: 'csv' }, before))).body.trim().split('\n')).toHaveLength(
    1,
  );
  const wrong = await clerk.call('GET', at(routes.records, {}, { asOf: '2026-02-31' }));
  expect(wrong.json<{ text: string }>().text).toBe('“2026-02-31”不是存在的日期，请按 2026-07-10 的样子填写');
});

test('two people edit the same records at once: each record takes one of them, and who came late is told which', async () => {
  const sites = await Promise.all(Array.from({ length: 30 }, () => made(clerk)));
  const bulk = (by: Visitor, note: string) =>
    by.call('POST', at(routes.bulk), {
      records: sites.map(({ id, version }) => ({ id, version, values: { note } })),
      reason: '批量核对',
    });
  const answers = await Promise.all([bulk(clerk, '甲'), bulk(writer, '乙')]);
  const outcomes = answers.map((answer) => {
    expect(answer.statusCode).toBe(200);
    return answer.json<AnswerOf<typeof routes.bulk>>().data;
  });
  for (const [at, site] of sites.entries()) {
    const both = outcomes.map((rows) => rows[at]!.outcome);
    expect(both.toSorted()).toEqual(['changed', 'stale']);
    const { data } = await record(clerk, site.id);
    expect(data.values['note']).toBe(both[0] === 'changed' ? '甲' : '乙');
    expect(data.version).toBe(2);
  }
  expect(outcomes.flat().find(({ outcome }) => outcome === 'stale')!.text).toContain('修改');
});

test('a bulk edit leaves out what is not the editor’s, and tells the rest row by row', async () => {
  const [mine, theirs] = [await made(clerk), await made(writer, { lead: roads })];
  const unknown = '00000000-0000-4000-8000-000000000000';
  const rows = [
    { id: mine.id, version: 1, values: { note: '好' } },
    { id: theirs.id, version: 1, values: { note: '不该' } },
    { id: unknown, version: 1, values: { note: '没有' } },
    { id: mine.id, version: 1, values: { parts: '三' } },
  ];
  const { data } = (await clerk.call('POST', at(routes.bulk), { records: rows.slice(0, 3) })).json<
    AnswerOf<typeof routes.bulk>
  >();
  expect(data.map(({ outcome }) => outcome)).toEqual(['changed', 'refused', 'refused']);
  // A record of others and one that never was read the same.
  expect(data[1]!.text).toBe(data[2]!.text);
  const again = await clerk.call('POST', at(routes.bulk), { records: [{ ...rows[3]!, version: 2 }] });
  expect(again.json<AnswerOf<typeof routes.bulk>>().data[0]).toMatchObject({ outcome: 'refused' });
});

test('an import during an edit: both are kept or one is told, nothing is lost', async () => {
  const site = await made(clerk);
  const change = { district: office.district, actor: 'system', action: 'import.write' };
  const importing = office.store.transact(change, (tx) =>
    writeMany(tx, books, register, programViewer('system'), [{ id: site.id, version: 1, values: { parts: 7 } }]),
  );
  const editing = clerk.call('PATCH', at(routes.change, { record: site.id }), { version: 1, values: { note: '手改' } });
  const [imported, edited] = await Promise.allSettled([importing, editing]);
  const { data } = await record(clerk, site.id);
  const isEdited = edited.status === 'fulfilled' && edited.value.statusCode === 200;
  expect([imported.status === 'fulfilled', isEdited].filter(Boolean)).toHaveLength(1);
  expect(data.version).toBe(2);
  expect(isEdited ? data.values['note'] : data.values['parts']).toBe(isEdited ? '手改' : 7);
});

test('references in a circle are shown, filtered and exported like any others', async () => {
  const a = await made(clerk);
  const b = await made(clerk, { near: a.id });
  await clerk.call('PATCH', at(routes.change, { record: a.id }), { version: 1, values: { near: b.id } });
  const self = await made(clerk);
  await clerk.call('PATCH', at(routes.change, { record: self.id }), { version: 1, values: { near: self.id } });
  expect((await record(clerk, a.id)).data.labels['near']).toBe(b.values['name']);
  expect((await record(clerk, self.id)).data.labels['near']).toBe(self.values['name']);
  const filter = filterText([where('near', 'is', a.id, b.id, self.id)]);
  expect((await clerk.get(routes.records, at(routes.records, {}, { filter }))).total).toBe(3);
  const csv = await clerk.call('GET', at(routes.export, { format: 'csv' }, { filter, fields: 'name,near' }));
  expect(csv.body.trim().split('\r\n')).toHaveLength(4);
  // It can be removed only when nothing else points at it.
  const held = await clerk.call('DELETE', at(routes.remove, { record: a.id }, { version: 2 }));
  expect(held.statusCode).toBe(409);
  expect(held.json<{ text: string }>().text).toBe('不能删除：还有 1 条试验地块引用这条记录，请先改掉或删除它们');
});

test('every column can be filtered, sorted and grouped by, or says that it cannot', async () => {
  await made(writer, { kind: 'shop', parts: 3, cost: '10', price: '30', isFree: true, startedOn: '2026-01-02' });
  const { data: about } = await writer.get(routes.register, at(routes.register));
  for (const { key, isFilterable } of about.fields) {
    for (const op of ['empty', 'not-empty']) {
      const filter = filterText([{ field: key, op: op as 'empty', values: [] }]);
      const answer = await writer.call('GET', at(routes.records, {}, { filter }));
      expect([key, op, answer.statusCode]).toEqual([key, op, 200]);
    }
    for (const [address, wish] of [
      [routes.records, { sort: key }],
      [routes.groups, { by: key }],
    ] as const) {
      const answer = await writer.call('GET', at(address, {}, wish));
      expect(isFilterable ? [200] : [200, 422]).toContain(answer.statusCode);
    }
  }
  const gone = await writer.call('GET', at(routes.records, {}, { filter: '[["gone","is","1"]]' }));
  expect(gone.json()).toMatchObject({ code: 'filter.field' });
  const broken = await writer.call('GET', at(routes.records, {}, { filter: '{oops' }));
  expect(broken.json<{ text: string }>().text).toBe('筛选条件无法识别，请清除后重新设置');
  expect(parseFilter('{oops')).toBeNull();
});

test('a saved view that names a removed field says which, and shows the rest', async () => {
  const address =
    'filter=[["gone","is","1"],["kind","is","home"]]&sort=-secret,name&columns=name,gone,phone&group=phone&page=4&record=x';
  const save = (by: Visitor, body: object) => by.call('POST', at(routes.saveView), body);
  expect((await save(writer, { name: '我的视图', address, isShared: true })).statusCode).toBe(201);
  const own = (await writer.get(routes.views, at(routes.views))).data.find(({ name }) => name === '我的视图')!;
  expect(own).toMatchObject({ isOwn: true, missing: ['gone'] });
  const shared = (await clerk.get(routes.views, at(routes.views))).data.find(({ name }) => name === '我的视图')!;
  expect(shared).toMatchObject({ isOwn: false, missing: ['gone', 'secret', '手机'] });
  const search = new URLSearchParams(shared.address);
  expect(Object.fromEntries(search)).toEqual({ filter: '[["kind","is","home"]]', sort: 'name', columns: 'name,phone' });
  // The same name again replaces it; somebody else's is not theirs to remove.
  await save(writer, { name: '我的视图', address: 'text=a', isShared: true });
  expect((await writer.get(routes.views, at(routes.views))).data).toHaveLength(1);
  const refused = await clerk.call('DELETE', at(routes.removeView, { view: own.id }));
  expect(refused.json<{ text: string }>().text).toBe('只能删除自己的视图');
  expect((await writer.call('DELETE', at(routes.removeView, { view: own.id }))).json()).toEqual({ data: [] });
});

test('comments are read by whoever reads the record, and taken back by whoever wrote them', async () => {
  const site = await made(clerk);
  const url = at(routes.addComment, { record: site.id });
  const comment = (await clerk.call('POST', url, { text: '<b>请核对</b>\u0007' })).json<
    AnswerOf<typeof routes.addComment>
  >();
  expect(comment.data).toMatchObject({ text: '<b>请核对</b>', by: '住建经办', canRemove: true });
  expect((await writer.get(routes.comments, url)).data[0]).toMatchObject({ canRemove: false });
  expect((await other.call('GET', url)).statusCode).toBe(404);
  expect((await other.call('POST', url, { text: '偷看' })).statusCode).toBe(404);
  const remove = at(routes.removeComment, { record: site.id, comment: comment.data.id });
  expect((await writer.call('DELETE', remove)).statusCode).toBe(403);
  expect((await clerk.call('DELETE', remove)).json()).toEqual({ data: [] });
  expect((await clerk.call('POST', url, { text: '  ' })).statusCode).toBe(422);
});

function upload(by: Visitor, id: string, field: string, name: string, content: Uint8Array | string) {
  const { payload, headers } = multipart(name, content);
  return by.call('POST', at(routes.addAttachment, { record: id, field }), payload, { headers });
}
const attached = (answer: Awaited<ReturnType<typeof upload>>) =>
  answer.json<AnswerOf<typeof routes.addAttachment>>().data;
const fileOf = (by: Visitor, id: string, attachment: string) =>
  by.call('GET', at(routes.attachment, { record: id, attachment }));

test('a photo of 40 MB is kept with the place and time the camera wrote, and shown', async () => {
  const site = await made(clerk);
  const photo = jpegFrom(118.9127, 25.1203, '2026:07:10 09:30:00', 40 * 2 ** 20);
  const answer = await upload(clerk, site.id, 'pictures', 'IMG_0001.JPG', photo);
  expect(answer.statusCode).toBe(201);
  expect(attached(answer)).toMatchObject({
    name: 'IMG_0001.JPG',
    type: 'image/jpeg',
    lon: 118.9127,
    lat: 25.1203,
    takenAt: '2026-07-10T09:30:00',
    isPicture: true,
    size: photo.length,
  });
  const shown = await fileOf(clerk, site.id, attached(answer).id);
  expect(shown.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
  expect(shown.headers['content-disposition']).toMatch(/^inline/);
  expect(shown.rawPayload.equals(photo)).toBe(true);
  expect((await record(clerk, site.id)).data.values['pictures']).toBe(1);
  const beside = smallJpeg(Buffer.alloc(3000, 7));
  const large = attached(await upload(clerk, site.id, 'pictures', '大图.jpg', jpegWithSmall(beside, 1, 2 ** 20)));
  const small = await clerk.call(
    'GET',
    at(routes.attachment, { record: site.id, attachment: large.id }, { size: 'small' }),
  );
  expect(small.rawPayload.equals(beside)).toBe(true);
  const tooLarge = await upload(
    clerk,
    site.id,
    'pictures',
    '大.jpg',
    Buffer.concat([photo, Buffer.alloc(12 * 2 ** 20)]),
  );
  expect([tooLarge.statusCode, tooLarge.json<{ text: string }>().text]).toEqual([
    413,
    expect.stringContaining('50 MB'),
  ]);
});

test('a picture with a script is saved, never shown, and no name leads anywhere', async () => {
  const site = await made(clerk);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const answer = attached(await upload(clerk, site.id, 'papers', '../../etc/图\u0000\u202e.svg', svg));
  expect(answer).toMatchObject({ name: '图.svg', type: 'text/plain', isPicture: false });
  const file = await fileOf(clerk, site.id, answer.id);
  expect(file.headers['content-disposition']).toMatch(/^attachment/);
  expect(file.headers['content-security-policy']).toContain('sandbox');
  expect(file.headers['content-type']).not.toContain('svg');
  // A name that lies about the content changes nothing.
  const liar = attached(await upload(clerk, site.id, 'papers', '照片.png', '<html><script>alert(1)</script></html>'));
  expect(liar).toMatchObject({ type: 'text/plain', isPicture: false });
  const asPhoto = await upload(clerk, site.id, 'pictures', '照片.png', '<html></html>');
  expect([asPhoto.statusCode, asPhoto.json<{ text: string }>().text]).toEqual([
    422,
    expect.stringContaining('不是照片'),
  ]);
  const empty = await upload(clerk, site.id, 'papers', '空.pdf', '');
  expect(empty.json<{ text: string }>().text).toBe('文件“空.pdf”是空的，没有保存');
  expect(attached(await upload(clerk, site.id, 'papers', '图.pdf', PNG))).toMatchObject({
    type: 'image/png',
    isPicture: true,
  });
});

test('files are added and removed by whoever may write the field, and what is past stays', async () => {
  const site = await made(clerk);
  const file = attached(await upload(clerk, site.id, 'papers', '批复.pdf', '%PDF-1.7 …'));
  expect((await upload(other, site.id, 'papers', 'x.pdf', '%PDF-')).statusCode).toBe(404);
  expect((await fileOf(other, site.id, file.id)).statusCode).toBe(404);
  expect((await upload(clerk, site.id, 'name', 'x.pdf', '%PDF-')).json()).toMatchObject({ code: 'attachment.field' });
  const mine = await made(clerk);
  expect((await fileOf(clerk, mine.id, file.id)).statusCode).toBe(404);
  const remove = at(routes.removeAttachment, { record: site.id, attachment: file.id });
  expect((await clerk.call('DELETE', remove)).json()).toEqual({ removed: file.id });
  expect((await fileOf(clerk, site.id, file.id)).json<{ text: string }>().text).toBe('没有这个附件，可能已被移除');
  const { total } = await clerk.get(routes.attachments, at(routes.attachments, { record: site.id }));
  expect(total).toBe(0);
});

test('5,000 files on one record come a page at a time', async () => {
  const site = await made(clerk);
  const change = { district: office.district, actor: 'system', action: 'test' };
  const stored = await office.store.files.put(PNG, { name: 'a.png', type: 'image/png' });
  await office.store.transact(change, async (tx) => {
    const file = await office.store.files.record(tx, stored);
    const rows = Array.from({ length: 5000 }, (_, i) => ({
      id: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`,
      register: 'test-site',
      record: site.id,
      field: 'papers',
      file,
      name: `${i}.png`,
      type: 'image/png',
      size: PNG.length,
      added_at: tx.at,
      added_by: 'system',
      lon: null,
      lat: null,
      taken_at: null,
      is_picture: true,
    }));
    for (let from = 0; from < rows.length; from += 1000) {
      await tx
        .insertInto('record_attachment')
        .values(rows.slice(from, from + 1000))
        .execute();
    }
  });
  const page = await clerk.get(
    routes.attachments,
    at(routes.attachments, { record: site.id }, { page: 50, size: 100, field: 'papers' }),
  );
  expect([page.total, page.data.length, page.data.at(-1)!.name]).toEqual([5000, 100, '4999.png']);
  expect((await record(clerk, site.id)).data.values['papers']).toBe(5000);
});

test('a map has its tiles and its extent, and none of what its reader may not see', async () => {
  const place = { type: 'Point', coordinates: [117.5, 26.5] };
  await made(clerk, { place, kind: 'home' });
  const tile = at(routes.tile, { ...tileAt(117.5, 26.5, 14) }, { by: 'kind' });
  const answer = await clerk.call('GET', tile);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.mapbox-vector-tile']);
  expect(answer.rawPayload.toString('latin1')).toContain('home');
  expect((await other.call('GET', tile)).rawPayload).toHaveLength(0);
  const filter = filterText([where('place', 'not-empty')]);
  const extent = await clerk.get(routes.extent, at(routes.extent, {}, { filter }));
  expect(extent).toEqual({ located: 1, total: 1, box: [117.5, 26.5, 117.5, 26.5] });
  expect(await other.get(routes.extent, at(routes.extent, {}, { filter }))).toEqual({
    located: 0,
    total: 0,
    box: null,
  });
  expect((await clerk.call('GET', at(routes.tile, { z: 2, x: 9, y: 0 }))).statusCode).toBe(404);
  expect((await clerk.call('GET', at(routes.tile, { z: 2, x: 1, y: 0 }, { by: 'nope' }))).statusCode).toBe(422);
});

test('exports hold what is shown, take nothing for a formula, and an export of places is GeoJSON', async () => {
  await made(clerk, {
    name: '=cmd|1',
    note: '含“引号”,逗号\n换行',
    cost: '123456789.12',
    place: { type: 'Point', coordinates: [118, 25] },
  });
  const filter = filterText([where('name', 'is', '=cmd|1')]);
  const csv = await clerk.call('GET', at(routes.export, { format: 'csv' }, { filter, fields: 'name,note,cost,state' }));
  expect(csv.body).toBe(
    '\uFEFF地块名称,说明,成本（万元）,状态\r\n\'=cmd|1,"含“引号”,逗号\n换行",12345.678912,草拟\r\n',
  );
  const geojson = await clerk.call('GET', at(routes.export, { format: 'geojson' }, { filter }));
  const { features } = JSON.parse(geojson.body) as { features: { geometry: unknown; properties: object }[] };
  expect(features).toMatchObject([
    {
      geometry: { type: 'Point', coordinates: [118, 25] },
      properties: { '成本（万元）': 12345.678912, 牵头单位: '住建局', 状态: '草拟' },
    },
  ]);
  expect(features[0]!.properties).not.toHaveProperty('内部备注');
  const xlsx = await clerk.call('GET', at(routes.export, { format: 'xlsx' }, { filter }));
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  const template = await clerk.call('GET', at(routes.template));
  expect([template.statusCode, template.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  const wrong = await clerk.call('GET', at(routes.export, { format: 'csv' }, { filter: '[["gone","is","1"]]' }));
  expect(wrong.statusCode).toBe(422);
});

test('the burden meter counts what each organisation types and what is computed for it', async () => {
  const burden = async () => {
    const { data } = await writer.get(routes.burden, at(routes.burden));
    const own = data.find(({ organisation, register }) => organisation === roads && register === 'test-site');
    return own ? [own.name, own.typed, own.computed] : null;
  };
  expect(await burden()).toBeNull();
  const site = await made(other, { lead: roads, cost: '5' });
  expect(await burden()).toEqual(['交通局', 4, 1]);
  await other.call('PATCH', at(routes.change, { record: site.id }), { version: 1, values: { note: '改' } });
  expect(await burden()).toEqual(['交通局', 5, 1]);
  // What was not written is not counted.
  await other.call('PATCH', at(routes.change, { record: site.id }), { version: 1, values: { note: '迟' } });
  expect(await burden()).toEqual(['交通局', 5, 1]);
});

test('a row of a list says what may be done with it as the record itself does, of the fields asked for', async () => {
  await made(writer, { lead: roads });
  for (const visitor of [writer, clerk, other]) {
    const { data } = await visitor.get(
      routes.records,
      at(routes.records, {}, { size: 200, fields: 'name,secret,margin' }),
    );
    for (const { id, can } of data) {
      const { can: own } = await record(visitor, id);
      const fields = own.fields.filter((field) => ['name', 'secret', 'margin'].includes(field));
      expect(can).toEqual({ write: own.write, fields, transitions: own.transitions });
    }
  }
  const past = await writer.get(routes.records, at(routes.records, {}, { asOf: '2030-01-01' }));
  expect(past.data.every(({ can }) => !can.write && can.fields.length === 0)).toBe(true);
});

test('a group none of whose records has a value has no sum, not a sum of nought', async () => {
  await made(clerk, { kind: 'shop', note: '分组' });
  await made(clerk, { kind: 'home', note: '分组', cost: '0' });
  const filter = filterText([where('note', 'is', '分组')]);
  const { data } = await clerk.get(routes.groups, at(routes.groups, {}, { filter, by: 'kind', sums: 'cost' }));
  expect(new Map(data.map(({ value, sums }) => [value, sums['cost']]))).toEqual(
    new Map([
      ['shop', null],
      ['home', '0'],
    ]),
  );
});

test('who wrote a record is called as people call them, wherever it is shown', async () => {
  const change = { actor: 'system', action: 'test' };
  await office.store.transact(change, async (tx) => {
    await tx.updateTable('account').set({ display_name: '乙某' }).where('name', '=', '住建经办').execute();
  });
  const site = await made(clerk);
  await office.store.transact({ ...change, district: office.district }, (tx) =>
    writeMany(tx, books, register, programViewer('system'), [{ id: site.id, values: { note: '补记' } }]),
  );
  expect((await record(writer, site.id)).data).toMatchObject({ createdBy: '乙某', changedBy: '系统' });
  const listed = await writer.get(routes.records, at(routes.records, {}, { size: 200 }));
  expect(listed.data.find(({ id }) => id === site.id)).toMatchObject({ createdBy: '乙某', changedBy: '系统' });
  const history = await writer.get(routes.history, at(routes.history, { record: site.id }));
  expect(history.data.map(({ by }) => by)).toEqual(['系统', '乙某']);
  const { data } = await clerk.get(routes.feed, at(routes.feed));
  expect(data.filter((one) => one.record === site.id).map(({ by }) => by)).toEqual(['系统', '乙某']);
  await clerk.call('POST', at(routes.addComment, { record: site.id }), { text: '已核' });
  const comments = await writer.get(routes.comments, at(routes.comments, { record: site.id }));
  expect(comments.data).toMatchObject([{ by: '乙某' }]);
  const late = [{ id: site.id, version: 1, values: { note: '迟' } }];
  await clerk.call('PATCH', at(routes.change, { record: site.id }), { version: 2, values: { note: '再记' } });
  const bulk = await writer.call('POST', at(routes.bulk), { records: late });
  expect(bulk.body).toContain('已被乙某于');
  const stale = await writer.call('PATCH', at(routes.change, { record: site.id }), late[0]);
  expect(stale.body).toContain('已被乙某于');
});

test('choices are offered for fields that have them', async () => {
  const { data } = await clerk.get(routes.choices, at(routes.choices, { field: 'kind' }, { text: '商' }));
  expect(data).toEqual([{ value: 'shop', label: '商业', parent: null, isClosed: false }]);
  const named = await clerk.get(routes.choices, at(routes.choices, { field: 'lead' }, { values: housing }));
  expect(named.data.map(({ label }) => label)).toEqual(['住建局']);
  expect((await clerk.call('GET', at(routes.choices, { field: 'secret' }))).statusCode).toBe(422);
});

test('who wrote is chosen by what they are called, and found by their account', async () => {
  const site = await made(clerk, { note: '按人筛选' });
  const choices = (query: object, field = 'createdBy') =>
    writer.get(routes.choices, at(routes.choices, { field }, query)).then(({ data }) => data);
  expect((await choices({})).map(({ value, label }) => [value, label])).toContainEqual(['住建经办', '乙某']);
  expect((await choices({ text: '乙' })).map(({ label }) => label)).toEqual(['乙某']);
  expect((await choices({ values: '住建经办' }, 'changedBy')).map(({ label }) => label)).toEqual(['乙某']);
  // Whoever asks for names one by one is not told which accounts there are.
  expect(await choices({ values: '阅览,没有这个人' })).toEqual([]);
  const conditions = [where('createdBy', 'is', '住建经办'), where('note', 'is', '按人筛选')];
  const found = await writer.get(routes.records, at(routes.records, {}, { filter: filterText(conditions) }));
  expect(found.data.map(({ id, createdBy }) => [id, createdBy])).toEqual([[site.id, '乙某']]);
  await office.store.transact({ actor: 'system', action: 'test' }, async (tx) => {
    await tx.updateTable('account').set({ display_name: '乙某' }).where('name', '=', '政府办').execute();
  });
  await made(writer);
  expect((await choices({ text: '乙' })).map(({ label }) => label)).toEqual(['乙某（政府办）', '乙某（住建经办）']);
});
