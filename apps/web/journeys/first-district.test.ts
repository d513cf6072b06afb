import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { becomeAdministrator, openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
beforeAll(async () => {
  site = await openSite({ districts: [] });
});
afterAll(() => site?.close());

test('an installation without a district asks the administrator for one, and takes more later', async () => {
  const { page, complaints } = await site.visit();
  await becomeAdministrator(page);
  await page.getByLabel('区划代码').fill('三五');
  await page.getByLabel('名称').fill('泉港区');
  await page.getByRole('button', { name: '新建区划' }).click();
  await page.getByText('区划代码是 6 到 12 位数字').waitFor();
  await page.getByLabel('区划代码').fill('350505');
  await page.getByRole('button', { name: '新建区划' }).click();
  await page.getByRole('heading', { name: '把报告拖到这里' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/d/350505/documents');
  expect(await page.getByText('虚构示例').count()).toBe(0);

  await page.getByRole('link', { name: '区划', exact: true }).click();
  await page.getByRole('button', { name: '新建区划' }).click();
  const dialog = page.getByRole('dialog', { name: '新建区划' });
  await dialog.getByLabel('区划代码').fill('350505');
  await dialog.getByLabel('名称').fill('惠安县');
  await dialog.getByRole('button', { name: '新建区划' }).click();
  await dialog.getByRole('alert').filter({ hasText: '350505' }).waitFor();
  await dialog.getByLabel('区划代码').fill('350521');
  await dialog.getByRole('button', { name: '新建区划' }).click();
  await page.waitForURL(/\/d\/350521\/documents$/);
  await page.getByRole('combobox', { name: '区划' }).waitFor();
  expect(complaints()).toEqual([]);
});
