import { plansFollower } from '@quantu/plans/server';
import { loadDocument } from '@quantu/product-documents/server';
import { books } from '@quantu/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { buildPlanWorld, type PlanWorld } from './plan-world.ts';
import { openSite, REPORT, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
let layers: PlanWorld;
let document: string;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  layers = await buildPlanWorld(site.store);
  const follow = plansFollower(books);
  const { name, bytes } = REPORT;
  document = (await loadDocument(site.store, city.district, 'system', { name, bytes, accept: true, follow })).id;
});
afterAll(() => site?.close());

test('a planner goes from an accepted report to its plans in the catalogue, and from a plan back to its sentence', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', null);
  await page.goto(`/d/${city.district}/documents/${document}/rows?tab=plan`);
  const entered = page.getByRole('region', { name: '已进入规划目录' });
  const plan = entered.getByRole('listitem').first().getByRole('link');
  const name = (await plan.textContent()) ?? '';
  await plan.click();
  await page.getByRole('heading', { name }).waitFor();
  const sources = page.getByRole('region', { name: '报告里的出处' });
  const sentence = (await sources.locator('blockquote').first().textContent()) ?? '';
  expect(sentence.length).toBeGreaterThan(5);
  await page.goto(`/d/${city.district}/registers/plan`);
  await page.getByText(name).first().waitFor();
  await page.goBack();
  await sources.getByRole('link').first().click();
  await page.waitForURL(new RegExp(`/documents/${document}\\?place=\\d+`));
  expect(complaints()).toEqual([]);
});

test('a planner tries a scenario beside the draft, sees how it differs and adopts it', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', null);
  const layer = layers.get('CZKFBJ') ?? '';
  await page.goto(`/d/${city.district}/map/layers/${layer}/scenarios`);
  await page.getByRole('button', { name: '新方案' }).first().click();
  const begin = page.getByRole('dialog', { name: /新方案$/ });
  await begin.getByLabel('方案名称').fill('北移');
  await begin.getByLabel('目的').fill('少占耕地');
  await begin.getByRole('button', { name: /开\s?始/ }).click();
  const row = page.getByRole('row', { name: /北移/ });
  await row.getByRole('link', { name: '编辑' }).click();
  const map = page.getByRole('application', { name: '在图上编辑城镇开发边界' });
  await page.getByText('正在改方案“北移”').waitFor();
  const name = page.getByLabel('名称', { exact: true });
  await expect
    .poll(
      async () => {
        const box = await map.boundingBox();
        if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        return name.isVisible();
      },
      { timeout: 120_000, interval: 1000 },
    )
    .toBe(true);
  await name.fill('中心城区（北移）');
  await name.press('Enter');
  await page.getByRole('button', { name: '保存 1 处' }).click();
  const save = page.getByRole('dialog', { name: '保存 1 处修改' });
  await save.getByLabel('理由').fill('试一试');
  await save.getByRole('button', { name: '存进方案' }).click();
  await page.getByText('已存进方案“北移”').waitFor();

  await page.goto(`/d/${city.district}/map/layers/${layer}/scenarios`);
  await page.getByText('属性改变 1').waitFor();
  await page.getByRole('region', { name: '用地平衡' }).getByRole('row', { name: /^合计/ }).waitFor();
  await row.getByRole('link', { name: '在图上看' }).click();
  await page.getByText('城镇开发边界（方案“北移”）').waitFor();
  await page.goBack();
  await row.getByRole('button', { name: /采\s?纳/ }).click();
  const adopt = page.getByRole('dialog', { name: '采纳方案“北移”' });
  await adopt.getByLabel('理由').fill('会议定');
  await adopt.getByRole('button', { name: '采纳进草稿' }).click();
  await page.getByText('● 已采纳').or(row.getByText('已采纳')).first().waitFor();
  expect(complaints()).toEqual([]);
});
