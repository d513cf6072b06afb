import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { becomeAdministrator, drop, openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const report = (year: number, parks: number): Uint8Array =>
  Buffer.from(
    `东屿区人民政府关于${year}年园林工作的报告\n\n一、办理情况\n\n新建口袋公园${parks}个，总投资3.2亿元，完成绿道建设12公里。\n`,
  );

test('two reports side by side: the same indicator with different values, each with its place in the text', async () => {
  const { page, complaints } = await site.visit();
  await becomeAdministrator(page);
  await drop(page, [
    { name: '去年.txt', bytes: report(2025, 8) },
    { name: '今年.txt', bytes: report(2026, 11) },
  ]);
  const files = page.getByRole('list', { name: '正在处理的文件' });
  for (const name of ['去年.txt', '今年.txt']) {
    await files.getByRole('listitem').filter({ hasText: name }).getByRole('link', { name: '开始核对' }).waitFor();
  }
  await page.getByRole('link', { name: '比较', exact: true }).click();
  for (const [side, year] of [
    ['甲', '2025'],
    ['乙', '2026'],
  ] as const) {
    await page.getByLabel(side, { exact: true }).click();
    await page.keyboard.type(year);
    await page.keyboard.press('Enter');
  }
  const row = page.getByRole('row').filter({ hasText: '口袋公园' });
  await row.getByText('+3 个（+37.5%）').waitFor();
  expect(await page.getByRole('row').filter({ hasText: '总投资' }).count()).toBe(0);
  await page.getByRole('switch').click();
  await page.getByRole('row').filter({ hasText: '3.2 亿元' }).waitFor();
  const address = page.url();
  await row.getByRole('link', { name: '11 个' }).click();
  await page.getByRole('region', { name: '数字：11个' }).waitFor();
  await page.goto(address);
  await row.getByText('+3 个（+37.5%）').waitFor();
  expect(complaints()).toEqual([]);
});
