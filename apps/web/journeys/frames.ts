/**
 * How long frames take while a map of 200,000 parcels is panned and zoomed in a real browser, beside the same map with
 * nothing on it: `npx tsx apps/web/journeys/frames.ts [parcels a side]`. Maps are drawn without a graphics card here,
 * so that the empty map is what to measure by.
 */
import type { Page, Response } from 'playwright-core';
import { setup } from './build.ts';
import { buildCity, enter, hire } from './city.ts';
import { buildPlanWorld } from './plan-world.ts';
import { openSite } from './site.ts';

const SIDE = Number(process.argv[2] ?? 447);
const SWEEPS = 6;
const ZOOMS = [10, 12, 14, 16];

interface Meter {
  /** Milliseconds between frames. */
  readonly frames: number[];
  /** Milliseconds of what kept the page from answering for 50 or more. */
  readonly busy: number[];
}

/** Starts a stopwatch in the page. Methods only: tsx wraps named functions in a helper that a page lacks. */
const start = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const meter = {
      frames: [] as number[],
      busy: [] as number[],
      before: performance.now(),
      isOn: true,
      tick(now: number): void {
        this.frames.push(now - this.before);
        this.before = now;
        if (this.isOn) requestAnimationFrame((next) => this.tick(next));
      },
    };
    requestAnimationFrame((now) => meter.tick(now));
    new PerformanceObserver((list) => meter.busy.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    Object.assign(window, { meter });
  });

const stop = (page: Page): Promise<Meter> =>
  page.evaluate(() => Object.assign(Reflect.get(window, 'meter') as Meter & { isOn: boolean }, { isOn: false }));

async function panned(page: Page): Promise<Meter> {
  const [x, y] = await middle(page);
  await start(page);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const by = sweep % 2 === 0 ? 300 : -300;
    await page.mouse.move(x - by, y);
    await page.mouse.down();
    await page.mouse.move(x + by, y + 40, { steps: 40 });
    await page.mouse.up();
  }
  return stop(page);
}

async function zoomed(page: Page): Promise<Meter> {
  const [x, y] = await middle(page);
  await page.mouse.move(x, y);
  await start(page);
  for (let turn = 0; turn < 24; turn++) await page.mouse.wheel(0, turn < 12 ? 100 : -100);
  await page.waitForLoadState('networkidle');
  return stop(page);
}

async function middle(page: Page): Promise<readonly [number, number]> {
  const map = await page.getByRole('region', { name: '一张图地图' }).boundingBox();
  if (!map) throw new Error('no map');
  return [map.x + map.width / 2, map.y + map.height / 2];
}

function told(name: string, { frames, busy }: Meter, tiles: string): string {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  const longest = Math.max(0, ...busy).toFixed(0);
  return [
    name,
    `${frames.length} 帧`,
    `中位数 ${at(0.5)}`,
    `p95 ${at(0.95)}`,
    `最长 ${at(1)}`,
    `页面停顿 ${busy.length} 次，最长 ${longest}`,
    tiles,
  ].join('\t');
}

/** What was asked of the server for tiles since the last call. */
function tileCounter(page: Page): () => Promise<string> {
  let heard: Response[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/tiles/')) heard.push(response);
  });
  return async () => {
    const asked = heard;
    heard = [];
    const sizes = await Promise.all(asked.map(async (one) => (await one.body().catch(() => Buffer.alloc(0))).length));
    const again = asked.length - new Set(asked.map((one) => one.url())).size;
    const sum = sizes.reduce((all, one) => all + one, 0);
    const [all, most] = [sum, Math.max(0, ...sizes)].map((bytes) => Math.round(bytes / 1024));
    return `瓦片 ${asked.length} 个（重复 ${again}），共 ${all} KB，最大 ${most} KB`;
  };
}

await setup();
const site = await openSite();
try {
  const city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  await buildPlanWorld(site.store, SIDE, SIDE);
  const { page } = await site.visit();
  await enter(page, city, '规划师', null);
  const tiles = tileCounter(page);
  console.log(`${SIDE * SIDE} 个图斑，拖动和缩放地图时每帧毫秒数`);
  for (const zoom of ZOOMS) {
    for (const [name, on] of [
      ['空图', ''],
      ['图斑', 'DLTB'],
    ] as const) {
      await page.goto(`/d/${city.district}/map?on=${on}&at=${zoom}/119.2/25.4`, { waitUntil: 'networkidle' });
      console.log(`z${zoom} ${name}\t打开\t${await tiles()}`);
      for (const [what, run] of [
        ['拖动', panned],
        ['再拖', panned],
        ['缩放', zoomed],
      ] as const) {
        const meter = await run(page);
        console.log(told(`z${zoom} ${name} ${what}`, meter, await tiles()));
      }
    }
  }
} finally {
  await site.close();
}
