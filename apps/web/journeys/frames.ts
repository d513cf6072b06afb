/**
 * How long frames take while a map of 200,000 parcels is panned in a real browser: `npx tsx apps/web/journeys/frames.ts
 * [parcels a side]`. Maps are drawn without a graphics card here, so a desk does better.
 */
import type { Page } from 'playwright-core';
import { setup } from './build.ts';
import { buildCity, enter, hire } from './city.ts';
import { buildPlanWorld } from './plan-world.ts';
import { openSite } from './site.ts';

const SIDE = Number(process.argv[2] ?? 447);
const SWEEPS = 6;

/** Milliseconds between frames while the map is dragged to and fro. */
async function panned(page: Page): Promise<number[]> {
  const map = await page.getByRole('region', { name: '一张图地图' }).boundingBox();
  if (!map) throw new Error('no map');
  const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
  await page.evaluate(() => {
    const times: number[] = [];
    let before = performance.now();
    const next = (now: number): void => {
      times.push(now - before);
      before = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(window, { frameTimes: times });
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const by = sweep % 2 === 0 ? 300 : -300;
    await page.mouse.move(x - by, y);
    await page.mouse.down();
    await page.mouse.move(x + by, y + 40, { steps: 40 });
    await page.mouse.up();
  }
  return page.evaluate(() => Reflect.get(window, 'frameTimes') as number[]);
}

function told(name: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  const long = times.filter((time) => time > 50).length;
  return `${name}\t${times.length} 帧\t中位数 ${at(0.5)}\tp95 ${at(0.95)}\t最长 ${at(1)}\t超过 50 毫秒 ${long} 帧`;
}

await setup();
const site = await openSite();
try {
  const city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  await buildPlanWorld(site.store, SIDE, SIDE);
  const { page } = await site.visit();
  await enter(page, city, '规划师', null);
  console.log(`${SIDE * SIDE} 个图斑，拖动地图时每帧毫秒数`);
  for (const zoom of [12, 14, 16]) {
    await page.goto(`/d/${city.district}/map?on=DLTB&at=${zoom}/119.2/25.4`, { waitUntil: 'networkidle' });
    console.log(told(`第一次 z${zoom}`, await panned(page)));
    console.log(told(`再来一次 z${zoom}`, await panned(page)));
  }
} finally {
  await site.close();
}
