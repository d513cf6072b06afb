import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ADMINISTRATOR, becomeAdministrator, openSite, readReport, signIn, type Site, REPORT } from './site.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

// A machine that is busy with other tests takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** What axe finds against WCAG 2.1 A and AA, one line each. */
async function barriers(page: Page): Promise<string[]> {
  // Our own security policy forbids script elements; this way needs none.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

test.each([
  { size: { width: 1366, height: 768 }, isElder: false, word: 'an office screen' },
  { size: { width: 390, height: 844 }, isElder: false, word: 'a phone' },
  { size: { width: 1366, height: 768 }, isElder: true, word: 'elder mode' },
])('every screen is accessible and fits on $word', async ({ size, isElder }) => {
  const { page, context, complaints } = await site.visit(size);
  if (isElder) await context.addInitScript(() => localStorage.setItem('quantu.elder', '1'));
  await page.goto('/');
  const isFirst = (await page.getByRole('heading', { name: /创建第一个管理员|登录/ }).textContent())?.includes('创建');
  const found: Record<string, string[]> = {};
  const look = async (name: string): Promise<void> => {
    found[name] = await barriers(page);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (tooWide > 0) found[name].push(`${tooWide} px too wide`);
  };
  await look('first page');
  if (isFirst) {
    await becomeAdministrator(page);
    await look('empty');
    await readReport(page, REPORT);
  } else {
    await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password);
    await page.getByRole('link', { name: /东屿区人民政府/ }).click();
    await page.getByRole('article', { name: '正文' }).waitFor();
  }
  await look('reading');
  const report = new URL(page.url()).pathname;
  const district = report.split('/').slice(0, 3).join('/');
  await page.keyboard.press('2');
  await page.keyboard.press('j');
  await page.getByRole('region', { name: /^数字：/ }).waitFor();
  await look('figure');
  await page.keyboard.press('e');
  await page.getByRole('button', { name: '保存' }).waitFor();
  await look('correcting');
  for (const [path, heading] of [
    [`${district}/documents`, '报告'],
    [`${district}/figures`, '数字'],
    [`${district}/compare`, '比较'],
    [`${report}/rows`, '形成的数据'],
    ['/users', '用户'],
    ['/districts', '区划'],
    ['/account', '密码与登录会话'],
    ['/audit', '操作记录'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await look(heading);
  }
  expect(Object.entries(found).filter(([, lines]) => lines.length > 0)).toEqual([]);
  expect(complaints()).toEqual([]);
});
