import { TEST_DISTRICT } from '@quantu/store/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { judgeReviewsToday } from './fresh.server.ts';
import { inDays, Loop, today, type Who } from './loop.testing.ts';
import { refreshReviews } from './refresh.server.ts';

let loop: Loop;
let opinion: string;
let items: readonly [string, string];
let count = 0;

beforeAll(async () => {
  loop = await Loop.open();
});
afterAll(() => loop.store.close());

/** A drafted opinion of two items, handed over unless a test says otherwise. */
beforeEach(async () => {
  const { congress, government } = loop.organisations;
  count++;
  opinion = await loop.make(
    'review-opinion',
    {
      code: `审-${count}`,
      title: `关于城市品质的审议意见 ${count}`,
      committee: congress,
      office: government,
      session: '第十四次会议',
      deliberatedOn: inDays(-10),
    },
    'committee',
  );
  const item = (number: string, matter: string) => loop.make('review-item', { opinion, number, matter }, 'committee');
  items = [await item('1', '加快口袋公园建设'), await item('2', '完善停车设施')];
});

const take = (transition: string, who: Who, values = {}) =>
  loop.step('review-opinion', opinion, transition, who, values);
const state = async (key: string, id: string) => (await loop.read(key, id)).state;

async function deliver(): Promise<void> {
  await take('submit', 'committee');
  await take('sign', 'deputyChair');
  await take('adopt', 'chair', { number: `〔2026〕${count}号`, adoptedOn: inDays(-5) });
  await take('deliver', 'congressOffice', { deliveredOn: inDays(-4) });
}

async function decompose(): Promise<readonly string[]> {
  await take('accept', 'office');
  const tasks: string[] = [];
  for (const [at, item] of items.entries()) {
    await loop.change('review-item', item, { lead: loop.organisations.housing }, 'office');
    const lead = loop.organisations.housing;
    tasks.push(
      await loop.make(
        'review-task',
        { item, number: '1', measure: `措施 ${at + 1}`, lead, dueOn: inDays(30) },
        'office',
      ),
    );
  }
  await take('decompose', 'office');
  await take('approve', 'viceHead');
  return tasks;
}

async function prove(task: string): Promise<void> {
  await loop.step('review-task', task, 'accept', 'clerk');
  const values = { task, unit: loop.organisations.housing, on: today, summary: '已完工' };
  const entry = await loop.make('review-progress', values, 'clerk');
  await loop.attach('review-progress', entry, 'photos');
  await loop.step('review-progress', entry, 'file', 'clerk');
  await loop.step('review-task', task, 'apply', 'clerk', { result: '已建成并开放' });
  await loop.step('review-task', task, 'verify', 'office');
}

async function finishItems(): Promise<void> {
  for (const item of items) {
    if ((await state('review-item', item)) === 'open') await loop.step('review-item', item, 'start', 'office');
    await loop.step('review-item', item, 'finish', 'office', { result: 'this-year', resultText: '已完成' });
  }
}

async function report(): Promise<void> {
  await loop.attach('review-opinion', opinion, 'report');
  await take('circulate', 'office');
  await take('comment', 'committee', { comment: '同意' });
  await take('file', 'head', { reportNumber: '泉试政〔2026〕1号', reportSigner: await signer() });
}

let knownSigner: string | null = null;
async function signer(): Promise<string> {
  knownSigner ??= await loop.make('person', { code: 'P1', name: '区长', organisation: loop.organisations.government });
  return knownSigner;
}

async function vote(round: number, satisfied: number, basic: number, unsatisfied: number): Promise<string> {
  const returned = satisfied + basic + unsatisfied;
  const counts = { members: 31, attending: 30, sent: 30, returned, invalid: 0, satisfied, basic, unsatisfied };
  const made = await loop.make(
    'review-vote',
    { opinion, round, session: '第二十次会议', on: today, ...counts },
    'congressOffice',
  );
  await loop.step('review-vote', made, 'announce', 'congressOffice');
  return made;
}

test('an opinion goes from the draft to the archive, each side taking its own steps', async () => {
  await deliver();
  expect(await Promise.all(items.map((item) => state('review-item', item)))).toEqual(['open', 'open']);
  const tasks = await decompose();
  expect(await state('review-task', tasks[0]!)).toBe('assigned');
  for (const task of tasks) await prove(task);
  await finishItems();
  await report();
  await vote(1, 20, 8, 2);
  await take('evaluate', 'congressOffice');
  for (const item of items) {
    await loop.step('review-item', item, 'check', 'committee', { checkText: '现场查看，属实' });
    await loop.step('review-item', item, 'close', 'deputyChair');
  }
  await take('close', 'chair', { publicity: 'open' });
  expect(await loop.read('review-opinion', opinion)).toMatchObject({
    state: 'closed',
    items: 2,
    settled_items: 2,
    round: 1,
    verdict: 'satisfied',
    light: 'green',
  });
});

test('不满意 sends it back with a new day, the second 不满意 escalates, and no third round begins', async () => {
  await deliver();
  for (const task of await decompose()) await prove(task);
  await finishItems();
  await report();
  const first = (await loop.read('review-opinion', opinion))['due_on'];
  await vote(1, 5, 5, 20);
  await take('evaluate', 'congressOffice');
  await expect(take('escalate', 'chair', { escalation: 'inquiry' })).rejects.toThrow('只测评了 1 轮');
  await take('redo', 'chair');
  const again = await loop.read('review-opinion', opinion);
  expect(again).toMatchObject({ state: 'rework', round: 2, verdict: null });
  expect(again['due_on']).not.toBe(first);
  // The report of the first round is no answer in the second.
  await expect(take('circulate', 'office')).rejects.toThrow('是上次送过的报告');
  await loop.attach('review-opinion', opinion, 'report');
  await take('circulate', 'office');
  // The comment of the first round is none on the second report.
  await expect(take('file', 'head', {})).rejects.toThrow('人大工作机构还没有对报告提出意见');
  await take('comment', 'committee', { comment: '仍有差距' });
  await take('file', 'head');
  await expect(vote(3, 20, 8, 2)).rejects.toThrow('现在是第 2 轮测评');
  await vote(2, 5, 5, 20);
  await take('evaluate', 'congressOffice');
  await expect(take('redo', 'chair')).rejects.toThrow('已测评 2 轮');
  await take('escalate', 'chair', { escalation: 'inquiry' });
  expect(await state('review-opinion', opinion)).toBe('escalated');
});

test('what was satisfied and reopened is voted on in a round of its own, and the old vote stands', async () => {
  await deliver();
  for (const task of await decompose()) await prove(task);
  await finishItems();
  await report();
  const first = await vote(1, 20, 8, 2);
  await take('evaluate', 'congressOffice');
  for (const item of items) {
    await loop.step('review-item', item, 'check', 'committee', { checkText: '属实' });
    await loop.step('review-item', item, 'close', 'deputyChair');
  }
  await take('close', 'chair', { publicity: 'open' });
  await take('reopen', 'chair');
  const again = await loop.read('review-opinion', opinion);
  expect(again).toMatchObject({ state: 'handling', round: 2, verdict: null, filed_on: null, reopened_on: today });
  expect(String(again['due_because'])).toContain(`自 ${today} 起 3 个月`);
  await loop.attach('review-opinion', opinion, 'report');
  await take('circulate', 'office');
  await take('comment', 'committee', { comment: '同意' });
  await take('file', 'head');
  await vote(2, 5, 5, 20);
  await take('evaluate', 'congressOffice');
  expect(await loop.read('review-opinion', opinion)).toMatchObject({ round: 2, verdict: 'unsatisfied' });
  expect(await loop.read('review-vote', first)).toMatchObject({ round: 1, verdict: 'satisfied', state: 'announced' });
  // It is the first 不满意 in a row: it is handled again, not escalated.
  await expect(take('escalate', 'chair', { escalation: 'inquiry' })).rejects.toThrow('只测评了 1 轮');
  await take('redo', 'chair');
  expect(await state('review-opinion', opinion)).toBe('rework');
});

test('an opinion without items is not sent for signing, and after it is handed over nothing is added or taken', async () => {
  const { congress, government } = loop.organisations;
  const empty = await loop.make('review-opinion', {
    code: `空-${count}`,
    title: '空',
    committee: congress,
    office: government,
  });
  const wish = { session: '会议', deliberatedOn: inDays(-1) };
  await expect(loop.step('review-opinion', empty, 'submit', 'committee', wish)).rejects.toThrow('还没有登记意见事项');
  await deliver();
  await expect(loop.make('review-item', { opinion, number: '3', matter: '补一件' }, 'committee')).rejects.toThrow(
    '不能再增减意见事项',
  );
});

test('no day lies before what it is counted from, or in what has not come', async () => {
  await take('submit', 'committee');
  await take('sign', 'deputyChair');
  await expect(take('adopt', 'chair', { number: '1', adoptedOn: inDays(1) })).rejects.toThrow('通过日期');
  await take('adopt', 'chair', { number: `〔2026〕前${count}号`, adoptedOn: inDays(-5) });
  await expect(take('deliver', 'congressOffice', { deliveredOn: inDays(1) })).rejects.toThrow('还没有到');
  await take('deliver', 'congressOffice', { deliveredOn: inDays(-4) });
  await take('accept', 'office');
  const early = { dueOn: inDays(-5), lead: loop.organisations.housing };
  await expect(loop.change('review-item', items[0], early, 'office')).rejects.toThrow('早于审议意见交办');
  const task = { item: items[0], number: '1', measure: '措施', ...early };
  await expect(loop.make('review-task', task, 'office')).rejects.toThrow('早于审议意见交办');
  // A unit that is no more handles nothing new; what was to be done in its time stays its own.
  const gone = { code: `撤-${count}`, name: '原房管局', kind: 'department', until: inDays(-100) };
  const lead = await loop.make('organisation', gone);
  await expect(loop.change('review-item', items[0], { lead }, 'office')).rejects.toThrow(
    `“原房管局”已于 ${inDays(-100)} 撤销`,
  );
  const motion = { kind: 'suggestion', title: '建议', proposers: '代表', lead };
  const past = { ...motion, code: `撤-${count}`, assignedOn: inDays(-200) };
  await loop.make('motion', past, 'office');
  await expect(loop.make('motion', { ...motion, code: `新-${count}` }, 'office')).rejects.toThrow('请改选接手的单位');
});

test('what is missing before the decomposition is told item by item', async () => {
  await deliver();
  await take('accept', 'office');
  await expect(take('decompose', 'office')).rejects.toThrow(
    '1 加快口袋公园建设（没有主办单位、没有任务）、2 完善停车设施（没有主办单位、没有任务）',
  );
});

test('an opinion that is sent back takes its items with it, and is dated anew', async () => {
  await deliver();
  await take('refuse', 'office');
  expect(await loop.read('review-opinion', opinion)).toMatchObject({
    state: 'adopted',
    delivered_on: null,
    due_on: null,
  });
  expect(await state('review-item', items[0])).toBe('draft');
  await take('deliver', 'congressOffice');
  expect(await loop.read('review-opinion', opinion)).toMatchObject({ delivered_on: today });
});

test('done needs evidence and no open task; a department neither verifies nor signs off', async () => {
  await deliver();
  const [task] = await decompose();
  await loop.step('review-item', items[0], 'start', 'clerk');
  const done = { result: 'this-year', resultText: '已完成' };
  await expect(loop.step('review-item', items[0], 'finish', 'clerk', done)).rejects.toThrow(
    '您不能对这条记录“自评完成”',
  );
  await expect(loop.step('review-item', items[0], 'finish', 'office', done)).rejects.toThrow('还有任务没有核实');
  await loop.step('review-task', task!, 'accept', 'clerk');
  const result = { result: '完成' };
  await expect(loop.step('review-task', task!, 'apply', 'stranger', result)).rejects.toThrow('您不能');
  await expect(loop.step('review-task', task!, 'apply', 'clerk', result)).rejects.toThrow('还没有佐证');
  const on = inDays(1);
  const entry = { task, unit: loop.organisations.housing, summary: '开工' };
  await expect(loop.make('review-progress', { ...entry, on }, 'clerk')).rejects.toThrow('还没有到');
  const made = await loop.make(
    'review-progress',
    { ...entry, on: today, figure: '停车位 320 个（停车台账）' },
    'clerk',
  );
  await expect(loop.step('review-task', task!, 'apply', 'clerk', result)).rejects.toThrow('还没有佐证');
  await loop.step('review-progress', made, 'file', 'clerk');
  await loop.step('review-task', task!, 'apply', 'clerk', result);
  await expect(loop.step('review-task', task!, 'verify', 'clerk')).rejects.toThrow('您不能');
  await loop.step('review-task', task!, 'verify', 'office');
  await expect(loop.make('review-progress', { ...entry, on: inDays(-1) }, 'clerk')).rejects.toThrow(
    '是“已核实”，不能再报进展',
  );
});

test('a day is moved by an extension that the congress grants, once, in time, and not too far', async () => {
  await deliver();
  await decompose();
  const due = String((await loop.read('review-opinion', opinion))['due_on']);
  const ask = (values: object) => ({
    opinion,
    unit: loop.organisations.government,
    on: today,
    because: '雨季停工',
    to: inDays(120),
    ...values,
  });
  await expect(loop.make('review-extension', ask({ to: due }), 'office')).rejects.toThrow('不晚于现在的期限');
  await expect(loop.make('review-extension', ask({ to: inDays(300) }), 'office')).rejects.toThrow('最多延到');
  await expect(loop.make('review-extension', ask({ on: inDays(1) }), 'office')).rejects.toThrow('还没有到');
  // When the day of an item is over, no day written back asks for more time.
  await loop.change('review-item', items[1], { dueOn: inDays(-2) }, 'office');
  const late = ask({ item: items[1], on: inDays(-3), to: inDays(20) });
  await expect(loop.make('review-extension', late, 'office')).rejects.toThrow('已过，不能再申请延期');
  const asked = await loop.make('review-extension', ask({}), 'office');
  await expect(loop.step('review-extension', asked, 'grant', 'viceHead')).rejects.toThrow('您不能');
  expect((await loop.read('review-opinion', opinion))['extended_to']).toBeNull();
  await loop.step('review-extension', asked, 'grant', 'deputyChair');
  expect((await loop.read('review-opinion', opinion))['extended_to']).toBe(inDays(120));
  await expect(loop.make('review-extension', ask({ on: inDays(-1) }), 'office')).rejects.toThrow('只能延一次');
});

test('counts that cannot be are no vote, and a rule that would move days that hold is refused', async () => {
  await deliver();
  for (const task of await decompose()) await prove(task);
  await expect(vote(1, 20, 8, 2)).rejects.toThrow('书面报告报送以后才能测评');
  await finishItems();
  await report();
  await expect(vote(1, 20, 18, 2)).rejects.toThrow('收回 40 张票，多于发出的 30 张');
  const tomorrow = { opinion, round: 1, session: '会议', on: inDays(1), members: 31, attending: 30, sent: 30 };
  const counts = { returned: 30, invalid: 0, satisfied: 30, basic: 0, unsatisfied: 0 };
  await expect(loop.make('review-vote', { ...tomorrow, ...counts }, 'congressOffice')).rejects.toThrow('还没有到');
  const rule = { code: 'T7', step: 'handle', amount: 2, unit: 'month', from: inDays(-30), source: '本区办法' };
  await expect(loop.make('review-deadline', rule, 'congressOffice')).rejects.toThrow('规则不能倒签');
  await loop.make('review-deadline', { ...rule, code: `T7-${count}`, from: inDays(1) }, 'congressOffice');
});

test('when a day begins, what has become late is lit, once', async () => {
  await deliver();
  const { store } = loop;
  await store.transact({ district: TEST_DISTRICT, actor: '测试', action: 'review.day' }, (tx) =>
    refreshReviews(tx, inDays(200), [opinion]),
  );
  expect(await loop.read('review-opinion', opinion)).toMatchObject({ light: 'red' });
  await judgeReviewsToday(store, TEST_DISTRICT);
  const judged = await loop.read('review-opinion', opinion);
  expect(judged).toMatchObject({ light: 'green' });
  await judgeReviewsToday(store, TEST_DISTRICT);
  expect((await loop.read('review-opinion', opinion)).version).toBe(judged.version);
});

test('a suggestion has its day and its light by the rule of answers', async () => {
  const { housing } = loop.organisations;
  const wish = { code: `J-${count}`, kind: 'suggestion', title: '增设停车位', proposers: '代表', lead: housing };
  const motion = await loop.make('motion', wish, 'office');
  expect(await loop.read('motion', motion)).toMatchObject({ due_on: null, light: 'grey' });
  await loop.step('motion', motion, 'assign', 'office', { assignedOn: '2024-07-05' });
  expect(await loop.read('motion', motion)).toMatchObject({ due_on: '2024-10-08', light: 'red' });
  await loop.step('motion', motion, 'accept', 'clerk');
  await loop.attach('motion', motion, 'answer');
  await loop.step('motion', motion, 'answer', 'clerk', { answerNumber: '答〔1〕', answerClass: 'A' });
  expect(await loop.read('motion', motion)).toMatchObject({ light: 'green', light_reason: `已于 ${today} 答复` });
  await expect(loop.step('motion', motion, 'close', 'clerk', { satisfaction: 'satisfied' })).rejects.toThrow('您不能');
});

test('an extension of the first round does not hold in the second, and a vote without quorum is not announced', async () => {
  await deliver();
  for (const task of await decompose()) await prove(task);
  const ask = { opinion, unit: loop.organisations.government, on: today, because: '雨季', to: inDays(120) };
  await loop.step('review-extension', await loop.make('review-extension', ask, 'office'), 'grant', 'deputyChair');
  await finishItems();
  await report();
  const counts = {
    members: 31,
    attending: 15,
    sent: 15,
    returned: 15,
    invalid: 0,
    satisfied: 0,
    basic: 0,
    unsatisfied: 15,
  };
  const wish = { opinion, round: 1, session: '第二十次会议', on: today };
  const made = await loop.make('review-vote', { ...wish, ...counts }, 'congressOffice');
  await expect(loop.step('review-vote', made, 'announce', 'congressOffice')).rejects.toThrow('未达到法定人数');
  await loop.change('review-vote', made, { attending: 30 }, 'congressOffice');
  await loop.step('review-vote', made, 'announce', 'congressOffice');
  await take('evaluate', 'congressOffice');
  await take('redo', 'chair');
  expect(await loop.read('review-opinion', opinion)).toMatchObject({ round: 2, extended_to: null });
});
