import { parseFilter, programViewer } from '@quantu/registers';
import { countRecords, recordById } from '@quantu/registers/server';
import { lookOn } from '@quantu/projects/server';
import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarOf } from './calendar/calendar.server.ts';
import { icsOf } from './calendar/ics.server.ts';
import { galleryOf } from './gallery/evidence.server.ts';
import type { Look } from './look.server.ts';
import { books, inDays, Loop, today, WHO, type Who } from './loop.testing.ts';
import { opinionView } from './opinion-view.server.ts';
import { refreshReviews } from './refresh.server.ts';
import { refreshMotions } from './motion-rows.server.ts';
import { statisticsOf } from './statistics/statistics.server.ts';
import { votingOf } from './voting/voting.server.ts';
import { itemResult } from './waiting/item-result.server.ts';
import { takeSteps } from './waiting/take-steps.server.ts';
import { waitingFor } from './waiting/waiting.server.ts';

let loop: Loop;
const ids: Record<string, string> = {};
const look = (who: Who): Look => ({
  db: loop.store.read(TEST_DISTRICT),
  books,
  viewer: who === 'program' ? programViewer('demo') : loop.viewer(who),
  ...lookOn(),
});
const maySee = (who: Who, register: string, id: string): Promise<boolean> =>
  recordById(look(who).db, books, books.registers.get(register)!, look(who).viewer, id).then(
    () => true,
    () => false,
  );

/** An opinion under way: one task at work with a filed and a drafted entry, one sent back; another opinion in draft. */
beforeAll(async () => {
  loop = await Loop.open();
  const { congress, government, housing, traffic } = loop.organisations;
  const head = { committee: congress, office: government, session: '会议', deliberatedOn: inDays(-100) };
  const opinion = await loop.make('review-opinion', { code: '甲', title: '关于停车的审议意见', ...head });
  ids['opinion'] = opinion;
  ids['draft'] = await loop.make('review-opinion', { code: '乙', title: '还在草拟', ...head });
  const item = await loop.make('review-item', { opinion, number: '（一）', matter: '增加车位' });
  const take = (transition: string, values = {}) => loop.step('review-opinion', opinion, transition, 'program', values);
  await take('submit');
  await take('sign');
  await take('adopt', { number: '〔2026〕1号', adoptedOn: inDays(-61) });
  await take('deliver', { deliveredOn: inDays(-60) });
  await take('accept');
  await loop.change('review-item', item, { lead: housing });
  const task = (number: string, lead: string, dueOn: string) =>
    loop.make('review-task', { item, number, measure: `措施 ${number}`, lead, dueOn });
  ids['task'] = await task('1', housing, inDays(5));
  ids['late'] = await task('2', traffic, inDays(-3));
  await take('decompose');
  await take('approve');
  await loop.step('review-task', ids['task'], 'accept', 'clerk');
  for (const [name, on] of [
    ['filed', inDays(-2)],
    ['drafted', inDays(-1)],
  ] as const) {
    ids[name] = await loop.make('review-progress', { task: ids['task'], unit: housing, on, summary: name }, 'clerk');
    await loop.attach('review-progress', ids[name], 'photos');
  }
  await loop.step('review-progress', ids['filed']!, 'file', 'clerk');
  await loop.step('review-task', ids['task'], 'apply', 'clerk', { result: '好了' });
  await loop.step('review-task', ids['task'], 'sendBack', 'office');
  await loop.make('review-share', { task: ids['task'], unit: traffic, asked: '车位数据' });
  for (const [code, values] of [
    ['1', { answeredOn: today, answerClass: 'A', satisfaction: 'basic', metOn: today }],
    ['2', {}],
  ] as const)
    ids[`motion ${code}`] = await loop.make('motion', {
      code,
      kind: 'suggestion',
      title: code,
      proposers: '代表',
      lead: housing,
      ...values,
    });
  await loop.store.transact({ district: TEST_DISTRICT, actor: 'system', action: 'review.day' }, async (tx) => {
    await refreshReviews(tx, today);
    await refreshMotions(tx, today);
  });
}, 60_000);
afterAll(() => loop.store.close());

test('nobody sees through the calendar, the gallery or what waits a record that itself would be refused', async () => {
  const views = async (who: Who) => {
    const { deadlines, overdue } = await calendarOf(look(who), { until: inDays(60), from: inDays(-90) });
    const { data: evidence } = await galleryOf(look(who), {});
    const { data: waiting } = await waitingFor(look(who));
    return [...deadlines, ...overdue, ...evidence, ...waiting];
  };
  for (const who of WHO) {
    const shown = await views(who);
    for (const { register, record } of shown)
      expect([who, register, await maySee(who, register, record)]).toEqual([who, register, true]);
    // What stands beside the title belongs to records they may open too.
    const opinions = new Set(shown.flatMap(({ opinion }) => opinion ?? []));
    for (const id of opinions) expect([who, await maySee(who, 'review-opinion', id)]).toEqual([who, true]);
  }
  const congress = await galleryOf(look('member'), {});
  expect(congress.data.map(({ record }) => record)).toEqual([ids['filed']]);
  const clerk = await galleryOf(look('clerk'), {});
  expect(new Set(clerk.data.map(({ record }) => record))).toEqual(new Set([ids['filed'], ids['drafted']]));
  expect(JSON.stringify(await views('member'))).not.toContain('drafted');
});

test('what the government still works out on what the congress may read stays with the government', async () => {
  const { item } = (await loop.read('review-task', ids['task']!)) as unknown as { item: string };
  await loop.change('review-item', item, { resultText: '内部拟稿' }, 'office');
  await loop.change('review-task', ids['task']!, { result: '内部拟稿' }, 'clerk');
  await loop.attach('review-item', item, 'evidence');
  await loop.attach('review-opinion', ids['opinion']!, 'report');
  const told = async (who: Who) => {
    const view = await opinionView(look(who), ids['opinion']!);
    const [shown] = view.itemsOf;
    const records = await Promise.all(
      [
        ['review-opinion', ids['opinion']!, 'report'] as const,
        ['review-item', item, 'evidence'] as const,
        ['review-task', ids['task']!, 'result'] as const,
      ].map(async ([key, id, field]) => {
        const { data } = await recordById(look(who).db, books, books.registers.get(key)!, look(who).viewer, id);
        return field in data.values;
      }),
    );
    return [shown!.files, JSON.stringify(view).includes('内部拟稿'), ...records];
  };
  expect(await told('office')).toEqual([1, true, true, true, true]);
  expect(await told('member')).toEqual([0, false, false, false, false]);
});

test('every number of the statistics is what its list counts, for whoever asks, and nothing is 0 % of nothing', async () => {
  const year = Number(today.slice(0, 4));
  let numbers = 0;
  for (const who of ['office', 'member', 'clerk'] as const) {
    const { tables } = await statisticsOf(look(who), { year });
    for (const { rows } of tables) {
      for (const { now, before } of rows) {
        for (const { of, base, value, why } of [...now, ...before]) {
          for (const count of base === null ? [of] : [of, base]) {
            const conditions = parseFilter(count.filter)!;
            const register = books.registers.get(count.register)!;
            if (count.count > 0 || numbers % 7 === 0)
              expect(await countRecords(look(who).db, books, register, look(who).viewer, { conditions })).toBe(
                count.count,
              );
            numbers++;
          }
          if (base?.count === 0) expect([value, why.includes('无法判定')]).toEqual([null, true]);
        }
      }
    }
  }
  expect(numbers).toBeGreaterThan(200);
});

test('the counting rule of a place changes the satisfaction, and says so', async () => {
  const { tables, rule } = await statisticsOf(look('office'), {});
  expect(rule.text).toContain('满意和基本满意 ÷ 已反馈的件数');
  const content = (all: typeof tables) => {
    const { columns, rows } = all[0]!;
    return rows[0]!.now[columns.findIndex(({ key }) => key === 'content')]!.value;
  };
  expect(content(tables)).toBeNull(); // nothing was assigned yet
  for (const code of ['1', '2']) await loop.step('motion', ids[`motion ${code}`]!, 'assign', 'office');
  expect(content((await statisticsOf(look('office'), {})).tables)).toBe('100.0');
  const put = {
    code: '本地',
    isBasicContent: false,
    contentBase: 'assigned',
    solvedBy: 'closed',
    from: inDays(-1),
    source: '本地办法',
  };
  await loop.make('review-statistic', put, 'congressOffice');
  const after = await statisticsOf(look('office'), {});
  expect([content(after.tables), after.rule.source]).toEqual(['0.0', '本地办法']);
});

test('what came back says who sent it back and why, and what is late is told to whom it belongs', async () => {
  const clerk = await waitingFor(look('clerk'));
  const back = clerk.data.find(({ record }) => record === ids['task']);
  expect(back).toMatchObject({ isMine: true, back: { from: '退回继续办理', by: 'office' } });
  expect(back!.back!.because).toMatch(/^第 \d+ 步$/);
  expect(clerk.data.some(({ record }) => record === ids['late'])).toBe(false);
  const stranger = await waitingFor(look('stranger'));
  expect(stranger.data.find(({ record }) => record === ids['late'])).toMatchObject({ isLate: true, light: 'red' });
  expect((await waitingFor(look('office'))).counts.late).toBeGreaterThan(0);
  expect((await votingOf(look('congressOffice'), ids['opinion']!)).data).toMatchObject({ isOpen: false, round: 1 });
});

test('steps that ask for nothing are taken where they wait, all of a kind or none; what came of tasks says what came of the item', async () => {
  const { housing } = loop.organisations;
  const { item } = (await loop.read('review-task', ids['task']!)) as unknown as { item: string };
  const made = await Promise.all(
    ['7', '8'].map((number) =>
      loop.make('review-task', { item, number, measure: `措施 ${number}`, lead: housing, dueOn: inDays(5) }, 'office'),
    ),
  );
  const mine = async (who: Who) =>
    (await waitingFor(look(who))).data.filter(({ record, isMine }) => isMine && made.includes(record));
  const take = (who: Who, step: string, records: readonly { id: string; version: number }[]) =>
    loop.store.transact({ district: TEST_DISTRICT, actor: who, action: 'review.steps' }, (tx) =>
      takeSteps(tx, books, loop.viewer(who), { register: 'review-task', step, records }),
    );
  const waiting = await mine('office');
  expect(waiting.map(({ step }) => step)).toEqual([1, 2].map(() => ({ key: 'assign', label: '分派' })));
  const records = waiting.map(({ record: id, version }) => ({ id, version }));
  await expect(take('clerk', 'assign', records)).rejects.toThrow(/“措施 [78]”没有办成：您不能.*其余各件也都没有动/);
  const stale = [records[0]!, { ...records[1]!, version: 0 }];
  await expect(take('office', 'assign', stale)).rejects.toThrow('没有办成');
  await expect(take('office', 'cancel', records)).rejects.toThrow('要打开记录办理');
  expect((await mine('office')).length).toBe(2);
  expect(await take('office', 'assign', records)).toBe(2);
  const own = await mine('clerk');
  expect(own.map(({ step }) => step?.label)).toEqual(['签收', '签收']);
  await take(
    'clerk',
    'accept',
    own.map(({ record: id, version }) => ({ id, version })),
  );
  expect((await loop.read('review-task', made[0]!)).state).toBe('working');
  for (const id of made) await loop.change('review-task', id, { result: '建成 20 个。' }, 'clerk');
  const { resultText, result } = await itemResult(look('office'), item);
  expect(resultText!.value).toBe('措施 1：内部拟稿；措施 7：建成 20 个；措施 8：建成 20 个。');
  expect([resultText!.because, result]).toEqual(['由 3 项任务的办理结果拟出，请核对后修改', undefined]);
});

test('an order and a listing wait for whoever takes their next step, and for nobody else', async () => {
  const waits = async (who: Who, record: string) =>
    (await waitingFor(look(who))).data.find((one) => one.record === record && one.isMine)?.say ?? null;
  const people = ['office', 'viceHead', 'clerk', 'stranger', 'committee', 'chair', 'member'] as const;
  const waiting = async (record: string) =>
    Object.fromEntries(
      (await Promise.all(people.map(async (who) => [who, await waits(who, record)] as const))).filter(([, say]) => say),
    );
  const order = { task: ids['task'], unit: loop.organisations.housing, because: '逾期' };
  const second = await loop.make('review-order', { ...order, number: '督〔2〕号', level: 'L2' }, 'office');
  expect(await waiting(second)).toEqual({ office: '签发督办单' });
  const third = await loop.make('review-order', { ...order, number: '督〔3〕号', level: 'L3' }, 'office');
  expect(await waiting(third)).toEqual({ viceHead: '召开督办会，签发督办单' });
  await loop.step('review-order', second, 'issue', 'office');
  expect(await waiting(second)).toEqual({ clerk: '答复督办单' });
  await loop.step('review-order', second, 'answer', 'clerk', { reply: '已完成' });
  expect(await waiting(second)).toEqual({
    office: '看答复，办结或退回重新答复',
    viceHead: '看答复，办结或退回重新答复',
  });
  const { item } = (await loop.read('review-task', ids['task']!)) as unknown as { item: string };
  const listing = await loop.make('review-listing', { item, because: '反映多' }, 'committee');
  expect(await waiting(listing)).toEqual({ chair: '决定是否挂牌督办' });
});

test('any deadline makes a calendar file whose lines are short and whose text comes back whole', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(text, text, (title, of) => {
      const deadline = {
        ...({
          kind: 'task',
          register: 'review-task',
          record: 'r',
          opinion: null,
          unit: '住建局',
          unitId: null,
        } as const),
        ...({ title, of, on: '2026-10-08', isDone: false, isProvisional: true, light: 'red', reason: '逾期' } as const),
      };
      const ics = icsOf([deadline], {
        district: '990101',
        origin: 'http://h',
        name: '日历',
        stamp: '20261123T010203Z',
      });
      const lines = ics.split('\r\n');
      expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
      const whole = ics.replaceAll('\r\n ', '').split('\r\n');
      const summary = whole.find((line) => line.startsWith('SUMMARY:'))!;
      const read = summary.slice(8).replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
      expect(read).toBe(`［任务］${title.replace(/\r\n|\r/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ')}`);
    }),
  );
});
