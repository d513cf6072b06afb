import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, OWN, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const TITLE = '关于城市品质的审议意见';
const MATTER = '加快口袋公园建设';
let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  const COMMITTEE = '人大城建环资工委';
  await hire(site.store, city, 'congress-committee', '工委员', COMMITTEE);
  await hire(site.store, city, 'congress-deputy-chair', '副主任', COMMITTEE);
  await hire(site.store, city, 'congress-chair', '主任', COMMITTEE);
  await hire(site.store, city, 'congress-office', '人大办', COMMITTEE);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'vice-head', '分管领导');
  await hire(site.store, city, 'department-clerk', '住建员', OWN);
});
afterAll(() => site?.close());

async function choose(page: Page, label: string, text: string): Promise<void> {
  const input = page.getByRole('combobox', { name: new RegExp(`^${label}`) });
  await input.click();
  await input.fill(text);
  await page.locator(`.ant-select-item-option-active[title="${text}"]`).click();
}

/** Whoever goes on before the answer takes the record back from under the server. */
async function save(page: Page): Promise<void> {
  const answered = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.ok());
  await page.getByRole('button', { name: '保存' }).click();
  await answered;
}

/** A step of the record that is open: its button, what its dialog asks for, and the dialog again. */
async function take(
  page: Page,
  step: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {},
) {
  await page.getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: step });
  await fill(dialog);
  await dialog.getByRole('button', { name: step, exact: true }).click();
  // What the server refuses stands in the dialog, which then stays: the journey says so instead of waiting.
  const refusal = dialog.locator('.fault-line');
  await Promise.race([dialog.waitFor({ state: 'hidden' }), refusal.waitFor()]);
  expect(await refusal.allTextContents()).toEqual([]);
}

async function openOpinion(page: Page): Promise<void> {
  await page.goto(`/d/${city.district}/opinions`);
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
}

test('an opinion goes from the committee to the government, is taken apart, and a unit proves what it did', async () => {
  // The committee registers the opinion with one item and sends it for signing.
  const committee = await site.visit();
  await enter(committee.page, city, '工委员', 'opinions');
  await committee.page.getByRole('heading', { name: '还没有审议意见' }).waitFor();
  await committee.page
    .getByRole('link', { name: /登记审议意见/ })
    .first()
    .click();
  await committee.page.getByRole('textbox', { name: /^编号/ }).fill('SY-1');
  await committee.page.getByRole('textbox', { name: /^意见名称/ }).fill(TITLE);
  await committee.page.getByLabel('会议', { exact: true }).fill('第十四次会议');
  await committee.page.getByRole('textbox', { name: '审议日期' }).fill('2026-11-02');
  await choose(committee.page, '人大工作机构', '人大城建环资工委');
  await choose(committee.page, '承办机关', '政府办公室');
  await save(committee.page);
  await committee.page.getByRole('link', { name: /这件审议意见的全貌/ }).click();
  await committee.page.getByRole('link', { name: /登记意见事项/ }).click();
  await committee.page.getByText(TITLE).first().waitFor();
  await committee.page.getByRole('textbox', { name: /^序号/ }).fill('（一）');
  await committee.page.getByRole('textbox', { name: /^事项/ }).fill(MATTER);
  await save(committee.page);
  await committee.page.getByRole('link', { name: /这件审议意见的全貌/ }).click();
  await committee.page.getByRole('button', { name: '推进' }).click();
  await take(committee.page, '送审签');

  const government = await site.visit();
  await enter(government.page, city, '督查员', 'opinions');
  // What the congress still drafts is nobody else's business.
  await government.page.getByRole('heading', { name: '还没有审议意见' }).waitFor();

  const record = committee.page.url();
  const steps = async (name: string, work: (page: Page) => Promise<void>) => {
    const { page, complaints } = await site.visit();
    await enter(page, city, name, 'opinions');
    await page.goto(record);
    await work(page);
    expect(complaints()).toEqual([]);
  };
  await steps('副主任', (page) => take(page, '审签'));
  await steps('主任', (page) =>
    take(page, '主任会议通过', async (dialog) => dialog.getByLabel(/^文号/).fill('人常〔2026〕1号')),
  );
  await steps('人大办', (page) => take(page, '交办'));

  // The government signs for it, names who leads, and a task answers the item.
  await openOpinion(government.page);
  await government.page.getByText('没有举措回应').first().waitFor();
  await government.page.getByText(/自 .* 起 3 个月，当日不计/).waitFor();
  await government.page.goto(record);
  await take(government.page, '签收');
  await openOpinion(government.page);
  await government.page
    .getByRole('link', { name: `（一） ${MATTER}` })
    .last()
    .click();
  await government.page.getByRole('button', { name: '修改' }).click();
  await choose(government.page, '主办单位', OWN);
  await save(government.page);
  await openOpinion(government.page);
  await government.page.getByRole('link', { name: /分派任务/ }).click();
  await government.page.getByRole('textbox', { name: /^措施/ }).fill('建成十处口袋公园');
  await choose(government.page, '主办单位', OWN);
  await government.page.getByRole('textbox', { name: /^期限/ }).fill('2026-12-20');
  await save(government.page);
  await government.page.goto(record);
  await take(government.page, '报送分解方案');
  await steps('分管领导', (page) => take(page, '批准分解方案'));

  // The unit reports what it did; nothing is done without proof.
  const unit = await site.visit();
  await enter(unit.page, city, '住建员', 'opinions');
  await openOpinion(unit.page);
  await unit.page.getByRole('link', { name: /建成十处口袋公园/ }).click();
  await take(unit.page, '签收');
  await unit.page.getByRole('button', { name: '申请销号', exact: true }).click();
  const apply = unit.page.getByRole('dialog', { name: '申请销号' });
  await apply.getByLabel(/^办理结果/).fill('十处已开放');
  await apply.getByRole('button', { name: '申请销号', exact: true }).click();
  await apply.getByText(/还没有佐证/).waitFor();
  expect(unit.complaints().filter((line) => !line.includes('422'))).toEqual([]);
  expect([...committee.complaints(), ...government.complaints()]).toEqual([]);
});
