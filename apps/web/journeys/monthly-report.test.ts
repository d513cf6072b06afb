import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, OWN, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'department-clerk', '经办人一', OWN);
  await hire(site.store, city, 'department-clerk', '经办人二', OWN);
  await hire(site.store, city, 'government-office', '督查员');
});
afterAll(() => site?.close());

const done = (name: string): string => `${name} 本月完成（万元）`;

test('a clerk fills the month of the own unit only, keeps what is typed over a reload, and hands it in', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '经办人一');
  await page.getByRole('link', { name: '月报填报' }).click();
  await page.getByRole('heading', { name: '月报填报' }).waitFor();
  const rows = page.getByRole('row');
  await rows.filter({ hasText: '滨海大道提升' }).waitFor();
  expect(await rows.filter({ hasText: '驿峰路拓宽' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: '月报审定' }).count()).toBe(0);
  await page.getByLabel('滨海大道提升 形象进度（沿用上月）').waitFor();

  // A column out of a spreadsheet falls into four rows; a number that is none stays, with its sentence.
  const first = page.getByLabel(done('滨海大道提升'));
  await first.focus();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, '1,050\n三百左右\n１２５７.５\n230');
  await expect.poll(() => page.getByLabel(done('口袋公园十处')).inputValue()).toBe('230');
  expect(await page.getByLabel(done('东片区污水管网')).getAttribute('aria-invalid')).toBe('true');
  await page.reload();
  await page.getByText('已恢复本机上没有保存的 4 格').waitFor();

  await page.getByRole('button', { name: '提交月报' }).click();
  await page.getByRole('alert').filter({ hasText: '三百左右' }).waitFor();
  const second = page.getByLabel(done('东片区污水管网'));
  await second.fill('');
  await second.press('Enter');
  expect(await page.getByLabel(done('惠屿安置房二期')).evaluate((cell) => cell === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: '提交月报' }).click();
  await page.getByRole('alert').filter({ hasText: '没有填完' }).waitFor();
  await second.fill('322.5');
  await page.keyboard.press('Control+s');
  await page.getByText('已保存', { exact: true }).waitFor();
  await page.getByRole('button', { name: '提交月报' }).click();
  await page.getByText('已提交，等政府办审定').waitFor();
  await expect.poll(() => page.getByLabel(done('滨海大道提升')).count()).toBe(0);
  expect(complaints()).toEqual([]);
});

test('the office compares with last month, sends back with a reason, approves, and corrects only with a reason', async () => {
  const office = await site.visit();
  await enter(office.page, city, '督查员');
  await office.page.getByRole('link', { name: '月报审定' }).click();
  await office.page.getByRole('button', { name: OWN }).click();
  const sheet = office.page.getByRole('region', { name: OWN });
  await sheet.getByRole('row').filter({ hasText: '东片区污水管网' }).getByText('问题：').waitFor({ state: 'detached' });
  await sheet.getByRole('button', { name: '退回' }).click();
  const dialog = office.page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('东片区的问题没有写');
  await dialog.getByRole('button', { name: '退回' }).click();
  await office.page.getByText(`已退回${OWN}`).waitFor();

  const clerk = await site.visit();
  await enter(clerk.page, city, '经办人一', `monthly?month=${city.month}`);
  await clerk.page.getByLabel('东片区污水管网 存在问题').fill('征迁受阻');
  await clerk.page.getByRole('button', { name: '提交月报' }).click();
  await clerk.page.getByText('已提交，等政府办审定').waitFor();

  await office.page.reload();
  await sheet.getByText('问题：征迁受阻').waitFor();
  await sheet.getByRole('button', { name: '审定', exact: true }).click();
  await office.page.getByText('数据锁定').waitFor();
  await sheet.getByRole('button', { name: '更正 滨海大道提升' }).click();
  await dialog.getByLabel('本月完成（万元）').fill('950');
  expect(await dialog.getByRole('button', { name: '更正' }).isDisabled()).toBe(true);
  await dialog.getByLabel('理由（必填）').fill('重复计入一笔 100 万元');
  await dialog.getByRole('button', { name: '更正' }).click();
  await sheet.getByRole('row').filter({ hasText: '滨海大道提升' }).filter({ hasText: '已更正' }).waitFor();

  await clerk.page.reload();
  const row = clerk.page.getByRole('row').filter({ hasText: '滨海大道提升' });
  await row.getByText('已更正').waitFor();
  await row.getByText('950', { exact: true }).waitFor();
  expect([...office.complaints(), ...clerk.complaints()]).toEqual([]);
});
