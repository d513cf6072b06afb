import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where on the page a place of the map is. */
export type Pixels = (place: readonly [lon: number, lat: number]) => [x: number, y: number];

/** How a map lies on the page, by what it says of the pointer at two places of it. */
export async function pixels(page: Page, map: Locator): Promise<Pixels> {
  await page.waitForLoadState('networkidle');
  const box = await map.boundingBox();
  if (!box) throw new Error('no map');
  const one = { x: box.x + 40, y: box.y + 40 };
  const other = { x: box.x + box.width - 60, y: box.y + box.height - 60 };
  const [a, b] = [await told(page, one), await told(page, other)];
  const across = (other.x - one.x) / (b[0] - a[0]);
  const up = (other.y - one.y) / (north(b[1]) - north(a[1]));
  return ([lon, lat]) => [one.x + (lon - a[0]) * across, one.y + (north(lat) - north(a[1])) * up];
}

const north = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));

async function told(page: Page, { x, y }: { x: number; y: number }): Promise<[number, number]> {
  const note = page.getByRole('note', { name: '坐标' });
  let place: [number, number] | null = null;
  // The map tells of the pointer once its paper lies there.
  await expect
    .poll(
      async () => {
        await page.mouse.move(x - 3, y);
        await page.mouse.move(x, y);
        const [, lon, lat] = /经纬度 (-?[\d.]+), (-?[\d.]+)/.exec((await note.textContent()) ?? '') ?? [];
        place = lon === undefined || lat === undefined ? null : [Number(lon), Number(lat)];
        return place !== null;
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true);
  return place ?? [0, 0];
}
