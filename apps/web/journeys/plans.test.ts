import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants, inflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { pmtilesOf, pngOf, vectorTile } from '@quantu/plans/testing';
import type { Page } from 'playwright-core';
import { TileType } from 'pmtiles';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { buildPlanWorld, type PlanWorld } from './plan-world.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const REAL = new URL('../../../../shared/data/gbk-shapefiles/shanghai_shp/', import.meta.url);

let site: Site;
let city: City;
let layers: PlanWorld;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'planner', '规划师');
  await hire(site.store, city, 'vice-head', '分管领导');
  layers = await buildPlanWorld(site.store);
});
afterAll(() => site?.close());

const base = (): string => `/d/${city.district}/map`;

/** Clicks the middle of a map, once it is drawn. */
async function clickMiddle(page: Page, role: 'region' | 'application', name: RegExp): Promise<void> {
  await page.waitForLoadState('networkidle');
  const map = await page.getByRole(role, { name }).boundingBox();
  if (!map) throw new Error('no map');
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
}

/** Districts in GBK whose coordinate system nobody has written down. */
function shapefileWithoutPrj(): Uint8Array {
  const parts = readdirSync(REAL).filter((name) => !name.endsWith('.prj'));
  return zipSync(Object.fromEntries(parts.map((name) => [name, readFileSync(new URL(name, REAL))])));
}

test.skipIf(!existsSync(REAL))(
  'a planner brings a GBK shapefile, says its coordinate system, publishes it and sees what lies where',
  async () => {
    const { page, complaints } = await site.visit();
    await enter(page, city, '规划师', 'map/imports');
    await page
      .getByLabel('选择要导入的空间数据文件')
      .setInputFiles({ name: '区县界.zip', mimeType: 'application/zip', buffer: Buffer.from(shapefileWithoutPrj()) });
    await page.getByRole('heading', { name: '导入：区县界.zip' }).waitFor();
    await page.getByText('17 个要素').first().waitFor();
    await page.getByText('宝山区').first().waitFor();

    await page.getByRole('combobox', { name: '坐标系' }).fill('CGCS2000 经纬度');
    await page.getByTitle('CGCS2000 经纬度').last().click();
    await page.getByRole('checkbox', { name: '我在地图上核对过，位置正确' }).check();
    await page.getByRole('combobox', { name: '目标图层' }).click();
    await page.getByTitle('新建图层').last().click();
    await page.getByLabel('图层标识').fill('QXJ');
    await page.getByLabel('图层标识').press('Enter');
    await page.getByLabel('图层名称').fill('上海区县界');
    await page.getByLabel('图层名称').press('Enter');

    await page.getByRole('button', { name: '试运行' }).click();
    await page.getByText('新增 17').first().waitFor();
    // What was found so far survives a reload.
    await page.reload();
    await page.getByRole('button', { name: /^写成草稿/ }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '写成草稿' }).click();
    await page.getByText('已写成草稿：新增 17').waitFor();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^发布 上海区县界/ });
    await dialog.getByLabel('理由').fill('首次入库');
    await dialog.getByRole('button', { name: '发布' }).click();
    await page.getByText('● 现行').waitFor();

    await page.getByRole('link', { name: '在图上看' }).click();
    await page.getByRole('tab', { name: '叠放与图例 1' }).click();
    await page.getByRole('button', { name: '看全图层' }).click();
    await clickMiddle(page, 'region', /^一张图地图$/);
    await page.getByRole('region', { name: /^上海区县界：.+/ }).waitFor();
    await page.getByText('平方米').first().waitFor();
    expect(complaints()).toEqual([]);
  },
);

test('a leader opens the map, asks what a place is, and a colleague sees the same from the link', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '分管领导', null);
  await page.getByRole('link', { name: '一张图' }).click();
  await page.getByRole('region', { name: '一张图地图' }).waitFor();
  await page.goto(`${base()}?at=14/118.88/25.095`);
  await clickMiddle(page, 'region', /^一张图地图$/);
  const panel = page.getByRole('complementary', { name: '这里有什么' });
  await panel.getByRole('region', { name: '行政区：东屿区' }).waitFor();
  const parcel = panel.getByRole('region', { name: /^土地利用现状：/ });
  await parcel.getByText('亩').waitFor();
  const said = await parcel.textContent();
  expect(await page.getByRole('link', { name: '导入', exact: true }).count()).toBe(0);
  expect(await page.getByRole('checkbox', { name: '道路' }).isChecked()).toBe(true);

  const other = await site.visit({ width: 390, height: 844 });
  await enter(other.page, city, '规划师', null);
  await other.page.goto(page.url());
  const same = other.page.getByRole('region', { name: /^土地利用现状：/ });
  await same.getByText('亩').waitFor();
  expect(await same.textContent()).toBe(said);

  await page.getByLabel('在图上查找').fill('yanglaoyuan');
  await page.getByText('东屿养老院').click();
  await page.getByRole('region', { name: '土地利用现状：东屿养老院' }).waitFor();
  // By its Chinese name, the number of a parcel, the number of a plan.
  await page.getByLabel('在图上查找').fill('驿峰路');
  await page.locator('.map-found', { hasText: '驿峰路' }).first().click();
  await page.getByRole('region', { name: '道路：驿峰路' }).waitFor();
  await page.getByLabel('在图上查找').fill('350505000151');
  // What was found before goes first.
  await expect.poll(() => page.locator('.map-found', { hasText: '驿峰路' }).count()).toBe(0);
  await page.locator('.map-found').first().click();
  await page.getByRole('complementary', { name: '要素' }).getByText('350505000151').waitFor();
  await page.getByLabel('在图上查找').fill('GH-2025-01');
  await page.locator('.map-found', { hasText: '城镇开发边界' }).waitFor();
  expect(complaints()).toEqual([]);
  expect(other.complaints()).toEqual([]);
});

test('a planner gives a parcel another class, takes a step back and forth, saves a draft and sees the difference', async () => {
  const { page, complaints } = await site.visit();
  const layer = layers.get('DLTB') ?? '';
  await enter(page, city, '规划师', null);
  await page.goto(`${base()}/layers/${layer}/edit`);
  const code = page.getByLabel('分类代码');
  // The parcels come after the paper they lie on.
  await expect
    .poll(
      async () => {
        await clickMiddle(page, 'application', /^在图上编辑土地利用现状$/);
        return code.isVisible();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(true);
  const before = await code.inputValue();
  const after = before === '1401' ? '1402' : '1401';
  await code.fill(after);
  await code.press('Enter');
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect.poll(() => code.inputValue()).toBe(before);
  await page.getByRole('button', { name: '重做', exact: true }).click();
  await expect.poll(() => code.inputValue()).toBe(after);
  await page.getByRole('button', { name: '保存 1 处' }).click();
  const dialog = page.getByRole('dialog', { name: '保存 1 处修改' });
  await dialog.getByLabel('理由').fill('公园建成');
  await dialog.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('已存为第 3 版草稿').waitFor();

  await page.goto(`${base()}/layers/${layer}/versions`);
  await page
    .getByRole('row', { name: /第 3 版/ })
    .getByText('草稿')
    .first()
    .waitFor();
  await page.getByText(`分类 ${before} → ${after}`).waitFor();
  expect(complaints()).toEqual([]);
});

test('what is drawn on the map is counted class by class, and a sheet of it comes to scale', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', null);
  await page.goto(`${base()}?tool=statistics&drawn=118.87,25.085;118.89,25.085;118.89,25.1;118.87,25.1`);
  const table = page.getByRole('table', { name: '土地利用现状用地平衡表' });
  await table.getByRole('row', { name: /^0101 水田/ }).waitFor();
  await page.getByRole('link', { name: '打印' }).click();
  await page.getByLabel('图名').fill('土地利用现状图');
  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '生成 PDF' }).click(),
  ]);
  expect(
    readFileSync(await sheet.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(complaints()).toEqual([]);
});

/** The colour at a place of the page. */
async function colourAt(page: Page, x: number, y: number): Promise<readonly number[]> {
  const shot = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  const at = shot.indexOf('IDAT');
  const packed = shot.subarray(at + 4, at + 4 + shot.readUInt32BE(at - 4));
  return [...inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(1, 4)];
}

test('a planner brings base maps; the reader switches between pictures, vectors and 天地图, and the map goes on', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '规划师', 'map/basemaps');
  const [z, x, y] = [9, 425, 219] as const; // where the world of these journeys lies
  const about = { type: TileType.Png, box: [118, 24, 120, 26], zooms: [z, z] } as const;
  const credit = '<a href="https://www.openstreetmap.org/copyright">&copy; OpenStreetMap 贡献者</a>';
  const water = [[[118, 24], [120, 24], [120, 26], [118, 26], [118, 24]]] as const; // prettier-ignore
  const files = {
    影像: pmtilesOf({
      ...about,
      tiles: [{ at: [z, x, y], bytes: pngOf(256, [180, 90, 30]) }],
      metadata: { name: '影像' },
    }),
    水系: pmtilesOf({
      ...about,
      type: TileType.Mvt,
      tiles: [
        {
          at: [z, x, y],
          bytes: vectorTile([z, x, y], {
            water: [{ geometry: { type: 'Polygon', coordinates: water }, properties: {} }],
          }),
        },
      ],
      metadata: { name: '水系', attribution: credit },
    }),
  };
  const put = (name: string, buffer: Uint8Array) =>
    page.getByLabel('选择 PMTiles 文件').setInputFiles({ name, mimeType: '', buffer: Buffer.from(buffer) });
  await put('照片.jpg', pngOf(2, [0, 0, 0]));
  await page.getByText('“照片.jpg”不是 PMTiles 文件').waitFor();
  for (const [name, bytes] of Object.entries(files)) {
    await put(`${name}.pmtiles`, bytes);
    await page.getByRole('listitem', { name }).waitFor();
  }
  await page.getByRole('radio', { name: '影像' }).waitFor();
  await page.goto(`${base()}?at=14/118.88/25.095&on=-`);
  const box = await page.getByRole('region', { name: '一张图地图' }).boundingBox();
  const seen = () => colourAt(page, (box?.x ?? 0) + 210, (box?.y ?? 0) + 190);

  await expect.poll(seen, { timeout: 60_000 }).toEqual([180, 90, 30]);
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('combobox', { name: '底图' }).click();
    await page.getByTitle(name, { exact: true }).last().click();
  };
  await choose('水系');
  await page.getByRole('note', { name: '底图来源' }).getByText('底图：© OpenStreetMap 贡献者').waitFor();
  await expect.poll(seen, { timeout: 60_000 }).toEqual([203, 220, 230]);
  await page.reload();
  await expect.poll(seen, { timeout: 60_000 }).toEqual([203, 220, 230]);
  expect(complaints()).toEqual([]);

  // No policy lets a page reach 天地图 before somebody has set its key; nothing here answers for it.
  await page.context().route(/tianditu\.gov/, (route) => route.abort());
  await page.getByRole('link', { name: '底图设置' }).click();
  await page.getByLabel('天地图密钥').fill('0123456789abcdef0123456789abcdef');
  const [reloaded] = await Promise.all([page.waitForResponse(/map\/basemaps$/), page.getByRole('button', { name: '启用' }).click()]); // prettier-ignore
  expect(await reloaded.headerValue('content-security-policy')).toContain('https://*.tianditu.gov.cn');
  await page.getByText('密钥以 0123 开头').waitFor();
  await page.goto(`${base()}?at=14/118.88/25.095`);
  await choose('天地图 矢量');
  await page.getByText('天地图取不到').waitFor();
  await clickMiddle(page, 'region', /^一张图地图$/);
  await page.getByRole('region', { name: '行政区：东屿区' }).waitFor();
  const asked = complaints();
  expect(asked.filter((one) => !one.includes('tianditu') && !one.includes('ERR_FAILED'))).toEqual([]);
});
