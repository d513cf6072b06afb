import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sm3 } from '@quantu/base/server';
import { BundleError, openBundle, verifyBundle } from '@quantu/reports';
import { BUNDLE_FILES, plantedBundle, verifierPage } from '@quantu/reports/testing';
import { strToU8, zipSync } from 'fflate';
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

test('a bundle that came as a file is verified in the page as on the command line, whatever was done to it', async () => {
  const files = plantedBundle(planted);
  const figures = JSON.parse(files.get(BUNDLE_FILES.figures)!) as {
    signed: { definition: string; parts: { rowsDigest: string }[] };
  }[];
  const rows = (at: number): string => BUNDLE_FILES.rows(figures[at]!.signed.parts[0]!.rowsDigest);
  const text = (name: string, from: string | RegExp, to: string) =>
    new Map(files).set(name, files.get(name)!.replace(from, to));
  const cases: Readonly<Record<string, Uint8Array>> = {
    whole: zipped(files),
    row: zipped(text(rows(1), ' 250\n', ' 950\n')),
    rule: zipped(text(BUNDLE_FILES.figures, '"how":"sum"', '"how":"count"')),
    definition: zipped(text(BUNDLE_FILES.figures, '口径2', '口径9')),
    printed: zipped(text(BUNDLE_FILES.report, '"text":"350元"', '"text":"360元"')),
    removed: zipped(text(rows(0), /^.*\n/, '')),
    added: zipped(new Map(files).set(rows(0), `${files.get(rows(0))!}00000000-0000-0000-0000-000000000000 1\n`)),
    swapped: zipped(new Map(files).set(rows(0), files.get(rows(1))!).set(rows(1), files.get(rows(0))!)),
    extra: zipped(files, { '补充.txt': strToU8('多') }),
    later: zipped(new Map(files).set(BUNDLE_FILES.later, '{"f1":2}')),
    cut: zipped(files).subarray(0, -40),
  };
  await page.goto(pathToFileURL(path.join(dir, '核验.html')).href);
  for (const [name, bytes] of Object.entries(cases)) {
    const said = commandLine(bytes);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: `${name}.zip`, mimeType: 'application/zip', buffer: Buffer.from(bytes) });
    await page.getByText(`${name}.zip`).first().waitFor();
    const shown = {
      isSound: ((await page.locator('#verdict').textContent()) ?? '').startsWith('核验通过'),
      wrong: await page
        .locator('tr[data-figure]:has(td.bad)')
        .evaluateAll((found) => found.map((row) => row.getAttribute('data-figure'))),
    };
    expect([name, shown]).toEqual([name, said]);
  }
  expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
});

function commandLine(bytes: Uint8Array): { isSound: boolean; wrong: string[] } {
  try {
    const { read, damaged } = openBundle(bytes, sm3);
    const { isSound, figures } = verifyBundle(read, sm3, null, damaged);
    return { isSound, wrong: figures.filter(({ wrong }) => wrong.length > 0).map(({ id }) => id) };
  } catch (error) {
    if (error instanceof BundleError) return { isSound: false, wrong: [] };
    throw error;
  }
}

function zipped(files: ReadonlyMap<string, string>, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const entries = Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)]));
  const digests = Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, sm3(bytes)]));
  return zipSync({ ...entries, ...more, [BUNDLE_FILES.files]: strToU8(JSON.stringify(digests)) });
}
