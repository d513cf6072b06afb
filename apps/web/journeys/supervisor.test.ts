import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'vice-head', '分管领导');
});
afterAll(() => site?.close());

test('a supervisor sees what is red and why, drills to the rows and the map, and the numbers agree', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '督查员', 'desk');
  const red = page.getByRole('region', { name: '亮灯项目' });
  await red
    .getByText(/落后 .* 个百分点/)
    .first()
    .waitFor();
  const count = Number(/全部 (\d+) 个/.exec((await red.getByRole('link', { name: /^全部/ }).textContent()) ?? '')?.[1]);
  expect(count).toBeGreaterThan(0);

  await red.getByRole('link', { name: /^全部/ }).click();
  await page.getByRole('heading', { name: '项目亮灯' }).waitFor();
  const rows = page.locator('tbody').getByRole('row').filter({ hasText: '红灯' });
  await expect.poll(() => rows.count()).toBe(count);

  await page.getByRole('link', { name: '南埔村镇中心' }).click();
  await page.getByRole('heading', { name: '南埔村镇中心' }).waitFor();
  await page.getByText('征迁受阻').first().waitFor();
  const months = page.getByRole('link', { name: /^\d{4}-\d{2}$/ });
  await months.first().waitFor();
  await page.getByRole('link', { name: '台账记录' }).click();
  await page.waitForURL(/registers\/city-project\//);

  await page.goto(`/d/${city.district}/desk`);
  const map = page.getByRole('region', { name: '项目地图' });
  const legend = map.getByRole('button').filter({ hasText: '红灯' });
  await legend.waitFor();
  expect(await legend.locator('.num').textContent()).toBe(String(count));
  await map.getByRole('link', { name: '大地图' }).click();
  await page.waitForURL(/registers\/city-project\?.*face=map/);
  expect(complaints()).toEqual([]);
});

test('a past day shows what was there then, says so, and lets nobody change it', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '督查员', 'desk?asOf=2020-06-30');
  await page.getByText('您在看 2020-06-30 的数据').waitFor();
  await page.getByRole('heading', { name: '还没有项目月报' }).waitFor();
  await page.getByRole('link', { name: '机构' }).click();
  await page.getByRole('heading', { name: '机构', exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('asOf')).toBe('2020-06-30');
  await page.getByRole('heading', { name: '还没有单位' }).waitFor();
  await page.getByRole('button', { name: '回到今天' }).click();
  await page.getByRole('link', { name: '区人民政府', exact: true }).waitFor();
  await page
    .getByRole('button', { name: /移交、撤销/ })
    .first()
    .waitFor();
  expect(complaints()).toEqual([]);
});

test('choosing another rule asks why, judges every light again and is remembered', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '督查员', 'projects/rules');
  await page.getByRole('listitem').filter({ hasText: '武汉规则' }).getByRole('button', { name: '选用' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^理由/).fill('区政府常务会议定');
  await dialog.getByRole('button', { name: '选用' }).click();
  await page.getByText(/盏灯变了颜色|没有灯变色/).waitFor();
  await page.getByText('理由：区政府常务会议定').waitFor();
  const leader = await site.visit();
  await enter(leader.page, city, '分管领导', 'desk');
  await leader.page.getByText(/^亮灯按武汉规则/).waitFor();
  await leader.page.goto(`/d/${city.district}/projects/rules`);
  await leader.page.getByRole('heading', { name: '选用记录' }).waitFor();
  expect(await leader.page.getByRole('button', { name: '选用' }).count()).toBe(0);
  expect([...complaints(), ...leader.complaints()]).toEqual([]);
});
