import { loadDocument } from '@quantu/product-documents/server';
import { listFigures } from '@quantu/product-documents/server';
import { permissionsOf, type RoleKey } from '@quantu/people';
import { programViewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bindFigure, bindingOf, unbindFigure, type Binder } from './bindings.server.ts';
import { indicatorAnswer } from './indicators.server.ts';
import { askedOf } from './asked.ts';
import { books, change, deal, district, openOffice, put, report } from './office.testing.ts';
import { CHECK_JOB, checkFiguresJob, figureWatch } from './watch.server.ts';

let store: Store;
let watch: ReturnType<typeof figureWatch>;
beforeEach(async () => {
  store = await openOffice();
  watch = figureWatch(store, books);
});
afterEach(() => store.close());

const REPORT = `某区人民政府关于招商工作情况的报告

区人大常委会：

一、工作情况

（一）招商引资办理情况。围绕石化等产业开展链式招商，洽谈对接项目33个、总投资304.36亿元，签约项目数17个。上半年签约项目数12个。全年实际到位资金38.60亿元，同比增长12.4%。其中口袋公园8个。

二、下一步工作打算

（一）聚力招商。力争2025年洽谈对接项目达到40个。

某区人民政府
2024年7月10日
`;

/** 33 projects in talks of 304.36 亿元 together, and 12 that were signed in the first half of the year. */
async function putDeals(): Promise<string[]> {
  const talks = Array.from({ length: 33 }, (_, i) => ({
    code: `T${i}`,
    name: `在谈项目${i}`,
    stage: i % 2 === 0 ? 'talk' : 'link',
    totalYuan: i === 0 ? '27164000000' : '102250000',
  }));
  const signed = Array.from({ length: 12 }, (_, i) => ({
    code: `S${i}`,
    name: `签约项目${i}`,
    stage: 'signed',
    signedOn: '2024-05-06',
  }));
  return put(store, deal, [...talks, ...signed]);
}

async function states(text = REPORT) {
  await loadDocument(store, district, 'tests', {
    name: '报告.txt',
    bytes: new TextEncoder().encode(text),
    accept: true,
  });
  return shownStates();
}

async function shownStates() {
  await watch(district);
  const { data } = await listFigures(store.read(district), { size: 200 });
  return new Map(data.map((row) => [`${row.subject} ${row.surface}`, row]));
}

const find = (rows: Awaited<ReturnType<typeof shownStates>>, words: string) => {
  const found = [...rows].find(([key]) => key.includes(words));
  if (!found) throw new Error(`${words} is none of ${[...rows.keys()].join(' | ')}`);
  return found[1];
};

const personOf = (...roles: RoleKey[]): Binder => ({
  name: '经办人一',
  permissions: permissionsOf(roles),
  viewer: programViewer('tests'),
});
const office = personOf('government-office');

test('the founding sentence is bound to its definitions, and matches until the register moves on', async () => {
  const [first] = await putDeals();
  const rows = await states();
  expect(find(rows, '33个')).toMatchObject({
    state: 'matched',
    evidence: { register: 'deal', figure: 'talks', shown: '33 个', isProposed: false },
  });
  expect(find(rows, '304.36亿元')).toMatchObject({
    state: 'matched',
    evidence: { figure: 'talksYuan', shown: '304.36 亿元' },
  });
  await change(store, deal, first!, { stage: 'ended' });
  const later = await shownStates();
  expect(find(later, '33个')).toMatchObject({ state: 'drifted', evidence: { shown: '32 个' } });
  expect(find(later, '304.36亿元')).toMatchObject({ state: 'drifted', evidence: { shown: '32.72 亿元' } });
});

test('only what is clear is bound; other figures are proposed or left alone', async () => {
  await putDeals();
  await put(store, report, [{ code: 'A', month: '2024-03', doneYuan: '3860000000' }]);
  const rows = await states();
  expect(find(rows, '12个')).toMatchObject({ state: 'matched', evidence: { figure: 'signed', isProposed: false } });
  expect(find(rows, '17个')).toMatchObject({ state: 'unsupported', evidence: { figure: 'signed', isProposed: true } });
  expect(find(rows, '38.60亿元')).toMatchObject({
    state: 'matched',
    evidence: { figure: 'done', shown: '386000.00 万元' },
  });
  expect(find(rows, '8个')).toMatchObject({ state: 'unsupported' });
  expect(find(rows, '12.4%')).toMatchObject({ state: 'unsupported', evidence: null });
  expect(find(rows, '40个')).toMatchObject({ state: 'unsupported' });
});

test('two digits are bound in the period of what stands beside them, when they agree there', async () => {
  const months = ['01', '02', '03'].map((month) => ({ code: 'A', month: `2024-${month}`, doneYuan: '1286700000' }));
  await put(store, report, [...months, { code: 'A', month: '2023-03', doneYuan: '999000000' }]);
  const sentence = (count: number) => `某区报告

区人大常委会：

一、工作情况

项目建设中，到资项目${count}个，实际到位资金38.601亿元。

某区人民政府
2024年7月10日
`;
  expect(find(await states(sentence(3)), '3个')).toMatchObject({
    state: 'matched',
    evidence: { figure: 'reported', shown: '3 个', isProposed: false },
  });
  expect(find(await states(sentence(5)), '5个')).toMatchObject({
    state: 'unsupported',
    evidence: { figure: 'reported', shown: '3 个', isProposed: true },
  });
});

test('a person binds, the program keeps to it, and gives up its own when told so', async () => {
  await putDeals();
  const { id } = find(await states(), '17个');
  const proposed = await bindingOf(store, books, district, office, id);
  expect(proposed).toMatchObject({
    data: { origin: 'none', bound: null, choices: [{ figure: 'signed' }, { figure: 'signedNow' }] },
    can: { bind: true },
  });
  await bindFigure(store, books, district, office, id, { register: 'deal', figure: 'signed', period: '2024-H1' });
  expect(find(await shownStates(), '17个')).toMatchObject({ state: 'drifted', evidence: { shown: '12 个' } });
  expect(await bindingOf(store, books, district, office, id)).toMatchObject({
    data: {
      origin: 'person',
      by: '经办人一',
      bound: { period: { words: '2024年上半年' }, state: 'drifted', drift: '-5' },
    },
  });
  await bindFigure(store, books, district, office, id, { register: null, figure: null });
  expect(find(await shownStates(), '17个')).toMatchObject({ state: 'unsupported', evidence: null });
  await unbindFigure(store, district, office, id);
  expect(find(await shownStates(), '17个')).toMatchObject({ evidence: { isProposed: true } });
});

test('a figure of another unit or a growth is not bound, with the reason', async () => {
  await putDeals();
  const rows = await states();
  const bind = (words: string, figure: string) =>
    bindFigure(store, books, district, office, find(rows, words).id, { register: 'deal', figure });
  await expect(bind('17个', 'talksYuan')).rejects.toMatchObject({ code: 'binding.unit' });
  await expect(bind('12.4%', 'signedShare')).rejects.toMatchObject({ code: 'binding.kind' });
  await expect(bind('17个', 'nothing')).rejects.toMatchObject({ code: 'indicator.unknown' });
});

test('states are filtered by, and an indicator knows the sentences that say it', async () => {
  await putDeals();
  await states();
  const db = store.read(district);
  const matched = await listFigures(db, { state: 'matched' });
  expect(matched.data.map(({ surface }) => surface).toSorted()).toEqual(['12个', '304.36亿元', '33个']);
  expect(matched.total).toBe(3);
  const unsupported = await listFigures(db, { state: 'unsupported' });
  expect(unsupported.data.every(({ state }) => state === 'unsupported')).toBe(true);
  const answer = await indicatorAnswer(
    db,
    books,
    programViewer('tests'),
    district,
    askedOf(books, 'deal', 'talks', {}),
    true,
  );
  expect(answer.appears).toMatchObject([{ surface: '33个', state: 'matched' }]);
  expect(answer.definition).toMatchObject({ version: 2, since: '2024-03-01', conditions: '阶段 是 洽谈、对接' });
  expect(answer.digest).toMatch(/^[0-9a-f]{64}$/);
});

test('more figures than one look may take are left to a job, and pages say so meanwhile', async () => {
  await putDeals();
  await states();
  await store.transact({ district, actor: 'tests', action: 'document.accept' }, (tx) =>
    sql`insert into figure (id, document, position, concept, subject, value, unit, kind, approx, surface, path,
        start_at, end_at, before, after, words)
      select gen_random_uuid(), document, position + 1000 + i, '洽谈对接项目', subject, 34, unit, kind, approx, '34个',
        path, 1000000 + i, 1000003 + i, '', '', words
      from figure, generate_series(1, 5000) i where surface = '33个'`.execute(tx),
  );
  expect([await watch(district), await watch(district)]).toEqual(['checking', 'checking']);
  await store.jobs.work({ handlers: { [CHECK_JOB]: checkFiguresJob(store, books) } });
  await vi.waitFor(async () => expect(await watch(district)).toBe('fresh'), { timeout: 60_000, interval: 200 });
  expect(await listFigures(store.read(district), { state: 'drifted' })).toMatchObject({ total: 5000 });
});
