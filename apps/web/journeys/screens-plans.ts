import type { Page } from 'playwright-core';
import type { PlanWorld } from './plan-world.ts';

type Go = (name: string, path: string, act?: () => Promise<unknown>) => Promise<void>;

const AREA = '118.87,25.085;118.89,25.085;118.89,25.1;118.87,25.1';

/** Pictures of the one map and everything around it. */
export async function showPlans(page: Page, go: Go, district: string, layers: PlanWorld): Promise<void> {
  const map = `${district}/map`;
  const layer = layers.get('DLTB') ?? '';
  await beginScenario(page, `${map}/layers/${layer}/scenarios`);
  await go('map', map);
  await go('map-place', `${map}?at=15/118.88/25.095&pick=118.88,25.095`);
  await go('map-statistics', `${map}?tool=statistics&drawn=${AREA}`);
  await go('map-measure', `${map}?tool=area&drawn=${AREA}`);
  await go('map-thematic', `${map}?tool=thematic&theme=DLTB.quantile.5.容积率`);
  await go('map-legend', map, async () => {
    const list = page.getByRole('button', { name: /^图层 \d+$/ });
    if (await list.isVisible()) await list.click();
    await page.getByRole('tab', { name: /^叠放与图例/ }).click();
  });
  await go('map-search', map, () => page.getByLabel('在图上查找').fill('dongyu'));
  await go('map-imports', `${map}/imports`);
  await go('map-compare', `${map}/compare?a=DLTB.100.v1&b=DLTB.100.v2`);
  await go('map-versions', `${map}/layers/${layer}/versions`);
  await go('map-scenarios', `${map}/layers/${layer}/scenarios`);
  await go('map-edit', `${map}/layers/${layer}/edit`);
  await go('map-print', `${map}/print?on=DLTB&at=14/118.88/25.095`);
  await go('map-overlays', `${map}/overlays`);
  await go('map-site-check', `${map}/site-checks`);
  await go('map-site-search', `${map}/site-search`);
  await go('plans', `${district}/registers/plan`);
  await go('plan', `${district}/registers/plan`, async () => {
    await page.getByText('国土空间总体规划').first().click();
  });
  await go('layers', `${district}/registers/map-layer`);
}

/** Once: the page is the same for all sizes. */
async function beginScenario(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  if ((await page.getByText('中心城区北移').count()) > 0) return;
  await page.getByRole('button', { name: '新方案' }).click();
  await page.getByLabel('方案名称').fill('中心城区北移');
  await page.getByLabel('目的').fill('比较两种用地布局对耕地的影响');
  await page
    .getByRole('button', { name: '开 始' })
    .or(page.getByRole('button', { name: '开始' }))
    .click();
  await page.getByRole('rowheader', { name: /中心城区北移/ }).waitFor();
}
