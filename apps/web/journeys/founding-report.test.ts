import { existsSync, readFileSync } from 'node:fs';
import type { CoverageView, ReportView } from '@quantu/reports';
import type { OpinionView } from '@quantu/accountability';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { unzipSync, strFromU8 } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, OWN, write, type City } from './city.ts';
import { send, step } from './own-calls.ts';
import { openSite, readReport, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const FOUNDING = '../shared/samples/reports/00-quangang-2024-87.txt';
const COMMITTEE = '人大城建环资工委';
/** Who works where; the departments are called otherwise than the report calls them. */
const CLERKS = {
  发展和改革局: '发改员',
  [OWN]: '住建员',
  商务局: '商务员',
  城市管理局: '城管员',
  文化体育和旅游局: '文旅员',
} as const;
/** The smallest photo there is. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let site: Site;
let city: City;
let signer = '';
const pages = new Map<string, Page>();

beforeAll(async () => {
  if (!existsSync(FOUNDING)) return;
  site = await openSite();
  city = await buildCity(site.store);
  const change = { actor: 'system', action: 'record.create', district: TEST_DISTRICT, subject: 'organisation' };
  const organisations = new Map(city.organisations);
  await site.store.transact(change, async (tx) => {
    const names = Object.keys(CLERKS).filter((name) => name !== OWN);
    const parent = organisations.get('区人民政府') ?? null;
    const rows = names.map((name, i) => ({
      values: { code: `E${i}`, name, kind: 'department', parent, rank: 20 + i },
    }));
    const ids = await write(tx, 'organisation', rows);
    names.forEach((name, i) => organisations.set(name, ids[i]!));
    const head = { code: 'R1', name: '区长', organisation: parent, post: '区长' };
    [signer = ''] = await write(tx, 'person', [{ values: head }]);
  });
  city = { ...city, organisations };
  for (const [role, name] of [
    ['congress-committee', '工委员'],
    ['congress-deputy-chair', '副主任'],
    ['congress-chair', '主任'],
    ['congress-office', '人大办'],
  ] as const)
    await hire(site.store, city, role, name, COMMITTEE);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'vice-head', '分管领导');
  await hire(site.store, city, 'district-head', '区长');
  for (const [unit, name] of Object.entries(CLERKS)) await hire(site.store, city, 'department-clerk', name, unit);
});
afterAll(() => site?.close());

/** The page of a person, signed in once. */
async function pageOf(name: string): Promise<Page> {
  const known = pages.get(name);
  if (known) return known;
  const { page } = await site.visit();
  await enter(page, city, name, 'reviews/todo');
  pages.set(name, page);
  return page;
}

const viewOf = async (page: Page, opinion: string): Promise<OpinionView> =>
  (await send(page, city, 'GET', `opinions/${opinion}`)).data as unknown as OpinionView;
const coverage = async (page: Page, opinion: string): Promise<CoverageView> =>
  (await send(page, city, 'GET', `opinions/${opinion}/coverage`)).data as unknown as CoverageView;
const clerkOf = (unit: string): Promise<Page> => pageOf(CLERKS[unit as keyof typeof CLERKS]);

async function take(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** A unit signs for a task, hands in a figure with its source, applies; the office verifies. */
async function workOff(item: OpinionView['itemsOf'][number], tasks: typeof item.tasks): Promise<void> {
  const office = await pageOf('督查员');
  for (const { id, lead, measure } of tasks) {
    const unit = await clerkOf(lead);
    await step(unit, city, ['review-task', id], 'accept');
    const values = { task: id, unit: city.organisations.get(lead), on: '2026-11-20', summary: `${measure}取得进展` };
    const path = 'registers/review-progress/records';
    const { data } = await send(unit, city, 'POST', path, {
      values: { ...values, figure: '完成项目 3 个（项目台账）' },
    });
    await step(unit, city, ['review-progress', data.id], 'file');
    await step(unit, city, ['review-task', id], 'apply', { result: `${measure}已完成` });
    await step(office, city, ['review-task', id], 'verify');
  }
}

test.skipIf(!existsSync(FOUNDING))(
  'the founding report goes from its upload to the vote and the sign-off',
  async () => {
    const office = await pageOf('督查员');
    await office.goto(`/d/${city.district}/documents`);
    await office.getByText('把报告拖到这里').waitFor();
    await readReport(office, { name: '泉港87号.txt', bytes: readFileSync(FOUNDING) });
    await office.getByRole('button', { name: '采纳报告' }).click();
    const accept = office.getByRole('dialog', { name: '采纳报告' });
    await accept.getByRole('button', { name: /先采纳未核对的/ }).click();
    await accept.getByRole('button', { name: /先采纳未核对的/ }).waitFor({ state: 'detached' });
    await accept.getByRole('button', { name: '采纳报告' }).click();
    await office.getByRole('link', { name: '看形成的数据' }).click();
    await office.getByRole('button', { name: '登记为审议意见，逐件办理' }).click();
    await office.getByRole('button', { name: '登记 4 件意见事项' }).click();
    await office.getByRole('heading', { name: '意见对照报告' }).waitFor();
    const opinion = new URL(office.url()).pathname.split('/').at(-1)!;
    // The report says nothing of what comes next on the third, and nothing is proven yet.
    await office.getByText('1 条意见没有下一步').waitFor();
    await office.getByText('12 项措施没有佐证').waitFor();

    // One unit goes the way by hand, from what waits for it to what it hands in; the others do the same.
    const [first] = (await viewOf(office, opinion)).itemsOf;
    const [shown, ...rest] = first!.tasks;
    const unit = await clerkOf(shown!.lead);
    await unit.reload();
    // What asks for nothing is done where it waits; then the same thing waits for what comes next.
    const waiting = unit.getByRole('listitem').filter({ hasText: shown!.measure });
    await waiting.getByRole('button', { name: '签收' }).click();
    await unit.getByRole('dialog').getByRole('button', { name: '签收' }).click();
    await waiting.getByRole('link', { name: /报进展/ }).click();
    await unit.getByRole('link', { name: /填报进展/ }).click();
    await unit.getByRole('textbox', { name: /^进展/ }).fill('控规编制完成');
    await unit.getByRole('textbox', { name: /^数据/ }).fill('完成控规编制 5 个（规划编制台账）');
    const photo = Buffer.from(PIXEL, 'base64');
    await unit.getByLabel('选择现场照片').setInputFiles({ name: '控规.png', mimeType: 'image/png', buffer: photo });
    await unit.getByRole('button', { name: '保存' }).click();
    await unit.getByRole('link', { name: '控规.png' }).waitFor();
    await take(unit, '报送');
    await step(unit, city, ['review-task', shown!.id], 'apply', { result: '五个片区控规编制完成' });
    await step(office, city, ['review-task', shown!.id], 'verify');
    await workOff(first!, rest);
    const items = (await viewOf(office, opinion)).itemsOf;
    // Whoever signed for a task has begun with its item.
    expect(items.map(({ state }) => state)).toEqual(['working', 'open', 'open', 'open']);
    for (const item of items.slice(1)) if (item.number !== '（三）') await workOff(item, item.tasks);

    // Drafted while the third opinion has no evidence: it is red, and not told as done.
    await office.goto(`/d/${city.district}/reports`);
    await office
      .getByRole('button', { name: /起草报告/ })
      .first()
      .click();
    await office.getByRole('combobox').first().click();
    await office.locator('.ant-select-item-option').filter({ hasText: '提品质' }).click();
    await expect.poll(() => office.getByLabel('标题').inputValue()).toMatch(/办理情况的报告$/);
    await office
      .getByRole('dialog')
      .getByRole('button', { name: /起\s?草$/ })
      .click();
    await office.getByText('着力打造便民商圈正在办理').waitFor();
    const report = new URL(office.url()).pathname.split('/').at(-1)!;
    const half = await coverage(office, opinion);
    expect([half.unproven, half.unreported, half.loose, half.withoutNext].map(({ length }) => length)).toEqual([
      3, 0, 0, 0,
    ]);
    const third = items.find(({ number }) => number === '（三）')!;
    await workOff(third, third.tasks);
    expect((await coverage(office, opinion)).unproven).toEqual([]);

    // What the office fills in is all that the linter has against the draft.
    await office.getByRole('button', { name: '版头版记' }).click();
    const head = office.locator('.ant-drawer');
    await head.getByLabel('发文字号').fill('示政综〔2026〕12号');
    await head.getByLabel('签发人').fill('区长');
    await head.getByLabel('成文日期').fill('2026-11-24');
    await head.getByLabel('印发日期').fill('2026-11-24');
    await head.getByRole('button', { name: /保\s?存/ }).click();
    await expect.poll(() => office.getByText(/^必须改 0$/).count()).toBe(1);
    await expect.poll(() => office.getByText(/^请核对 0$/).count()).toBe(1);

    // Sections that units did not hand in, and numbers without a day, keep the report from being read.
    await office.getByRole('button', { name: /^数据截至/ }).click();
    await office
      .locator('.as-of-days')
      .getByRole('button', { name: /^上月末/ })
      .click();
    await office.getByRole('button', { name: /^数据截至：\d/ }).waitFor();
    await office.getByRole('button', { name: '送审', exact: true }).click();
    await office.getByRole('dialog').getByRole('button', { name: '送审', exact: true }).click();
    await office
      .getByRole('dialog')
      .getByText(/发展和改革局/)
      .waitFor();
    const { sectionsOf } = (await send(office, city, 'GET', `reports/${report}`)).data as unknown as ReportView;
    for (const { id, unit: writer } of sectionsOf) {
      if (writer === null) continue;
      const at = `reports/${report}/sections/${id}/step`;
      await send(await clerkOf(writer.label), city, 'POST', at, { step: 'submit', reason: '' });
      await send(office, city, 'POST', at, { step: 'approve', reason: '' });
    }
    await office.getByRole('dialog').getByRole('button', { name: '送审', exact: true }).click();
    await office.getByRole('dialog').waitFor({ state: 'hidden' });
    // A browser with a dozen people in it is slow; those who are done leave.
    for (const [name, page] of pages) {
      if (name === '督查员') continue;
      await page.context().close();
      pages.delete(name);
    }
    for (const [name, label] of [
      ['分管领导', '核稿通过'],
      ['区长', '签发'],
      ['督查员', '报送'],
    ] as const) {
      const page = await pageOf(name);
      await page.goto(`/d/${city.district}/reports/${report}`);
      await page.getByRole('textbox', { name: '报告正文' }).waitFor();
      await take(page, label);
    }
    for (const as of ['DOCX', 'PDF']) {
      await office.getByRole('button', { name: '下载' }).first().click();
      const coming = office.waitForEvent('download');
      await office
        .getByRole('link', { name: new RegExp(`^${as}`) })
        .first()
        .click();
      const bytes = readFileSync(await (await coming).path());
      if (as === 'PDF') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      else expect(strFromU8(unzipSync(bytes)['word/document.xml']!)).toContain('‘人情味’');
    }

    // The government hands over, the committee comments, the head signs, the congress votes and closes.
    for (const item of items)
      await step(office, city, ['review-item', item.id], 'finish', { result: 'done-kept', resultText: '已办理完成' });
    const on = ['review-opinion', opinion] as const;
    const [committee, head2, desk] = [await pageOf('工委员'), await pageOf('区长'), await pageOf('人大办')];
    // What is sent is the report that was just handed in; the one it all began with is kept as what it was.
    const files = (field: string) =>
      send(office, city, 'GET', `registers/review-opinion/records/${opinion}/attachments?field=${field}`);
    const names = ({ data }: { data: unknown }) =>
      (data as { name: string }[]).map(({ name }) => name.split('.').at(-1));
    expect(names(await files('report'))).toEqual(['docx', 'pdf']);
    expect(names(await files('basis'))).toEqual(['txt']);
    await step(office, city, on, 'circulate');
    // How the government wrote it is not the congress's matter.
    await committee.goto(`/d/${city.district}/reports/${report}`);
    await committee.getByRole('tab', { name: '批注' }).waitFor();
    expect(await committee.getByText(/交稿|写作中|已审定|没有写明/).count()).toBe(0);
    await step(committee, city, on, 'comment', { comment: '报告实事求是' });
    await step(head2, city, on, 'file', { reportNumber: '示政综〔2026〕12号', reportSigner: signer });
    await desk.goto(`/d/${city.district}/opinions/${opinion}/vote`);
    await desk.getByLabel('会议', { exact: true }).fill('第二十次会议');
    const counts = { 组成人员总数: 31, 出席: 29, 发出: 29, 收回: 29, 无效: 0, 满意: 20, 基本满意: 8, 不满意: 1 };
    for (const [name, count] of Object.entries(counts))
      await desk.getByLabel(name, { exact: true }).fill(String(count));
    await desk.getByRole('button', { name: '公布结果' }).click();
    await desk.getByRole('button', { name: /^公\s?布$/ }).click();
    await desk.getByText('第 1 轮已经公布，不能再改').waitFor();
    await step(desk, city, on, 'evaluate');
    for (const item of items) {
      await step(committee, city, ['review-item', item.id], 'check', { checkText: '现场复核，情况属实' });
      await step(await pageOf('副主任'), city, ['review-item', item.id], 'close');
    }
    const chair = await pageOf('主任');
    await chair.goto(`/d/${city.district}/registers/review-opinion/${opinion}`);
    await step(chair, city, on, 'close', { publicity: 'open' });
    await chair.reload();
    await chair.getByText('销号归档').first().waitFor();
  },
);
