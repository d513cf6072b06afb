import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds against WCAG 2.1 A and AA, one line each, and whether the page is wider than its window. */
export async function barriers(page: Page): Promise<string[]> {
  // Our own security policy forbids script elements; this way needs none.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    const tooWide = document.documentElement.scrollWidth - window.innerWidth;
    return tooWide > 0 ? [...found, `${tooWide} px too wide`] : found;
  });
}
