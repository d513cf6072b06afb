import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriersOfPages } from './barriers.ts';
import { buildCity, enter, hire, OWN, type City } from './city.ts';
import { buildPlanWorld, type PlanWorld } from './plan-world.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
let layers: PlanWorld;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'government-office', '督查员');
  await hire(site.store, city, 'department-clerk', '经办人一', OWN);
  await hire(site.store, city, 'planner', '规划师');
  layers = await buildPlanWorld(site.store, 6, 5);
});
afterAll(() => site?.close());

/** Addresses below the district, and what stands on the page once it is there. */
type Signs = readonly (readonly [path: string, sign: string | RegExp])[];

async function lookAt(page: Page, signs: Signs): Promise<string[]> {
  const below = new Map(signs.map(([path, sign]) => [`/d/${city.district}/${path}`, sign]));
  return barriersOfPages(page, [...below.keys()], (path) =>
    page.locator('main').getByText(below.get(path)!).first().waitFor(),
  );
}

test('the pages of projects are accessible and fit on every screen', async () => {
  const { page, complaints } = await site.visit();
  const transport = city.organisations.get('交通运输局') ?? '';
  const project = city.projects.get('驿峰路拓宽') ?? '';
  await enter(page, city, '督查员', 'desk');
  const found = await lookAt(page, [
    ['desk', /^落后/],
    ['desk?asOf=2020-01-31', '还没有项目月报'],
    ['projects', /征迁受阻/],
    [`projects/${project}`, '各年计划'],
    ['projects/rules', '银川规则'],
    ['registers', '城建项目'],
    ['registers/city-project', '驿峰路拓宽'],
    ['registers/city-project?group=state', '在建'],
    ['registers/city-project?face=board', '驿峰路拓宽'],
    ['registers/city-project?face=map', '图上 8 条'],
    [`registers/city-project/${project}`, '驿峰路拓宽'],
    ['registers/city-project/imports', '导入'],
    [`monthly/approval?month=${city.month}&organisation=${transport}`, '驿峰路拓宽'],
    [`monthly?month=${city.month}`, '滨海大道提升'],
    ['organisations', '区人民政府'],
    ['burden', '填报负担'],
  ]);
  expect(found).toEqual([]);
  expect(complaints()).toEqual([]);
});

test('the pages of the one map are accessible and fit on every screen', async () => {
  const { page, complaints } = await site.visit();
  const land = layers.get('DLTB') ?? '';
  await enter(page, city, '规划师', null);
  const drawn = 'drawn=118.862,25.082;118.868,25.082;118.868,25.088;118.862,25.088';
  const found = await lookAt(page, [
    ['map', '经纬度'],
    ['map?at=15/118.8645/25.085&pick=118.8645,25.085', '平方米'],
    [`map?tool=statistics&${drawn}`, '水田'],
    [`map?tool=area&${drawn}`, '周长'],
    ['map?tool=thematic&theme=DLTB.quantile.5.容积率', '恢复标准颜色'],
    ['map/compare', '卷帘'],
    ['map/print', '生成 PDF'],
    ['map/imports', '选择文件'],
    [`map/layers/${land}/versions`, '属性改变'],
    [`map/layers/${land}/edit`, '新画'],
  ]);
  expect(found).toEqual([]);
  expect(complaints()).toEqual([]);
});
