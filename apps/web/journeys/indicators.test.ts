import { loadDocument } from '@quantu/product-documents/server';
import { programViewer } from '@quantu/registers';
import { recordById, writeMany } from '@quantu/registers/server';
import { books } from '@quantu/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCity, enter, hire, type City } from './city.ts';
import { openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const REPORT = `泉港区人民政府关于城建工作情况的报告

区人大常委会：

一、工作情况

（一）城建项目推进情况。今年实施城建项目8个，累计整改问题12个。

泉港区人民政府
2026年10月20日
`;

let site: Site;
let city: City;
beforeAll(async () => {
  site = await openSite();
  city = await buildCity(site.store);
  await hire(site.store, city, 'government-office', '督查员');
  const bytes = new TextEncoder().encode(REPORT);
  await loadDocument(site.store, city.district, 'system', { name: '报告.txt', bytes, accept: true });
});
afterAll(() => site?.close());

test('a figure opens its definition, rows, months and change; it is signed and verified', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '督查员', 'indicators');
  await page.getByRole('heading', { name: '指标' }).waitFor();
  await page.getByRole('link', { name: '城建项目', exact: true }).first().click();
  await page.locator('.indicator-value', { hasText: '8 个' }).waitFor();
  await page.getByText('8 行').first().waitFor();
  await page.getByRole('heading', { name: '为什么变化' }).waitFor();
  await page.getByText('新增', { exact: true }).first().waitFor();

  await page.getByRole('button', { name: '签发' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '签发' }).click();
  await page.getByRole('button', { name: '验证' }).click();
  await page.getByText('验证通过').waitFor();

  await page.getByRole('link', { name: '打开表格' }).click();
  await page.waitForURL(/registers\/city-project/);
  expect(complaints()).toEqual([]);
});

test('a printed figure agrees with the register until a project goes, and is bound by hand where no name tells', async () => {
  const { page, complaints } = await site.visit();
  await enter(page, city, '督查员', 'figures');
  const row = page.getByRole('row', { name: /8个/ });
  await row.getByText('与台账一致').waitFor();
  await row.getByRole('button').first().click();
  await page.getByText('自动对应').waitFor();

  await leaveOut('驿峰路拓宽');
  await page.reload();
  await row.getByText(/台账已变为 7/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '整改问题' }).click();
  await page.getByRole('button', { name: '选择指标' }).click();
  await page.getByRole('combobox', { name: '指标' }).fill('已开工城建项目');
  await page.locator('.ant-select-item-option', { hasText: '已开工城建项目' }).click();
  await page
    .getByRole('dialog', { name: /对应哪个指标/ })
    .getByRole('button', { name: /对\s*应/ })
    .click();
  await page.getByText('人工对应：').waitFor();
  expect(complaints()).toEqual([]);
});

/** The project is removed, so that the figures of now are without it. */
async function leaveOut(name: string): Promise<void> {
  const register = books.registers.get('city-project')!;
  const id = city.projects.get(name)!;
  const program = programViewer('system');
  const { data } = await recordById(site.store.read(city.district), books, register, program, id);
  const ended = { district: city.district, actor: 'system', action: 'record.move' };
  await site.store.transact(ended, (tx) =>
    writeMany(tx, books, register, program, [{ id, version: data.version, state: 'ended', values: {} }]),
  );
}
