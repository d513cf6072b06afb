import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const FOUNDING = '../shared/samples/reports/00-quangang-2024-87.txt';
let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'congress-committee', '工委员', '人大城建环资工委');
});
afterAll(() => site?.close());

test.skipIf(!existsSync(FOUNDING))('the founding report becomes an opinion whose third item is red', async () => {
  const { page } = await site.visit();
  await enter(page, city, '督查员', 'opinions');
  await page.locator('input[type=file]').first().setInputFiles(FOUNDING);
  await page.getByRole('button', { name: '登记 4 件意见事项' }).waitFor();
  const shots = process.env['QUANTU_SHOTS'];
  if (shots) await page.screenshot({ path: `${shots}/paper.png` });
  await page.getByRole('button', { name: '登记 4 件意见事项' }).click();
  await page.getByRole('heading', { name: '意见对照报告' }).waitFor();
  const third = page.getByRole('rowgroup').filter({ hasText: '紧扣品质服务' });
  await third.getByText('没有下一步').waitFor();
  expect(await page.getByText('没有下一步').count()).toBe(2);
  if (shots) {
    await page.screenshot({ path: `${shots}/opinion.png`, fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${shots}/opinion-390.png` });
  }
  await page.getByRole('link', { name: '原文' }).first().click();
  await page.locator('mark.is-selected').first().waitFor();
});
