import { addDays, Fault, type Day } from '@quantu/base';
import { DocumentWorkers } from '@quantu/product-documents/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays, Loop, today } from '../loop.testing.ts';
import { answerBy, itemRung, LADDER, rungOf, type LadderTask } from './ladder.ts';
import { orderText, readPaper } from './papers.ts';

const T = '2026-11-23' as Day;
const task = (more: Partial<LadderTask> = {}): LadderTask => ({
  state: 'working',
  dueOn: addDays(T, 60),
  assignedOn: addDays(T, -10),
  reportedOn: null,
  orders: [],
  ...more,
});
const order = (dueOn: Day, level = 'L2') => ({ level, state: 'issued', number: '3号', dueOn });
const level = (one: LadderTask): string | null => rungOf(one, [], T)?.level ?? null;

test('each rung has its day: 15 and 7 days before, overdue, two idle months, an order unanswered', () => {
  expect(level(task())).toBe(null);
  expect(level(task({ dueOn: addDays(T, 15) }))).toBe('L0');
  expect(level(task({ dueOn: addDays(T, 7) }))).toBe('L1');
  expect(level(task({ dueOn: addDays(T, 7), reportedOn: addDays(T, -1) }))).toBe('L0');
  expect(level(task({ dueOn: addDays(T, -1) }))).toBe('L2');
  expect(level(task({ assignedOn: addDays(T, -62) }))).toBe('L2');
  expect(level(task({ orders: [order(addDays(T, 1))] }))).toBe('L2');
  expect(level(task({ orders: [order(addDays(T, -1))] }))).toBe('L3');
  expect(level(task({ state: 'applied', dueOn: addDays(T, -9) }))).toBe(null);
  expect(rungOf(task({ dueOn: addDays(T, -1) }), [], T)?.because).toContain('建议发督办单');
  // The fifth working day after a Friday is the next Friday.
  expect(answerBy('2026-11-20' as Day, [])).toBe('2026-11-27');
});

test('a task never comes down by the passing of days, only by what is reported or answered', () => {
  const rank = (one: LadderTask, on: Day) => LADDER.findIndex((name) => name === rungOf(one, [], on)?.level);
  fc.assert(
    fc.property(
      fc.integer({ min: -40, max: 90 }),
      fc.integer({ min: -90, max: 0 }),
      fc.option(fc.integer({ min: -20, max: 20 })),
      (due, assigned, until) => {
        const orders = until === null ? [] : [order(addDays(T, until))];
        const one = task({ dueOn: addDays(T, due), assignedOn: addDays(T, assigned), orders });
        for (let day = 0; day < 40; day += 1)
          expect(rank(one, addDays(T, day + 1))).toBeGreaterThanOrEqual(rank(one, addDays(T, day)));
      },
    ),
    { numRuns: 60 },
  );
});

test('an item stands where its highest task does, and higher where the congress took it up', () => {
  const rungs = [rungOf(task({ dueOn: addDays(T, -1) }), [], T), null];
  const item = { state: 'working', listed: null, opinion: { state: 'handling', verdict: null } };
  expect(itemRung(item, rungs)?.level).toBe('L2');
  expect(itemRung({ ...item, listed: { on: T } }, rungs)?.level).toBe('L4');
  expect(itemRung({ ...item, opinion: { state: 'filed', verdict: null } }, rungs)?.level).toBe('L5');
  expect(itemRung({ ...item, opinion: { state: 'escalated', verdict: 'unsatisfied' } }, rungs)?.level).toBe('L6');
  expect(itemRung({ ...item, state: 'closed' }, rungs)).toBe(null);
});

let loop: Loop;
beforeAll(async () => {
  loop = await Loop.open();
});
afterAll(() => loop.store.close());

test('an order is issued by the office, dated by the rule, answered by its unit only, and seen on the task at once', async () => {
  const { congress, government, housing, traffic } = loop.organisations;
  const head = { committee: congress, office: government, session: '会议', deliberatedOn: inDays(-100) };
  const opinion = await loop.make('review-opinion', { code: '督-1', title: '督办', ...head });
  const item = await loop.make('review-item', { opinion, number: '1', matter: '事项', lead: housing });
  const values = {
    submit: {},
    sign: {},
    adopt: { number: '1号', adoptedOn: inDays(-90) },
    deliver: { deliveredOn: inDays(-90) },
    accept: {},
  };
  for (const [step, given] of Object.entries(values))
    await loop.step('review-opinion', opinion, step, 'program', given);
  const one = await loop.make('review-task', { item, number: '1', measure: '措施', lead: housing, dueOn: inDays(-3) });
  await loop.step('review-opinion', opinion, 'decompose', 'program');
  await loop.step('review-opinion', opinion, 'approve', 'program');
  expect(await loop.read('review-task', one)).toMatchObject({ ladder: 'L2' });
  const wish = { number: '督〔2026〕1号', level: 'L2', task: one, because: '逾期' };
  await expect(loop.make('review-order', { ...wish, unit: traffic }, 'office')).rejects.toThrow('不是任务');
  await expect(loop.make('review-order', { ...wish, unit: housing }, 'clerk')).rejects.toThrow(Fault);
  const sent = await loop.make('review-order', { ...wish, unit: housing }, 'office');
  await expect(loop.step('review-order', sent, 'issue', 'clerk')).rejects.toThrow(Fault);
  await expect(loop.step('review-order', sent, 'convene', 'viceHead', { minutes: '记录' })).rejects.toThrow(
    '只有分管领导督办',
  );
  await loop.step('review-order', sent, 'issue', 'office');
  expect(await loop.read('review-order', sent)).toMatchObject({
    state: 'issued',
    issued_on: today,
    due_on: answerBy(today, []),
  });
  expect((await loop.read('review-task', one))['ladder_reason']).toContain('督〔2026〕1号已发');
  await expect(loop.step('review-order', sent, 'answer', 'stranger', { reply: '已办' })).rejects.toThrow(Fault);
  await loop.step('review-order', sent, 'answer', 'clerk', { reply: '已办' });
  for (const who of ['clerk', 'committee', 'member'] as const)
    await expect(loop.step('review-order', sent, 'close', who)).rejects.toThrow(Fault);
  await loop.step('review-order', sent, 'close', 'office');
  // A listing is the congress's; the government reads it and does not make it.
  await expect(loop.make('review-listing', { item, because: '重点' }, 'office')).rejects.toThrow(Fault);
  const listing = await loop.make('review-listing', { item, because: '重点', isPublic: true }, 'committee');
  await expect(loop.step('review-listing', listing, 'list', 'committee')).rejects.toThrow(Fault);
  await loop.step('review-listing', listing, 'list', 'chair');
  expect(await loop.read('review-item', item)).toMatchObject({ ladder: 'L4' });
});

test('an order that tells numbers is typeset', async () => {
  const workers = new DocumentWorkers();
  try {
    const body = orderText({
      issuer: '区政府办公室',
      number: '督〔2026〕1号',
      level: 'L2',
      unit: '区住建局',
      measure: '增设车位 200 个',
      opinion: '关于停车的审议意见',
      because: '期限 2026-11-13，已逾期 7 个工作日，只完成 120 个',
      taskDueOn: '2026-11-13',
      issuedOn: null,
      dueOn: null,
      minutes: '',
    });
    expect(readPaper(body).reading.figures.length).toBeGreaterThan(0);
    for (const format of ['pdf', 'docx'] as const) {
      const bytes = await workers.run('typeset', { name: `督办单.${format}`, format, ...readPaper(body), mark: null });
      expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe(format === 'pdf' ? '%P' : 'PK');
    }
  } finally {
    await workers.close();
  }
}, 60_000);
