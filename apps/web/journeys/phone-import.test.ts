import { writeWorkbook } from '@quantu/tables/server';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriers } from './barriers.ts';
import { becomeAdministrator, openSite, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const UNITS = '/d/350505/registers/organisation';
let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** A list as an office keeps it: a title above the heads, one head that is no field's name. */
async function workbook(): Promise<Buffer> {
  async function* rows() {
    yield [
      ['P-1', '甲局', '政府部门', '一科 张三'],
      ['P-2', '乙局', '政府部门', ''],
      ['P-3', '丙局', '不是类别', ''],
    ];
  }
  const heads = [['全区单位一览表'], ['单位代码', '单位名称', '类别', '备查']];
  return buffer(writeWorkbook({ name: '单位', widths: [10, 20, 12, 12], heads, rows: rows() }));
}

test('a workbook is matched, tried, written and taken back on a phone, by cards', async () => {
  const { page, complaints } = await site.visit({ width: 390, height: 844 });
  await becomeAdministrator(page);
  await page.goto(UNITS);
  await page.getByLabel('选择要导入单位的文件').setInputFiles({
    name: '单位一览表.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await workbook(),
  });

  // Each column is a card; the one whose head is no field's name is given one.
  await page.getByRole('heading', { name: '导入：单位一览表.xlsx' }).waitFor();
  const columns = page.getByRole('list', { name: '列的对应' }).getByRole('listitem');
  const odd = columns.filter({ hasText: '备查' });
  await odd.waitFor();
  const box = await odd.boundingBox();
  expect(box!.x + box!.width).toBeLessThanOrEqual(390);
  const field = page.getByRole('combobox', { name: '“备查”对应的字段' });
  await field.click();
  await page.getByTitle('简称', { exact: true }).last().click();
  await odd.getByTitle('简称', { exact: true }).waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole('button', { name: '试运行' }).click();
  await page.getByText('新增 2 · 被拒 1').waitFor();
  const rows = page.getByRole('list', { name: '试运行结果' }).getByRole('listitem');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(1);
  expect(await rows.first().textContent()).toMatch(/被拒.*第 5 行.*P-3 丙局.*不是类别/);
  await page.getByText('全部 3').click();
  await rows.nth(2).waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole('button', { name: /^写入 2 行/ }).click();
  await page.getByRole('button', { name: '写入', exact: true }).click();
  await page.getByText('已写入：新增 2 · 被拒 1').waitFor();
  expect(await barriers(page)).toEqual([]);
  const written = page.url();
  await page.getByRole('link', { name: '看单位' }).click();
  await page.getByRole('button', { name: /甲局/ }).waitFor();

  await page.goto(written);
  await page.getByRole('button', { name: '整体撤销' }).click();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByText('已整体撤销，台账和导入以前一样').waitFor();
  await page.getByRole('link', { name: '导入记录' }).click();
  const past = page.getByRole('link', { name: /单位一览表\.xlsx/ });
  expect(await past.textContent()).toContain('已撤销');
  expect(await barriers(page)).toEqual([]);
  await page.goto(UNITS);
  await page.getByRole('heading', { name: '单位还是空的' }).waitFor();
  expect(complaints()).toEqual([]);
});
