import { programViewer } from '@quantu/registers';
import { createRecord, moveRecord } from '@quantu/registers/server';
import { books } from '@quantu/server';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriers } from './barriers.ts';
import { buildCity, enter, hire, OWN, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const TITLE = '关于停车秩序的审议意见';
const COMMITTEE = '人大城建环资工委';
const PROGRAM = programViewer('system');
let site: Site;
let city: City;

async function make(key: string, values: Record<string, unknown>): Promise<string> {
  const change = { district: city.district, actor: 'system', action: 'record.create' };
  const register = books.registers.get(key)!;
  return (await site.store.transact(change, (tx) => createRecord(tx, books, register, PROGRAM, values))).id;
}

async function step(key: string, id: string, transition: string, values: Record<string, unknown> = {}): Promise<void> {
  const register = books.registers.get(key)!;
  const { rows } = await sql<{ version: number }>`
    select version from ${sql.table(register.table)} where id = ${id}::uuid`.execute(site.store.read(city.district));
  const move = { version: rows[0]!.version, transition, values, reason: '材料不全，请补充照片' };
  await site.store.transact(
    { district: city.district, actor: 'system', action: 'record.move', reason: move.reason },
    (tx) => moveRecord(tx, books, register, PROGRAM, id, move),
  );
}

/** An opinion whose report is filed with one task proven by a figure, and another under way with a task sent back. */
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'congress-office', '人大办', COMMITTEE);
  await hire(site.store, city, 'department-clerk', '住建员', OWN);
  const [committee, office, lead] = [COMMITTEE, '政府办公室', OWN].map((name) => city.organisations.get(name)!);
  const handed = async (code: string, title: string) => {
    const head = { committee, office, session: '会议', deliberatedOn: '2026-09-01' };
    const id = await make('review-opinion', { code, title, ...head });
    const item = await make('review-item', { opinion: id, number: '（一）', matter: '增加停车位' });
    await step('review-opinion', id, 'submit');
    await step('review-opinion', id, 'sign');
    await step('review-opinion', id, 'adopt', { number: `〔2026〕${code}号`, adoptedOn: '2026-09-04' });
    await step('review-opinion', id, 'deliver', { deliveredOn: '2026-09-07' });
    await step('review-opinion', id, 'accept');
    const task = await make('review-task', { item, number: '1', measure: '边角地增设车位', lead, dueOn: '2026-11-30' });
    return { id, task };
  };
  const { id } = await handed('1', TITLE);
  // Nothing of the way to the report matters here but that it is filed.
  await site.store.transact({ district: city.district, actor: 'system', action: 'record.change' }, (tx) =>
    sql`update review_opinion set state = 'filed', filed_on = '2026-11-20', version = version + 1 where id = ${id}::uuid`.execute(
      tx,
    ),
  );
  const other = await handed('2', '关于公园建设的审议意见');
  await step('review-task', other.task, 'assign');
  await step('review-task', other.task, 'accept');
  const entry = { task: other.task, unit: lead, on: '2026-11-02', summary: '完成划线', figure: '车位 20 个（台账）' };
  const progress = await make('review-progress', entry);
  await step('review-progress', progress, 'file');
  await step('review-task', other.task, 'apply', { result: '完成' });
  await step('review-task', other.task, 'sendBack');
});
afterAll(() => site?.close());

test('a vote is counted with its verdict while it is entered, and does not change once it is announced', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '人大办', 'reviews/congress');
  await page.getByRole('region', { name: '待测评' }).getByRole('link', { name: TITLE }).click();
  await page.getByLabel('会议', { exact: true }).fill('第二十次会议');
  const counts: Readonly<Record<string, string>> = {
    组成人员总数: '31',
    出席: '29',
    发出: '29',
    收回: '29',
    无效: '0',
  };
  for (const [name, count] of Object.entries(counts)) await page.getByLabel(name, { exact: true }).fill(count);
  await page.getByLabel('满意', { exact: true }).fill('15');
  await page.getByLabel('基本满意', { exact: true }).fill('9');
  await page.getByLabel('不满意', { exact: true }).fill('6');
  await page.getByText(/合计 30 张，与收回的 29 张不一致/).waitFor();
  await page.getByLabel('不满意', { exact: true }).fill('5');
  // Fifteen of thirty-one members are not more than half of them.
  await page.getByText(/满意 15 票未超过半数（15.5 票）/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: '公布结果' }).click();
  await page.getByRole('button', { name: /^公\s?布$/ }).click();
  await page.getByText('第 1 轮已经公布，不能再改').waitFor();
  await page.getByRole('region', { name: '第 1 轮' }).getByText('基本满意').first().waitFor();
  // The sheet that is signed and filed.
  const sheet = await page.request.get((await page.getByRole('link', { name: /结果单/ }).getAttribute('href'))!);
  expect([sheet.status(), (await sheet.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  await page.getByRole('button', { name: '投影' }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
  await page.keyboard.press('Escape');
  expect(complaints()).toEqual([]);
});

test('a unit finds what came back and why; calendar, statistics, evidence and the wall open without a barrier', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '住建员', 'reviews/todo?face=back');
  await page.getByText('“退回继续办理”：材料不全，请补充照片').waitFor();
  expect(await barriers(page)).toEqual([]);
  const look = async (path: string, text: RegExp): Promise<void> => {
    await page.goto(`/d/${city.district}/reviews/${path}`);
    await page.getByText(text).first().waitFor();
    expect([path, ...(await barriers(page))]).toEqual([path]);
  };
  await look('calendar?month=2026-11&day=2026-11-30', /边角地增设车位/);
  await page.getByRole('button', { name: /^30 日（2026-11）/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/day=2026-11-29/);
  await look('evidence', /还没有佐证/);
  await look('wall', /数据截至/);
  await look('statistics?year=2026', /公式/);
  // One click from a number to the rows it counts.
  await page
    .getByRole('region', { name: '审议意见', exact: true })
    .getByRole('link', { name: '2', exact: true })
    .first()
    .click();
  await page.getByText(TITLE).first().waitFor();
  expect(complaints()).toEqual([]);
});
