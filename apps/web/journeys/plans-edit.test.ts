import type { Geometry, Position } from '@quantu/geometry';
import type { AnswerOf } from '@quantu/people';
import type { drawingRoutes } from '@quantu/plans';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { pixels, type Pixels } from './map-pixels.ts';
import { buildPlanWorld, parcels, type PlanWorld } from './plan-world.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const ACROSS = 20;
let site: Site;
let city: City;
let layers: PlanWorld;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  layers = await buildPlanWorld(site.store, ACROSS, 15);
});
afterAll(() => site?.close());

const world = parcels(ACROSS, 15);
const ringOf = (shape: Geometry): readonly Position[] => (shape.type === 'Polygon' ? shape.coordinates[0]! : []);
/** The parcel of a column and a row, with its corners from the south-west round. */
function parcel(x: number, y: number) {
  const { key, geometry } = world[y * ACROSS + x]!;
  const ring = ringOf(geometry).slice(0, -1);
  const mean = (at: 0 | 1): number => ring.reduce((sum, one) => sum + one[at], 0) / ring.length;
  return { key, ring, middle: [mean(0), mean(1)] as const };
}

async function opened(): Promise<{ page: Page; at: Pixels; complaints: () => readonly string[] }> {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', null);
  await page.goto(`/d/${city.district}/map/layers/${layers.get('DLTB')}/edit`);
  const map = page.getByRole('application', { name: '在图上编辑土地利用现状' });
  const known = parcel(3, 3);
  let at: Pixels = await pixels(page, map);
  // The map comes to its place, and the parcels to it, some time after its paper.
  await expect
    .poll(
      async () => {
        at = await pixels(page, map);
        await page.mouse.click(...at(known.middle));
        return page.getByRole('heading', { name: known.key }).isVisible();
      },
      { timeout: 120_000, interval: 1000 },
    )
    .toBe(true);
  return { page, at, complaints };
}

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 4 });
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
}

/** Corners are drawn a moment after their parcel is chosen; then the pointer says that they can be pulled. */
async function pullable(page: Page, [x, y]: readonly [number, number]): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.mouse.move(x - 2, y);
        await page.mouse.move(x, y);
        return page.locator('.maplibregl-canvas').evaluate((canvas) => canvas.style.cursor);
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe('move');
}

async function save(page: Page, places: number, reason: string): Promise<void> {
  await page.getByRole('button', { name: `保存 ${places} 处` }).click();
  const dialog = page.getByRole('dialog', { name: `保存 ${places} 处修改` });
  await dialog.getByLabel('理由').fill(reason);
  await dialog.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText(/已存为第 \d+ 版草稿/).waitFor();
}

/** Degrees: some pixels of these maps, and far less than a parcel. */
const NEAR = 2e-4;
type Shapes = AnswerOf<typeof drawingRoutes.shapes>;
/** What the draft holds around a place, as it is stored. */
const stored = (page: Page, [lon, lat]: Position): Promise<Shapes> =>
  page.evaluate(
    async (path) => (await fetch(path)).json() as Promise<Shapes>,
    `/api/d/${city.district}/map/layers/${layers.get('DLTB')}/shapes?version=3&box=${lon - NEAR},${lat - NEAR},${lon + NEAR},${lat + NEAR}`,
  );

test('a corner that four parcels share is dragged, and stays shared; steps go back and forth', async () => {
  const { page, at, complaints } = await opened();
  const one = parcel(5, 5);
  await page.mouse.click(...at(one.middle));
  const corner = one.ring[2]!;
  const to: Position = [corner[0] + 0.0006, corner[1] + 0.0004];
  await pullable(page, at(corner));
  await drag(page, at(corner), at(to));
  const button = page.getByRole('button', { name: '保存 4 处' });
  await button.waitFor();
  await page.getByText(/比原来[大小]/).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true);
  await page.keyboard.press('Control+y');
  await button.waitFor();
  await save(page, 4, '测绘更正');
  const around = await stored(page, to);
  expect(around.data.length).toBeGreaterThanOrEqual(4);
  const near = (shape: Geometry) =>
    ringOf(shape).filter(([lon, lat]) => Math.abs(lon - to[0]) < NEAR && Math.abs(lat - to[1]) < NEAR);
  const corners = new Set(around.data.flatMap(({ shape }) => near(shape).map(String)));
  expect(corners.size).toBe(1);
  expect(complaints()).toEqual([]);
});

test('a parcel is cut in two and the parts are put together again', async () => {
  const { page, at, complaints } = await opened();
  const one = parcel(9, 8);
  await page.mouse.click(...at(one.middle));
  await page.getByRole('button', { name: '分割' }).click();
  const [west, east] = [parcel(8, 8).middle, parcel(10, 8).middle];
  await page.mouse.click(...at(west));
  await page.mouse.dblclick(...at(east));
  await page.getByText('选了 2 个，可以合并').waitFor();
  await page.getByRole('heading', { name: '新要素' }).waitFor();
  await page.getByRole('button', { name: '合并' }).click();
  await page.getByText('选了 2 个，可以合并').waitFor({ state: 'detached' });
  // The neighbours got corners where the cut met them, and keep them.
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByText('选了 2 个').waitFor({ state: 'detached' });
  await save(page, 4, '分割地块');
  const parts = (await stored(page, one.middle)).data.filter(({ code }) => code === world[8 * ACROSS + 9]!.code);
  expect(parts.length).toBeGreaterThanOrEqual(1);
  expect(parts.every(({ attributes }) => attributes['SJNF'] === 2025)).toBe(true);
  expect(complaints()).toEqual([]);
});

test('what is drawn near a corner is drawn from the corner itself', async () => {
  const { page, at, complaints } = await opened();
  const target = parcel(0, 0).ring[0]!;
  const [x, y] = at(target);
  await page.getByRole('button', { name: '新画' }).click();
  await page.mouse.click(x - 4, y - 4);
  await page.mouse.click(x - 60, y - 10);
  await page.mouse.dblclick(x - 40, y - 60);
  await page.getByRole('heading', { name: '新要素' }).waitFor();
  await page.getByLabel('分类代码').fill('1401');
  await page.getByLabel('分类代码').press('Enter');
  await save(page, 1, '补绘');
  const drawn = (await stored(page, target)).data.find(({ code, key }) => code === '1401' && key.length === 36);
  expect(ringOf(drawn!.shape).map(String)).toContain(String(target));
  expect(complaints()).toEqual([]);
});
