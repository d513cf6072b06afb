import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sm3 } from '@quantu/base/server';
import { verifyBundle } from '@quantu/reports';
import { BUNDLE_FILES, plantedBundle, verifierPage } from '@quantu/reports/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';

let browser: Browser;
let page: Page;
let dir: string;
const asked: string[] = [];

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'quantu-verifier-'));
  browser = await openBrowser();
  const context = await browser.newContext({ offline: true });
  page = await context.newPage();
  page.on('request', (request) => void asked.push(request.url()));
});
afterAll(async () => {
  await browser.close();
  await rm(dir, { recursive: true, force: true });
});

const planted = [
  { how: 'count', rows: ['1', '2', '3'] },
  { how: 'sum', rows: ['100', '250', null] },
  { how: 'share', rows: ['1', null, '1', null] },
] as const;

async function open(files: ReadonlyMap<string, string>): Promise<{ verdict: string; wrong: string[] }> {
  const file = path.join(dir, '核验.html');
  await writeFile(file, await verifierPage(files));
  asked.length = 0;
  await page.goto(pathToFileURL(file).href);
  const verdict = await page.locator('#verdict').textContent();
  const wrong = await page
    .locator('tr[data-figure]:has(td.bad)')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-figure') ?? ''));
  // The page itself, and nothing else, ever.
  expect(asked).toEqual([pathToFileURL(file).href]);
  return { verdict: verdict ?? '', wrong };
}

test('one HTML file verifies a report without a server or a network, and agrees with the command line', async () => {
  const files = plantedBundle(planted);
  const sound = await open(files);
  expect([sound.verdict, sound.wrong]).toEqual(['核验通过：3 个数字都由依据的行重新算出，与签发时一致', []]);
  await page.getByRole('button', { name: '350元' }).click();
  await expect.poll(() => page.getByText('口径（第 1 版）：口径1').isVisible()).toBe(true);
  await page.getByLabel('校验码').fill('0'.repeat(64));
  await page.getByLabel('校验码').blur();
  await expect.poll(() => page.locator('#verdict').textContent()).toContain('核验不通过');

  const rows = [...files.keys()].find((name) => files.get(name)!.includes(' 250\n'))!;
  const altered = new Map(files).set(rows, files.get(rows)!.replace(' 250\n', ' 950\n'));
  const bad = await open(altered);
  const said = verifyBundle((name) => altered.get(name) ?? null, sm3);
  expect(bad.wrong).toEqual(said.figures.filter(({ wrong }) => wrong.length > 0).map(({ id }) => id));
  expect(bad.wrong).toEqual(['f1']);
  const cut = new Map(files);
  cut.delete(BUNDLE_FILES.figures);
  await writeFile(path.join(dir, '缺.html'), await verifierPage(cut));
  await page.goto(pathToFileURL(path.join(dir, '缺.html')).href);
  expect(await page.locator('main').textContent()).toContain('证据包里没有 figures.json');
});
