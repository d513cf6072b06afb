import { jpegFrom } from '@quantu/product-registers/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const WRITER = '督查员';
const PROJECT = '驿峰路拓宽';
let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'government-office', WRITER);
});
afterAll(() => site?.close());

const addressOf = (query: Record<string, string> = {}): string =>
  `/d/${city.district}/registers/city-project?${new URLSearchParams(query).toString()}`;
const only = (name: string): string => JSON.stringify([['name', 'is', name]]);

async function writerAt(query: Record<string, string>) {
  const visit = await site.visit();
  await enter(visit.page, city, WRITER, null);
  await visit.page.goto(addressOf(query));
  return visit;
}

test('a point on the map says its name and opens its record beside the map', async () => {
  const { page, complaints } = await writerAt({ face: 'map', filter: only(PROJECT) });
  await page.getByText('图上 1 条').waitFor();
  const map = await page.getByRole('region', { name: '城建项目地图' }).boundingBox();
  if (!map) throw new Error('no map');
  // The one place that is found lies in the middle of the map.
  const middle = { x: map.x + map.width / 2, y: map.y + map.height / 2 };
  await expect
    .poll(
      async () => {
        await page.mouse.move(middle.x + 40, middle.y);
        await page.mouse.move(middle.x, middle.y);
        return page.locator('.map-tip').getByText(PROJECT).isVisible();
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await page.mouse.click(middle.x, middle.y);
  await page.getByRole('dialog').getByRole('heading', { name: PROJECT }).waitFor();
  expect(complaints()).toEqual([]);
});

test('a card moves by its menu once the step has its day and its photo, which brings its place and time', async () => {
  const { page, complaints } = await writerAt({ face: 'board' });
  await page.getByRole('button', { name: `推进 ${PROJECT}` }).click();
  await page.getByRole('menuitem', { name: '完工' }).click();
  const dialog = page.getByRole('dialog', { name: '完工' });
  const finish = dialog.getByRole('button', { name: '完工', exact: true });
  await dialog.getByRole('textbox', { name: /^实际完工/ }).fill('2026-11-02');
  await dialog.getByRole('textbox', { name: /^实际完工/ }).press('Tab');
  // Without the evidence the step is refused in words, and nothing is lost.
  await finish.click();
  await dialog.getByText(/照片/).last().waitFor();
  const photo = { name: '完工.jpg', mimeType: 'image/jpeg', buffer: jpegFrom(118.9, 25.1, '2026:11:02 09:30:00') };
  await dialog.getByLabel('选择照片').setInputFiles(photo);
  await dialog.getByText(/118\.9/).waitFor();
  await dialog.getByText(/2026-11-02 09:30/).waitFor();
  await finish.click();
  await page.getByText(`${PROJECT}：完工`).waitFor();
  await page.getByRole('listitem', { name: '完工' }).getByRole('button', { name: PROJECT, exact: true }).waitFor();
  expect(complaints()).toEqual([]);
});

test('what one person sees is saved as a view and opened by another from its link', async () => {
  const { page } = await writerAt({ filter: only('口袋公园十处'), columns: 'code,name,programme' });
  await page.getByText('共 1 条').waitFor();
  await page.getByRole('button', { name: /视图$/ }).click();
  await page.getByLabel('视图名称').fill('公园');
  await page.getByRole('checkbox', { name: '大家都能看' }).check();
  await page.getByRole('button', { name: '存下' }).click();
  await page.getByText('已存为视图“公园”').waitFor();
  await hire(site.store, city, 'government-office', '另一位');
  const other = (await site.visit()).page;
  await enter(other, city, '另一位', null);
  await other.goto(addressOf());
  await other.getByRole('button', { name: /视图$/ }).click();
  await other.getByRole('link', { name: '公园', exact: true }).click();
  await other.getByText('共 1 条').waitFor();
  await other.getByRole('cell', { name: '口袋公园十处' }).waitFor();
  expect(new URL(other.url()).searchParams.get('columns')).toBe('code,name,programme');
});

test('two people type into the same row: who saves second sees both and merges', async () => {
  const query = { edit: '1', filter: only('滨海大道提升'), columns: 'code,name,builder,contractor' };
  const [{ page }, { page: other }] = [await writerAt(query), await writerAt(query)];
  for (const one of [page, other]) one.setDefaultTimeout(20_000);
  await typeInto(page, 2, '我填的单位');
  await typeInto(other, 2, '别人填的单位');
  await other.getByRole('button', { name: '保存', exact: true }).click();
  await other.getByText('已保存 1 行').waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText(new RegExp(`${WRITER} 于 .* 改过`)).waitFor();
  const merge = page.getByRole('button', { name: '合并后保存' });
  expect(await merge.isDisabled()).toBe(true);
  await page.getByRole('radio', { name: '我的' }).check();
  await merge.click();
  await page.getByText(new RegExp(`${WRITER} 于 .* 改过`)).waitFor({ state: 'detached' });
  await page.goto(addressOf({ ...query, edit: '' }));
  await page.getByRole('cell', { name: '我填的单位' }).waitFor();
});

async function typeInto(page: Page, column: number, text: string): Promise<void> {
  const spot = page.locator(`[data-spot="0,${column}"]`);
  await spot.click();
  await page.keyboard.press('F2');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await spot.getByText(text).waitFor();
}
