import { readFileSync } from 'node:fs';
import { publishVersion, writeVersion } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { books } from '@quantu/server';
import { TEST_DISTRICT } from '@quantu/store/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriers } from './barriers.ts';
import { buildCity, enter, hire, type City } from './city.ts';
import { buildPlanWorld, parcels } from './plan-world.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  await buildPlanWorld(site.store);
});
afterAll(() => site?.close());

const base = (): string => `/d/${city.district}/map`;
const RING = [[118.885, 25.085], [118.889, 25.085], [118.889, 25.088], [118.885, 25.088], [118.885, 25.085]]; // prettier-ignore

async function chooseUse(page: Page, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: '拟用途' });
  await box.fill(text);
  await box.press('Enter');
}

/** A layer of the parcels, in a role. */
async function playRole(role: string, name: string): Promise<void> {
  const act = { actor: 'system', action: 'record.create', district: TEST_DISTRICT };
  await site.store.transact(act, async (tx) => {
    const register = books.registers.get('map-layer')!;
    const values = { code: role, name, category: 'plan', shape: 'area', role, codeSet: 'land-use-2023' };
    const { id } = await createRecord(tx, books, register, programViewer('system'), values);
    await writeVersion(tx, books, { layer: id, features: parcels(3, 3), meta: { title: '第 1 版' } });
    await publishVersion(tx, books, { layer: id, number: 1, reason: '入库' });
  });
}

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return readFileSync(await file.path());
}

test('a planner uploads a site, reads ten steps and their hits, saves the sheets, declares what the district lacks and adds a layer', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', 'map/site-checks');
  await page.getByText('上传文件').click();
  await page.getByLabel('选择范围文件').setInputFiles({
    name: '安置房二期.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'Polygon', coordinates: [RING] })),
  });
  await page.getByText('1 个面').waitFor();
  expect(await page.getByLabel('项目（地块）名称').inputValue()).toBe('安置房二期');
  await chooseUse(page, '0701');
  await page.getByRole('button', { name: '开始审查' }).click();
  const verdict = page.getByRole('region', { name: '审查结论' });
  await verdict.getByText('无法判定', { exact: true }).waitFor();
  await verdict.getByText('没有已发布的图层担任“永久基本农田”，无法判定').waitFor();
  const steps = page.getByRole('list', { name: '审查步骤' }).locator(':scope > li');
  expect(await steps.count()).toBe(10);
  await steps.nth(5).getByText('依据和图斑').click();
  const hit = steps.nth(5).getByRole('button').first();
  await hit.click();
  expect(await hit.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('region', { name: '报批前须办理的事项', exact: true }).getByText('用地预审与选址').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect((await download(page, '意见书 PDF')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await download(page, '意见书 DOCX')).subarray(0, 2).toString()).toBe('PK');

  await page.getByRole('button', { name: '改条件再审' }).click();
  await page.getByText('的范围').first().waitFor();
  await page.getByText(/本区没有的可以声明不涉及/).click();
  await page.getByRole('checkbox', { name: '不涉及海岸线（退缩线）' }).check();
  await page.getByText('还要写不涉及的理由').waitFor();
  await page.getByLabel('不涉及海岸线（退缩线）的理由').fill('内陆镇，不临海');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: '开始审查' }).click();
  const versions = page.getByRole('region', { name: '所用图层和版本', exact: true });
  await versions.getByText('声明不涉及（规划师）：内陆镇，不临海').waitFor();

  await playRole('permanent-farmland', '永久基本农田');
  await page.getByRole('button', { name: '重新审查' }).click();
  const changes = page.getByRole('region', { name: '与上次的不同' });
  await changes.getByText('第 2 步：由“无法判定”变为“符合”').waitFor();
  expect(complaints()).toEqual([]);
});

test('on a phone a site is searched with its weights in sight, and a candidate is checked', async () => {
  const { page, complaints } = await site.visit({ width: 390, height: 844 });
  await enter(page, city, '规划师', null);
  await page.goto(`${base()}/site-search`);
  await chooseUse(page, '0701');
  await page.getByText('现状图斑').click();
  await page.getByRole('checkbox', { name: '在城镇开发边界内' }).uncheck();
  await page.getByText('用途兼容 40').waitFor();
  await page.getByRole('button', { name: '开始选址' }).click();
  const found = page.getByRole('region', { name: '候选地块', exact: true });
  await found.getByText(/个地块里有 \d+ 个合适/).waitFor();
  await found.getByText(/用途兼容×40/).waitFor();
  await page.reload();
  await found.getByText(/个地块里有 \d+ 个合适/).waitFor();
  expect(await barriers(page)).toEqual([]);
  const scores = await found.locator('tbody td:nth-child(5)').allTextContents();
  expect(scores.map(Number)).toEqual(scores.map(Number).sort((a, b) => b - a));
  await found.getByRole('row').nth(2).getByRole('button').click();
  await found
    .getByRole('row')
    .nth(2)
    .getByRole('link', { name: /^审查地块/ })
    .click();
  await page.getByText(/^选址候选地块/).waitFor();
  await page.getByRole('button', { name: '开始审查' }).click();
  await page.getByRole('region', { name: '审查结论' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(complaints()).toEqual([]);
});

test('a planner draws a site on the map and checks it', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', 'map/site-checks');
  const sheet = page.getByRole('region', { name: '审查范围地图' });
  // A map that has no paper yet takes no corner.
  await sheet.and(page.locator('[aria-busy=false]')).waitFor();
  await page.waitForLoadState('networkidle');
  const map = await sheet.boundingBox();
  if (!map) throw new Error('no map');
  const at = (x: number, y: number): readonly [number, number] => [map.x + map.width * x, map.y + map.height * y];
  for (const [x, y] of [[0.45, 0.45], [0.55, 0.45], [0.55, 0.55]] as const) await page.mouse.click(...at(x, y)); // prettier-ignore
  await page.mouse.dblclick(...at(0.45, 0.55));
  await page.getByText('拖动角点可以修改').waitFor();
  await page.getByLabel('项目（地块）名称').fill('手绘地块');
  await chooseUse(page, '0701');
  await page.getByRole('button', { name: '开始审查' }).click();
  await page.getByRole('region', { name: '审查结论' }).getByText('在图上绘制').waitFor();
  expect(complaints()).toEqual([]);
});
