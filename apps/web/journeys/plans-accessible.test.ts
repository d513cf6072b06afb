import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriers } from './barriers.ts';
import { buildCity, enter, hire, type City } from './city.ts';
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
  await hire(site.store, city, 'planner', '规划师');
  layers = await buildPlanWorld(site.store, 6, 5);
});
afterAll(() => site?.close());

test.each([
  { size: { width: 1366, height: 768 }, isElder: false, word: 'an office screen' },
  { size: { width: 390, height: 844 }, isElder: false, word: 'a phone' },
  { size: { width: 1366, height: 768 }, isElder: true, word: 'elder mode' },
])('the pages of the one map are accessible and fit on $word', async ({ size, isElder }) => {
  const { page, context, complaints } = await site.visit(size);
  if (isElder) await context.addInitScript(() => localStorage.setItem('quantu.elder', '1'));
  const found: Record<string, string[]> = {};
  const land = layers.get('DLTB') ?? '';
  await enter(page, city, '规划师', null);
  const drawn = 'drawn=118.862,25.082;118.868,25.082;118.868,25.088;118.862,25.088';
  for (const [path, sign] of [
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
  ] as const) {
    await page.goto(`/d/${city.district}/${path}`);
    await page.locator('main').getByText(sign).first().waitFor();
    found[path] = await barriers(page);
  }
  expect(Object.entries(found).filter(([, lines]) => lines.length > 0)).toEqual([]);
  expect(complaints()).toEqual([]);
});
