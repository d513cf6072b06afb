import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** How people see a page, and the letters it then has. */
export const FACES = [
  { word: 'an office screen', size: { width: 1366, height: 768 }, isElder: false, body: '14px' },
  { word: 'a phone', size: { width: 390, height: 844 }, isElder: false, body: '16px' },
  { word: 'elder mode', size: { width: 1366, height: 768 }, isElder: true, body: '24px' },
] as const;
type Face = (typeof FACES)[number];

/** What axe finds against WCAG 2.1 A and AA, one line each, and whether the page is wider than its window. */
export async function barriers(page: Page, { hasContrast = true } = {}): Promise<string[]> {
  // Our own security policy forbids script elements; this way needs none.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async (enabled) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
    const { violations } = await axe.run({ runOnly, rules: { 'color-contrast': { enabled } } });
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    const tooWide = document.documentElement.scrollWidth - window.innerWidth;
    return tooWide > 0 ? [...found, `${tooWide} px too wide`] : found;
  }, hasContrast);
}

/** The page that is open as if it had been opened with this face: the window changes, or a person does in another. */
async function turn(page: Page, { size, isElder, body }: Face): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate((isElder) => {
    localStorage.setItem('quantu.elder', isElder ? '1' : '0');
    window.dispatchEvent(new StorageEvent('storage', { key: 'quantu.elder' }));
  }, isElder);
  await page.waitForFunction((body) => getComputedStyle(document.documentElement).fontSize === body, body);
}

/**
 * The barriers of pages, each with every face: a page is opened with the face that the one before was left with, so that
 * each face is one to open with. Letters that are larger need no more contrast than the same colours had before.
 */
export async function barriersOfPages(
  page: Page,
  paths: readonly string[],
  isOpen: (path: string) => Promise<void>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [at, path] of paths.entries()) {
    for (let i = 0; i < FACES.length; i++) {
      const face = FACES[(i + at * (FACES.length - 1)) % FACES.length]!;
      await turn(page, face);
      if (i === 0) await page.goto(path);
      await isOpen(path);
      for (const line of await barriers(page, { hasContrast: !face.isElder }))
        found.push(`${path} on ${face.word}: ${line}`);
    }
  }
  return found;
}
