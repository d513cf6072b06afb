/**
 * Pictures of every screen on a desktop, a phone and in elder mode, into ./screenshots, for looking at:
 * `npx tsx apps/web/journeys/screens.ts [report.txt]`. Without a file it shows the demonstration report.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { setup } from './build.ts';
import { buildPlanWorld, type PlanWorld } from './plan-world.ts';
import { showPlans } from './screens-plans.ts';
import { becomeAdministrator, openSite, readReport, type Visit, REPORT } from './site.ts';

const FOLDER = 'screenshots';
const SIZES = [
  { word: 'desktop', width: 1366, height: 768, isElder: false },
  { word: 'phone', width: 390, height: 844, isElder: false },
  { word: 'elder', width: 1366, height: 768, isElder: true },
];

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (tooWide > 0) console.log(`${name}: ${tooWide} px too wide`);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

async function showAll({ page }: Visit, word: string, document: string, layers: PlanWorld): Promise<void> {
  const district = document.split('/').slice(0, 3).join('/');
  const go = async (name: string, path: string, act?: () => Promise<unknown>): Promise<void> => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await act?.();
    await picture(page, `${name}-${word}`);
  };
  await go('documents', `${district}/documents`);
  await go('reading', document);
  await go('finding', document, () => page.keyboard.press('j'));
  await go('figure', `${document}?tab=figure`, async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
  });
  await go('correcting', page.url(), () => page.keyboard.press('e'));
  await go('commitment', `${document}?tab=commitment`, () => page.keyboard.press('j'));
  await go('opinion', `${document}?tab=opinion`, () => page.keyboard.press('j'));
  await go('head', `${document}?tab=head`, () => page.keyboard.press('j'));
  await go('help', document, () => page.keyboard.press('?'));
  await go('accepting', document, () => page.getByRole('button', { name: '采纳报告' }).click());
  await go('figures', `${district}/figures`);
  await go('compare', `${district}/compare`);
  await go('rows', `${document}/rows`);
  await go('users', '/users');
  await go('account', '/account');
  await go('audit', '/audit');
  await showPlans(page, go, district, layers);
}

const chosen = process.argv[2];
const file = chosen ? { name: basename(chosen), bytes: readFileSync(chosen) } : REPORT;
mkdirSync(FOLDER, { recursive: true });
await setup();
const site = await openSite();
try {
  const first = await site.visit();
  await first.page.goto('/');
  await first.page.getByRole('heading', { name: '创建第一个管理员' }).waitFor();
  await picture(first.page, 'welcome-desktop');
  await becomeAdministrator(first.page);
  await picture(first.page, 'empty-desktop');
  await readReport(first.page, file);
  const document = new URL(first.page.url()).pathname;
  const layers = await buildPlanWorld(site.store);
  const cookies = await first.context.cookies();
  for (const { word, isElder, ...size } of SIZES) {
    const visit = await site.visit(size);
    if (word === 'desktop') {
      await visit.page.goto('/', { waitUntil: 'networkidle' });
      await picture(visit.page, 'sign-in-desktop');
    }
    await visit.context.addCookies(cookies);
    if (isElder) await visit.context.addInitScript(() => localStorage.setItem('quantu.elder', '1'));
    await showAll(visit, word, document, layers);
    for (const line of visit.complaints()) console.log(`${word}: ${line}`);
  }
} finally {
  await site.close();
}
