import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { buildOverlayWorld } from './overlay-world.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  await buildOverlayWorld(site.store);
});
afterAll(() => site?.close());

test('a planner lays two plans over farmland, opens a conflict and decides it by accepting the edit', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', 'map/overlays');
  for (const name of ['原城市规划', '原土地利用规划', '永久基本农田', '镇街界']) {
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.getByRole('textbox', { name: '叠加方案' }).fill('两规与永农');
  await page.getByRole('button', { name: '开始叠加' }).click();
  await page.getByRole('heading', { name: '两规与永农' }).waitFor();
  // Left and come back to: the run is where it is.
  await page.reload();
  await page.getByText('面积相符').waitFor({ timeout: 120_000 });
  await page.getByText('新增 4，有变化 0，不变 0，再次出现 0，消除 0').waitFor();
  await page.getByRole('tab', { name: '差异矩阵' }).click();
  await page.getByRole('cell', { name: '非建设用地' }).first().waitFor();
  await page.getByRole('tab', { name: '待定编码 1' }).click();
  await page.getByRole('cell', { name: 'E2' }).waitFor();

  await page.getByRole('tab', { name: '差异图斑' }).click();
  await page.getByRole('link', { name: 'C1-00001' }).click();
  await page.getByRole('row', { name: /涂岭居住区/ }).waitFor();
  await page.getByRole('textbox', { name: '采纳理由' }).fill('让出永久基本农田');
  await page.getByRole('button', { name: '采纳，写进草稿' }).click();
  await page.getByText('已写进“原城市规划”的草稿（第 2 版）').waitFor();

  await page.getByRole('link', { name: '台账记录：交办、作出决定' }).click();
  await page.getByText('采纳建议调整').first().waitFor();
  await page.getByText('让出永久基本农田').first().waitFor();
  expect(complaints()).toEqual([]);
});
