import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { becomeAdministrator, openSite, readReport, untilChecked, type Site } from './site.ts';

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('a figure that was missed is marked by selecting its characters', async () => {
  const { page, complaints } = await site.visit();
  await becomeAdministrator(page);
  const text = '东屿区人民政府关于园林工作的报告\n\n一、办理情况\n\n全年种下的树按老规矩记作甲字柒拾棵，验收合格。\n';
  await readReport(page, { name: '园林.txt', bytes: Buffer.from(text) });
  await page.evaluate(() => {
    const span = [...document.querySelectorAll<HTMLElement>('[data-s]')].find(({ textContent }) =>
      textContent?.includes('柒拾棵'),
    );
    const node = span?.firstChild;
    const at = node?.textContent?.indexOf('柒拾棵') ?? -1;
    if (!node || at < 0) throw new Error('the words are not there');
    window.getSelection()?.setBaseAndExtent(node, at, node, at + 3);
    document.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
  });
  await page.getByRole('button', { name: '标为数字' }).click();
  const dialog = page.getByRole('dialog', { name: '标为数字：柒拾棵' });
  await dialog.getByLabel('数值', { exact: true }).fill('70');
  await dialog.getByLabel('单位', { exact: true }).fill('棵');
  await dialog.getByLabel('指标', { exact: true }).fill('种树');
  await dialog.getByRole('button', { name: '标为数字' }).click();
  const detail = page.getByRole('region', { name: '数字：柒拾棵' });
  await detail.getByText('70 棵').waitFor();
  await page.locator('.text-pane .is-selected', { hasText: '柒拾棵' }).waitFor();
  await page.keyboard.press('u');
  await detail.waitFor({ state: 'detached' });
  await untilChecked(page, 0);
  expect(complaints()).toEqual([]);
});
