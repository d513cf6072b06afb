import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ADMINISTRATOR, becomeAdministrator, openSite, signIn, type Site, type Visit } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const UNITS = '/d/350505/registers/organisation';
const CSV =
  '\ufeff单位代码,单位名称,类别,排序\nQ-1,甲局（更名）,政府部门,5\nQ-2,乙局,政府部门,2\nQ-3,丙局,不是类别,3\n';

async function choose(page: Page, label: string, text: string): Promise<void> {
  // The label of a required field goes on with its mark.
  const input = page.getByRole('combobox', { name: new RegExp(`^${label}`) });
  await input.click();
  await input.fill(text);
  await page.getByTitle(text, { exact: true }).first().click();
}

test('a unit is made, changed, found with its history, exported; a sheet is imported and taken back as a whole', async () => {
  const { page, complaints } = await site.visit();
  await becomeAdministrator(page);
  await page.goto(UNITS);
  await page.getByRole('heading', { name: '单位还是空的' }).waitFor();

  // Made by keyboard; what is missing is said beside the field.
  await page.getByRole('button', { name: /新增$/ }).click();
  await page.getByLabel('单位名称').fill('甲局');
  await page.keyboard.press('Control+Enter');
  await page.getByText('请填写单位代码').waitFor();
  await page.getByLabel('单位代码').fill('Q-1');
  await choose(page, '类别', '政府部门');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '甲局', exact: true }).waitFor();

  // Typed, not saved, the page reloaded: the draft is there.
  await page.getByRole('button', { name: /修改$/ }).click();
  await page.getByLabel('排序').fill('3');
  await page.reload();
  await page.getByText(/^已恢复/).waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const history = page.getByRole('region', { name: '变更' });
  await history.getByText('排序').last().waitFor();
  expect(await history.getByRole('listitem').first().textContent()).toContain('3');

  // Found by a filter that reads as a sentence and stands in the address.
  await page.goto(`${UNITS}?${new URLSearchParams({ filter: '[["rank","at-least","3"]]' }).toString()}`);
  await page.getByRole('button', { name: '排序 不低于 3', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Q-1' }).waitFor();
  expect(await exported(page)).toContain('甲局');

  // A sheet: one new, one changed, one refused; nothing is written before the button.
  const file = { name: '单位.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
  await page.getByLabel('选择要导入单位的文件').setInputFiles(file);
  await page.getByRole('button', { name: '试运行' }).click();
  await page.getByText('新增 1 · 修改 1 · 被拒 1').waitFor();
  await page
    .getByRole('row')
    .filter({ hasText: 'Q-3' })
    .getByText(/不是类别/)
    .last()
    .waitFor();
  await page.getByRole('button', { name: /^写入 2 行/ }).click();
  await page.getByRole('button', { name: '写入', exact: true }).click();
  await page.getByText(/^已写入/).waitFor();
  const written = page.url();
  await page.getByRole('link', { name: '看单位' }).click();
  await page.getByRole('cell', { name: '甲局（更名）' }).waitFor();

  await page.goto(written);
  await page.getByRole('button', { name: '整体撤销' }).click();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByText(/^已整体撤销/).waitFor();
  await page.goto(UNITS);
  await page.getByRole('cell', { name: '甲局', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Q-2' }).count()).toBe(0);
  expect(complaints()).toEqual([]);
});

test('two people change the same record: who comes second sees both and chooses', async () => {
  const { page } = await signedIn();
  const address = await unitCalled(page, 'Z-9', '合并局');
  const other = (await signedIn()).page;
  for (const one of [page, other]) {
    await one.goto(`${address}/edit`);
    await one.getByLabel('单位名称').waitFor();
  }
  await other.getByLabel('单位名称').fill('别人改的名');
  await other.getByRole('button', { name: '保存', exact: true }).click();
  await other.getByRole('heading', { name: '别人改的名', exact: true }).waitFor();

  await page.getByLabel('单位名称').fill('我改的名');
  await page.getByLabel('简称').fill('合并');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '这条记录刚刚被别人改过' });
  await dialog.getByText('有 1 项两边都改了').waitFor();
  expect(await dialog.getByRole('button', { name: '合并后保存' }).isDisabled()).toBe(true);
  await dialog.getByRole('radio', { name: '现在的' }).check();
  await dialog.getByRole('button', { name: '合并后保存' }).click();
  await page.getByRole('heading', { name: '别人改的名', exact: true }).waitFor();
  await page.getByText('合并', { exact: true }).first().waitFor();
});

test('cells are typed and pasted like in a spreadsheet, and saved with one button', async () => {
  const { page, complaints } = await signedIn();
  await unitCalled(page, 'Y-1', '一局');
  await unitCalled(page, 'Y-2', '二局');
  await page.goto(`${UNITS}?text=Y-&sort=code&columns=code,name,shortName,rank&edit=1`);
  const cell = (row: number, column: number) => page.locator(`[data-spot="${row},${column}"]`);
  await cell(0, 3).click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await page.getByText('1 格填得不对').waitFor();
  await cell(0, 1).click();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '一局改\t一\n二局改\t二\n');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await cell(1, 2).getByText('二', { exact: true }).waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存 2 行').waitFor();
  await page.goto(`${UNITS}?text=Y-&sort=code&columns=code,name,shortName,rank`);
  expect(await page.getByRole('row').nth(1).textContent()).toBe('Y-1一局改一12');
  expect(complaints()).toEqual([]);
});

async function signedIn(): Promise<Visit> {
  const visit = await site.visit();
  await visit.page.goto('/sign-in');
  await signIn(visit.page, ADMINISTRATOR.name, ADMINISTRATOR.password);
  await visit.page.getByRole('button', { name: /管理员/ }).waitFor();
  return visit;
}

async function unitCalled(page: Page, code: string, name: string): Promise<string> {
  await page.goto(`${UNITS}/new`);
  await page.getByLabel('单位代码').fill(code);
  await page.getByLabel('单位名称').fill(name);
  await choose(page, '类别', '政府部门');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name, exact: true }).waitFor();
  return new URL(page.url()).pathname;
}

/** The texts of the exported workbook. */
async function exported(page: Page): Promise<string> {
  await page.getByRole('button', { name: '导出' }).click();
  const link = page.getByRole('menuitem', { name: 'Excel 表，全部字段' }).getByRole('link');
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const parts = unzipSync(readFileSync(await file.path()));
  return Object.entries(parts)
    .filter(([name]) => /sharedStrings|sheet1/.test(name))
    .map(([, bytes]) => strFromU8(bytes))
    .join('');
}
