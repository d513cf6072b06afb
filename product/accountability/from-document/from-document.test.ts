import { existsSync, readFileSync } from 'node:fs';
import { Fault } from '@quantu/base';
import { readText } from '@quantu/documents';
import { loadDocument } from '@quantu/product-documents/server';
import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { books, Loop } from '../loop.testing.ts';
import { opinionFromFile } from './from-file.server.ts';
import { acceptPaper } from './accept.server.ts';
import type { OpinionWish } from './papers.contract.ts';
import { paperOfDocument, receivePaper, type PaperDesk } from './papers.server.ts';
import { paperView } from './paper-view.server.ts';
import { readPaper } from './read-paper.ts';
import { ISSUED } from './issued.testing.ts';

const FOUNDING = '../shared/samples/reports/00-quangang-2024-87.txt';
const said = (work: () => unknown): string => {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof Fault ? error.message : String(error);
  }
};
const read = (text: string, names: readonly string[] = []) => readPaper(readText(text), '文件.txt', names);

test('a paper is taken apart down to its innermost clauses, with who is named and by when', () => {
  const paper = read(ISSUED);
  const { session, topic, deliberatedOn, number, due, dated } = paper;
  expect({ session, topic, deliberatedOn, number, due: due?.on, dated }).toEqual({
    session: '区三届人大常委会第二十次会议',
    topic: '关于城市品质提升工作情况的报告',
    deliberatedOn: '2026-04-23',
    number: '东人常〔2026〕12号',
    due: '2026-07-31',
    dated: '2026-05-06',
  });
  expect(paper.items.map((item) => [item.number, item.matter, item.lead, item.helpers, item.due?.on ?? null])).toEqual([
    ['一（一）', '突出规划引领', '区自然资源局', ['区住建局'], '2026-06-30'],
    ['一（二）1', '推进工业园区标准化建设', null, [], null],
    ['一（二）2', '盘活低效用地，区发改局会同区工信局制定方案', '区发改局', ['区工信局'], null],
    ['二', '加快老旧小区改造', '区住建局', ['区城管局'], '2026-12-31'],
    ['三', '完善便民商圈', null, [], null],
  ]);
  for (const { clause, start, end } of paper.items) expect(ISSUED.slice(start, end)).toBe(clause);
  expect(paper.items.at(-1)!.clause).not.toContain('研究处理');
});

test('parts that only judge are no clauses, and 审议意见 as a part is not counted', () => {
  const parts = read(
    ISSUED.replace(
      /一、紧扣[^]*请区人民政府/u,
      () =>
        '一、总体评价\n工作扎实。\n二、存在的主要问题\n（一）规划不够。\n（二）配套不足。\n三、意见和建议\n（一）加快规划。要编制控规。\n（二）补齐短板。一是修路。二是建公园。\n请区人民政府',
    ),
  );
  expect(parts.items.map(({ number }) => number)).toEqual(['（一）', '（二）1', '（二）2']);
});

test('every item stands in the text where its place says, whatever the clauses are', () => {
  const clause = fc.stringMatching(/^[\u4e00-\u4eff]{4,20}$/);
  fc.assert(
    fc.property(fc.array(clause, { minLength: 1, maxLength: 9 }), (clauses) => {
      const list = clauses.map((one, at) => `（${'一二三四五六七八九'[at]}）${one}。要抓好落实。`).join('\n');
      const text = ISSUED.replace(/一、紧扣[^]*请区人民政府/u, () => `${list}\n请区人民政府`);
      const { items } = read(text);
      expect(items).toHaveLength(clauses.length);
      for (const item of items) expect(text.slice(item.start, item.end)).toBe(item.clause);
    }),
    { numRuns: 50 },
  );
});

test('what is no opinion is refused with one sentence', () => {
  expect(
    said(() =>
      read(
        '关于召开全区经济工作会议的通知\n\n各镇人民政府：\n\n定于5月6日召开会议。\n\n东屿区人民政府办公室\n2026年5月1日\n',
      ),
    ),
  ).toBe('“文件.txt”是通知，不是审议意见书，也不是审议意见办理情况的报告');
  expect(
    said(() => read(ISSUED.replace(/一、紧扣[^]*请区人民政府/u, () => '会议要求区政府抓好落实。\n请区人民政府'))),
  ).toContain('没有读到分条的意见');
  const second = ISSUED.replaceAll('城市品质提升', '乡村振兴');
  expect(said(() => read(`${ISSUED}\n${second}`))).toContain('里有 2 件审议意见');
  expect(said(() => read('今天天气很好。'))).toContain('没有读到审议意见');
});

let loop: Loop;
beforeAll(async () => {
  loop = await Loop.open();
});
afterAll(() => loop.store.close());

const reading = async () => readText(ISSUED);
const deskOf = (who: Parameters<Loop['viewer']>[0]): PaperDesk => ({
  store: loop.store,
  books,
  district: TEST_DISTRICT,
  person: { name: who, viewer: loop.viewer(who) },
});
/** Whoever is not in the register yet is somebody there. */
const settled = (wish: OpinionWish): OpinionWish => ({
  ...wish,
  units: wish.units.map((unit) => ({
    ...unit,
    organisation: unit.organisation ?? loop.organisations.housing,
    isNew: false,
  })),
});
const count = async (table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
    loop.store.read(TEST_DISTRICT),
  );
  return rows[0]!.n;
};

test('a committee registers its paper as a draft with its items, once, and each leads back to its place', async () => {
  const desk = deskOf('committee');
  const upload = { name: '审议意见书.txt', bytes: Buffer.from(ISSUED) };
  const id = await receivePaper(desk, reading, upload);
  const { proposal, can } = await paperView(desk, id);
  expect(can).toEqual({ accept: true, makeUnits: false, deliver: false });
  await expect(acceptPaper(desk, id, proposal)).rejects.toThrow('还没有对应到本区的单位');
  const audits = await count('audit');
  const opinion = await acceptPaper(desk, id, settled(proposal));
  expect(await count('audit')).toBe(audits + 1);
  expect(await loop.read('review-opinion', opinion)).toMatchObject({
    state: 'draft',
    origin: 'paper',
    number: '东人常〔2026〕12号',
  });
  const view = await paperView(desk, id);
  expect(view.opinion?.id).toBe(opinion);
  expect(view.places).toHaveLength(5);
  for (const { record, start, end } of view.places)
    expect((await loop.read('review-item', record))['clause']).toBe(ISSUED.slice(start, end));
  // The government does not see what was not handed over to it, nor that there is a paper.
  await expect(paperView(deskOf('office'), id)).rejects.toThrow('没有这份审议意见书');
  expect(await receivePaper(desk, reading, upload)).toBe(id);
  await expect(acceptPaper(desk, id, settled(proposal))).rejects.toThrow('已于');
  const again = await receivePaper(deskOf('office'), reading, upload);
  await expect(
    acceptPaper(deskOf('office'), again, settled((await paperView(deskOf('office'), again)).proposal)),
  ).rejects.toThrow('登记为审议意见');
  await expect(receivePaper(deskOf('clerk'), reading, upload)).rejects.toThrow('只有人大工作机构');
});

test.skipIf(!existsSync(FOUNDING))(
  'the founding report gives four opinions with three measures each, handled by five departments',
  async () => {
    const desk = deskOf('office');
    const bytes = readFileSync(FOUNDING);
    const document = await loadDocument(loop.store, TEST_DISTRICT, 'office', { name: '报告.txt', bytes });
    const id = await paperOfDocument(desk, document.id);
    const { proposal, kind } = await paperView(desk, id);
    expect(kind).toBe('reported');
    expect(proposal.items.map(({ tasks }) => tasks.length)).toEqual([3, 3, 3, 3]);
    const leads = new Set(proposal.items.flatMap(({ tasks }) => tasks.map(({ lead }) => lead)));
    expect(leads).toEqual(new Set(['住建局', '区发改局', '商务局', '城管局', '文体旅游局']));
    await expect(acceptPaper(deskOf('committee'), id, proposal)).rejects.toThrow('没有这份审议意见书');
    const before = await count('organisation');
    const [first, ...rest] = proposal.items;
    const helper = [...leads].find((one) => first!.tasks.every(({ lead }) => lead !== one))!;
    const items = [{ ...first!, helpers: [helper, ...first!.helpers] }, ...rest];
    const opinion = await acceptPaper(desk, id, { ...proposal, items });
    // Whom the correction names as a co-handler is asked for a part of each task of the item, by a day.
    const shares = await sql<{ unit: string; due: string | null }>`select g.name as unit, s.due_on as due
      from review_share s join organisation g on g.id = s.unit`.execute(loop.store.read(TEST_DISTRICT));
    expect(shares.rows.map(({ unit, due }) => [unit, due !== null])).toEqual(first!.tasks.map(() => [helper, true]));
    expect(await count('organisation')).toBe(before + 5 - 0);
    expect(await loop.read('review-opinion', opinion)).toMatchObject({ state: 'handling', origin: 'report', items: 4 });
    const { rows } = await sql<{ state: string }>`select t.state from review_task t join review_item i on i.id = t.item
    where i.opinion = ${opinion}::uuid`.execute(loop.store.read(TEST_DISTRICT));
    expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: 12 }, () => 'assigned'));
    expect((await paperView(desk, id)).places).toHaveLength(16);
  },
);

test('a command registers as the office does, and a dry run keeps nothing', async () => {
  const text = ISSUED.replaceAll('〔2026〕12号', '〔2026〕13号');
  const given = { name: '意见.txt', bytes: Buffer.from(text), deliveredOn: null };
  const papers = await count('review_paper');
  const { wish } = await opinionFromFile(loop.store, books, TEST_DISTRICT, { ...given, isDryRun: true });
  expect([await count('review_paper'), wish.items.length]).toEqual([papers, 5]);
  const { opinion } = await opinionFromFile(loop.store, books, TEST_DISTRICT, { ...given, isDryRun: false });
  expect(await loop.read('review-opinion', opinion!)).toMatchObject({ state: 'delivered', delivered_on: '2026-05-06' });
});
