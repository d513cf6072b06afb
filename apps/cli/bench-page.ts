import { fileURLToPath } from 'node:url';
import { createAccount } from '@quantu/people/server';
import { createServer } from '@quantu/server';
import type { Store } from '@quantu/store';
import { openBrowser } from '@quantu/web/testing';
import type { Page } from 'playwright-core';
import { DISTRICT } from './many-projects.ts';

const PAGES = fileURLToPath(new URL('../web/dist', import.meta.url));
const ACCOUNT = { name: 'ceshi', displayName: '测速', password: '海风-吹过-2026-港湾' };

/** Gives work a page of a real browser on the real server, signed in as the government's office. */
export async function withPage<T>(store: Store, first: string, work: (page: Page) => Promise<T>): Promise<T> {
  await createAccount(store, 'system', {
    ...ACCOUNT,
    role: 'government-office',
    district: DISTRICT,
    organisation: null,
  });
  const server = await createServer({ store, webDir: PAGES, limits: { calls: 1e6, passwords: 1000 } });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ baseURL: address, bypassCSP: true, viewport: { width: 1366, height: 768 } });
    await page.goto(first);
    await page.getByLabel('账号').fill(ACCOUNT.name);
    await page.getByLabel('密码', { exact: true }).fill(ACCOUNT.password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('button', { name: `${ACCOUNT.displayName} 的菜单` }).waitFor();
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** In the page, as text: it knows nothing of what a compiler adds to functions. */
const MARK_TOUCHES = `for (const kind of ['keydown', 'click'])
  addEventListener(kind, () => { globalThis.touchedAt = performance.now(); }, { capture: true });`;

/** From the last key or click of an act to what it leads to, as the page's own clock has it. */
export async function fromTouch(page: Page, act: () => Promise<unknown>, isThere: string): Promise<number> {
  await page.evaluate(MARK_TOUCHES);
  await act();
  await page.waitForFunction(isThere, null, { polling: 'raf' });
  return page.evaluate<number>('performance.now() - globalThis.touchedAt');
}

export function benchLine(name: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return `${name}\t${sorted[sorted.length >> 1]!.toFixed(0)}\t${sorted.at(-1)!.toFixed(0)}`;
}
