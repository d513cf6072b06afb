import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  addressOfSelected,
  becomeAdministrator,
  openSite,
  readReport,
  untilChecked,
  type Site,
  REPORT,
} from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('a stranger makes the first administrator, drops a report, checks it by keyboard, accepts it and gets it back as DOCX', async () => {
  const { page, complaints } = await site.visit();
  await becomeAdministrator(page);
  await page.getByRole('heading', { name: '把报告拖到这里' }).waitFor();
  await readReport(page, REPORT);

  // What asks for nothing lies folded; every finding, one after the other, without the mouse.
  await page.getByRole('button', { name: /^提示 \d+ 条/ }).waitFor();
  expect(await page.getByRole('listbox', { name: '提示' }).count()).toBe(0);
  const list = page.getByRole('listbox', { name: '发现' });
  const findings = await list.getByRole('option').count();
  expect(findings).toBeGreaterThanOrEqual(3);
  await page.keyboard.press('j');
  for (let i = 0; i < findings; i++) {
    await page.keyboard.press('Enter');
    await untilChecked(page, i + 1);
  }
  expect(await page.getByRole('tab', { selected: true }).textContent()).toContain('数字');

  // One figure is corrected: 46 becomes 48.
  await page.getByRole('option', { name: /46个/ }).first().click();
  const address = await addressOfSelected(page);
  await page.keyboard.press('e');
  await page.getByLabel('数值', { exact: true }).fill('四十八');
  await page.keyboard.press('Enter');
  await page.getByText('“四十八”不是数值').waitFor();
  await page.getByLabel('数值', { exact: true }).fill('48');
  await page.getByRole('button', { name: '导出的公文里也改为“48个”' }).click();
  await page.getByLabel('数值', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await untilChecked(page, findings + 1);

  // X, then U: what was taken for no figure is one again.
  await page.keyboard.press('x');
  await untilChecked(page, findings + 2);
  await page.keyboard.press('u');
  await untilChecked(page, findings + 1);

  // The address holds the state: a reload shows the corrected figure.
  await page.goto(address);
  const detail = page.getByRole('region', { name: /^数字：/ });
  await detail.getByText('已改正').waitFor();
  expect(await detail.textContent()).toContain('48 个');

  await page.getByRole('button', { name: '采纳报告' }).click();
  const dialog = page.getByRole('dialog', { name: '采纳报告' });
  await dialog.getByRole('button', { name: /先采纳未核对的/ }).click();
  await dialog.getByRole('button', { name: /先采纳未核对的/ }).waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: '采纳报告' }).click();
  await page.getByRole('link', { name: '看形成的数据' }).waitFor();

  const docx = await download(page);
  expect(docx).toContain('新增对接洽谈项目48个');

  await page.getByRole('link', { name: '看形成的数据' }).click();
  await page.getByRole('tab', { name: /审议意见 4/ }).waitFor();

  await page.getByRole('link', { name: '数字', exact: true }).click();
  await page.getByLabel('按指标名称查找').fill('洽谈');
  await page.keyboard.press('Enter');
  const row = page.getByRole('row').filter({ hasText: '48' }).first();
  await row.waitFor();
  expect(await row.textContent()).toContain('无台账支撑');
  await row.getByRole('button').click();
  const opened = page.getByRole('dialog', { name: '数字的来历' });
  await opened.getByText('历次更正').waitFor();
  expect(await opened.textContent()).toContain('48 个');
  await page.keyboard.press('Escape');
  await opened.waitFor({ state: 'hidden' });
  await row.getByRole('link').click();
  await page
    .getByRole('region', { name: /^数字：/ })
    .getByText('48 个', { exact: true })
    .waitFor();

  expect(complaints()).toEqual([]);

  async function download(from: typeof page): Promise<string> {
    await from.getByRole('button', { name: '下载' }).click();
    const [file] = await Promise.all([
      from.waitForEvent('download'),
      from
        .getByRole('menuitem', { name: /DOCX 公文/ })
        .getByRole('link')
        .click(),
    ]);
    const parts = unzipSync(readFileSync(await file.path()));
    return strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '');
  }
});
