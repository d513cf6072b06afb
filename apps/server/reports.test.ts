import { addDays, dayInChina, instantOf } from '@quantu/base';
import { addressOf, type AnswerOf, type Route } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { programViewer } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import {
  openBundle,
  reportRoutes as routes,
  verifyBundle,
  type Bound,
  type ReportBlock,
  type ReportInline,
} from '@quantu/reports';
import { sm3 } from '@quantu/base/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { multipart, openOffice, Visitor, visitorAs, type Office } from './testing/office.ts';
import { books } from './registers.ts';

let office: Office;
let writer: Visitor;
let housing: Visitor;
let traffic: Visitor;
let vice: Visitor;
let head: Visitor;
let congress: Visitor;
let units: [string, string];

const today = dayInChina(instantOf(new Date()));
const bound: Bound = {
  register: 'investment-project',
  figure: 'contacts',
  scope: null,
  period: null,
  unit: '个',
  decimals: 0,
};

beforeAll(async () => {
  office = await openOffice();
  units = (await write('organisation', [
    { code: 'ZJ', name: '住建局', kind: 'department' },
    { code: 'JT', name: '交通局', kind: 'department' },
  ])) as [string, string];
  await deals('T', 3);
  writer = await visitorAs(office, 'government-office', '政府办');
  housing = await visitorAs(office, 'department-clerk', '住建经办', units[0]);
  traffic = await visitorAs(office, 'department-clerk', '交通经办', units[1]);
  vice = await visitorAs(office, 'vice-head', '分管副区长');
  head = await visitorAs(office, 'district-head', '区长');
  congress = await visitorAs(office, 'congress-committee', '人大工委');
});
afterAll(() => office.close());

async function write(register: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<readonly string[]> {
  const change = { district: office.district, actor: 'system', action: 'test' };
  const written = await office.store.transact(change, (tx) =>
    writeMany(
      tx,
      books,
      books.registers.get(register)!,
      programViewer('system'),
      rows.map((values) => ({ values })),
    ),
  );
  return written.map(({ id }) => id);
}

const deals = (prefix: string, count: number): Promise<readonly string[]> =>
  write(
    'investment-project',
    Array.from({ length: count }, (_, at) => ({
      code: `${prefix}${at}`,
      name: `项目${prefix}${at}`,
      lead: units[0],
      talkedOn: addDays(today, -30),
    })),
  );

const at = (route: Route, params: object = {}): string =>
  addressOf(route, { params: { district: office.district, ...params } });

async function sent<R extends Route>(by: Visitor, route: R, params: object, body: object): Promise<AnswerOf<R>> {
  const answer = await by.call(route.method, at(route, params), body);
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.json<AnswerOf<R>>();
}

async function refused(by: Visitor, route: Route, params: object, body?: object): Promise<string> {
  const answer = await by.call(route.method, at(route, params), body);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  return answer.json<{ text: string }>().text;
}

const paragraph = (...inlines: ReportInline[]): ReportBlock => ({ kind: 'paragraph', inlines });
const said = (text: string): ReportBlock => paragraph({ kind: 'text', text });

async function newReport(): Promise<{ report: string; section: string }> {
  const { data } = await sent(
    writer,
    routes.createReport,
    {},
    { title: '关于城建工作的报告', opinion: null, pattern: null },
  );
  const report = data.id;
  const wish = { level: 2, title: '城市建设', unit: units[0], dueOn: null, items: [] };
  const { sectionsOf } = await view(writer, report);
  const made = await sent(writer, routes.addSection, { report }, { ...wish, after: sectionsOf[1]!.id });
  return { report, section: made.data.id };
}

const view = async (by: Visitor, report: string) => (await by.get(routes.report, at(routes.report, { report }))).data;

test('two who write one section are put together, and where both wrote the same place nothing is lost', async () => {
  const { report, section } = await newReport();
  const on = { report, section };
  const first = await sent(housing, routes.saveText, on, { base: 1, blocks: [said('甲段。'), said('乙段。')] });
  expect([first.data.revision, first.data.isMerged]).toEqual([2, false]);
  await sent(housing, routes.saveText, on, { base: 2, blocks: [said('甲段改过。'), said('乙段。')] });
  const second = await sent(writer, routes.saveText, on, { base: 2, blocks: [said('甲段。'), said('乙段也改过。')] });
  expect(second.data).toMatchObject({ revision: 4, isMerged: true, conflicts: [] });
  expect(second.data.blocks).toEqual([said('甲段改过。'), said('乙段也改过。')]);
  const third = await sent(housing, routes.saveText, on, { base: 3, blocks: [said('甲段全换。'), said('乙段。')] });
  expect(third.data.blocks[1]).toEqual(said('乙段也改过。'));
  const clash = await sent(writer, routes.saveText, on, { base: 3, blocks: [said('甲段另写。'), said('乙段。')] });
  expect(clash.data.conflicts).toHaveLength(1);
  expect(clash.data.conflicts[0]).toMatchObject({ mine: [said('甲段另写。')], theirs: [said('甲段全换。')] });
  expect((await view(writer, report)).sectionsOf.find(({ id }) => id === section)?.blocks[0]).toEqual(
    said('甲段全换。'),
  );
  expect(await refused(housing, routes.saveText, on, { base: 99, blocks: [] })).toContain('没有这一稿');
});

test('a bound number is matched, drifts when its register changes, and is not signed then', async () => {
  const { report, section } = await newReport();
  const figure: ReportInline = { kind: 'figure', id: 'f1', text: '3个', bound };
  const blocks = [paragraph({ kind: 'text', text: '洽谈对接项目' }, figure, { kind: 'text', text: '。' })];
  await sent(housing, routes.saveText, { report, section }, { base: 1, blocks });
  const look = async (text = '3个', more: Partial<Bound> = {}) =>
    (await sent(housing, routes.looks, { report }, { figures: [{ id: 'f1', text, bound: { ...bound, ...more } }] }))
      .data[0]!;
  expect(await look()).toMatchObject({ state: 'matched', value: '3', expected: '3个' });
  expect(await look('2个以上')).toMatchObject({ state: 'matched' });
  expect(await look('许多')).toMatchObject({ state: 'unjudged', note: '文字里读不出一个数，无法核对' });
  expect(await look('3个', { figure: 'gone' })).toMatchObject({ state: 'unjudged', value: null });
  expect(await look('3个', { period: String(Number(today.slice(0, 4))) })).toMatchObject({ state: 'provisional' });
  const { data: choices } = await sent(
    housing,
    routes.candidates,
    { report },
    {
      paragraph: '今年招商洽谈对接项目3个。',
      start: 10,
      end: 12,
      search: '',
      period: null,
    },
  );
  expect(choices[0]).toMatchObject({ label: '招商洽谈对接项目', agrees: true, text: '3个' });

  const step = (by: Visitor, name: string, reason = '') =>
    sent(by, routes.stepReport, { report }, { step: name, reason });
  const { head: paper, revision } = await view(writer, report);
  expect(await refused(writer, routes.stepReport, { report }, { step: 'review', reason: '' })).toContain('没有审定');
  const on = { report, section };
  expect(await refused(traffic, routes.saveText, on, { base: 2, blocks: [] })).toContain('住建局执笔');
  await sent(housing, routes.stepSection, on, { step: 'submit', reason: '' });
  expect(await refused(housing, routes.stepSection, on, { step: 'approve', reason: '' })).toContain('不能');
  expect(await refused(housing, routes.saveText, on, { base: 2, blocks: [] })).toContain('已交稿');
  await sent(writer, routes.stepSection, on, { step: 'approve', reason: '' });
  expect(await refused(writer, routes.stepReport, { report }, { step: 'review', reason: '' })).toContain('数据截至');
  await sent(writer, routes.arrangeReport, { report }, { base: revision, head: paper, asOf: today });
  await step(writer, 'review');
  await step(vice, 'approve');
  expect(await refused(head, routes.stepReport, { report }, { step: 'sign', reason: '' })).toContain('发文字号');
  await step(vice, 'sendBack', '补文号');
  const again = await view(writer, report);
  const numbered = { ...again.head, number: '示政〔2026〕8号' };
  await sent(writer, routes.arrangeReport, { report }, { base: again.revision, head: numbered, asOf: today });
  await step(writer, 'review');
  await step(vice, 'approve');
  await deals('U', 1);
  expect(await refused(head, routes.stepReport, { report }, { step: 'sign', reason: '' })).toContain('应为 4个');
  await step(writer, 'takeBack', '数字变了');
  await sent(writer, routes.stepSection, on, { step: 'return', reason: '请更新' });
  const fresh = [paragraph({ kind: 'text', text: '洽谈对接项目' }, { ...figure, text: '4个' })];
  await sent(housing, routes.saveText, on, { base: 2, blocks: fresh });
  await sent(housing, routes.stepSection, on, { step: 'submit', reason: '' });
  await sent(writer, routes.stepSection, on, { step: 'approve', reason: '' });
  await step(writer, 'review');
  await step(vice, 'approve');
  expect(await refused(congress, routes.report, { report })).not.toBe('');
  await step(head, 'sign');
  expect(await refused(writer, routes.saveText, on, { base: 3, blocks: [] })).toContain('已签发');
  await step(writer, 'file');
  const seen = await view(congress, report);
  expect([seen.state, seen.can.arrange, seen.sectionsOf.some(({ can }) => can.write)]).toEqual(['filed', false, false]);
  expect(seen.sectionsOf.map(({ unit, changedBy, stateLabel }) => [unit, changedBy, stateLabel])).toEqual(
    seen.sectionsOf.map(() => [null, '', '']),
  );
  expect(JSON.stringify(seen)).not.toContain('经办');
  const { data: listed } = await congress.get(routes.reports, at(routes.reports, {}));
  expect(JSON.stringify(listed)).not.toContain('政府办');
  expect(await refused(congress, routes.comments, { report })).not.toBe('');
  expect(await refused(congress, routes.draft, { report }, { section: on.section })).not.toBe('');
  const { data: handed } = await congress.get(routes.versions, at(routes.versions, { report }));
  expect(handed.map(({ kind }) => kind)).toEqual(['signed']);
  expect(await refused(congress, routes.versionText, { report, version: 1 })).toContain('没有第 1 版');
  expect(await refused(congress, routes.bundle, { report })).not.toBe('');
  // What each side says of a record among itself, the other does not read.
  const record = { register: 'report', record: report };
  await sent(writer, registerRoutes.addComment, record, { text: '内部批注' });
  await sent(congress, registerRoutes.addComment, record, { text: '工委看法' });
  for (const [who, said] of [
    [vice, ['内部批注']],
    [congress, ['工委看法']],
  ] as const) {
    const { data } = await who.get(registerRoutes.comments, at(registerRoutes.comments, record));
    expect(data.map(({ text }) => text)).toEqual(said);
  }
  await step(writer, 'publish');
  await deals('V', 2);
  const bundle = await writer.call('GET', at(routes.bundle, { report }));
  const { read, damaged } = openBundle(bundle.rawPayload, sm3);
  const verdict = verifyBundle(read, sm3);
  expect([damaged, verdict.isSound, verdict.figures.map(({ text, rows }) => [text, rows])]).toEqual([
    [],
    true,
    [['4个', 4]],
  ]);
  const stranger = new Visitor(office.app);
  const shown = (await stranger.get(routes.publicReport, at(routes.publicReport, { report }))).data;
  expect([shown.root, shown.figuresOf[0]?.value]).toEqual([verdict.manifest.root, '4']);
  const page = await writer.call('GET', at(routes.verifier, { report }));
  expect(page.body).toContain(verdict.manifest.root);
  const { data: versions } = await writer.get(routes.versions, at(routes.versions, { report }));
  expect(versions.map(({ kind }) => kind)).toEqual(['signed', 'reviewed', 'reviewed', 'reviewed']);
});

test('a report begins with the outline of another; a section that is dropped is kept as a version first', async () => {
  const { report, section } = await newReport();
  await sent(housing, routes.saveText, { report, section }, { base: 1, blocks: [said('往年写的。')] });
  const { data } = await sent(writer, routes.createReport, {}, { title: '今年的报告', opinion: null, pattern: report });
  const copy = await view(writer, data.id);
  expect(copy.head.title).toEqual(['今年的报告']);
  expect(copy.sectionsOf.map(({ title }) => title)).toContain('城市建设');
  await sent(writer, routes.removeSection, { report, section }, {});
  expect((await view(writer, report)).sectionsOf.map(({ id }) => id)).not.toContain(section);
  const { data: kept } = await writer.get(routes.versionText, at(routes.versionText, { report, version: 1 }));
  expect(JSON.stringify(kept)).toContain('往年写的');
  const file = await writer.call('GET', `${at(routes.reportFile, { report })}?as=docx`);
  expect([file.statusCode, file.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
});

test('a DOCX that comes back changed is read change by change; what is accepted joins what others wrote meanwhile', async () => {
  const { report, section } = await newReport();
  const figure: ReportInline = { kind: 'figure', id: 'f1', text: '6个', bound };
  const long = '全区上下围绕城市建设提升年的部署，逐项分解任务，明确责任单位和完成时限，各项工作有序推进。';
  const blocks = [
    said(long),
    paragraph({ kind: 'text', text: '其中洽谈对接项目' }, figure, { kind: 'text', text: '。' }),
  ];
  const on = { report, section };
  await sent(housing, routes.saveText, on, { base: 1, blocks });
  await sent(writer, routes.keepVersion, { report }, { name: '送领导审阅' });
  const docx = await writer.call('GET', `${at(routes.reportFile, { report })}?as=docx&version=1`);
  const edit = (bytes: Uint8Array, replace: (xml: string) => string): Buffer => {
    const files = unzipSync(bytes);
    return Buffer.from(
      zipSync({ ...files, 'word/document.xml': strToU8(replace(strFromU8(files['word/document.xml']!))) }),
    );
  };
  const upload = (bytes: Buffer, name: string) => {
    const form = multipart(name, bytes);
    return writer.call('POST', at(routes.addReturn, { report }), undefined, form);
  };
  const same = await upload(docx.rawPayload, '原样.docx');
  expect(same.json<AnswerOf<typeof routes.addReturn>>().data.changesOf).toEqual([]);
  const changed = edit(docx.rawPayload, (xml) => xml.replace('有序推进', '扎实推进').replace('>6个<', '>9个<'));
  const { data } = (await upload(changed, '领导改.docx')).json<AnswerOf<typeof routes.addReturn>>();
  expect(data.changesOf.map(({ kind, touchesData }) => [kind, touchesData])).toEqual([
    ['text', false],
    ['figure', true],
  ]);
  await sent(housing, routes.saveText, on, { base: 2, blocks: [...blocks, said('另起一段。')] });
  const [text, number] = data.changesOf;
  const settle = { report, return: data.id };
  const { data: settled } = await sent(writer, routes.settleReturn, settle, { accepted: [text!.id] });
  expect(settled.conflicts).toEqual([]);
  const now = (await view(writer, report)).sectionsOf.find(({ id }) => id === section)!;
  expect(now.blocks).toEqual([said(long.replace('有序', '扎实')), blocks[1], said('另起一段。')]);
  expect(await refused(writer, routes.settleReturn, settle, { accepted: [number!.id] })).toContain('已由');
  const wrong = await upload(Buffer.from('不是文档'), '坏.docx');
  expect([wrong.statusCode, wrong.json<{ text: string }>().text.length > 0]).toEqual([415, true]);
});
