import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer, rooms } from '@quantu/server';
import type { Store } from '@quantu/store';
import { testStore, type TestStoreOptions } from '@quantu/store/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from './browser.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

export interface Site {
  address: string;
  /** For laying out what a journey finds: records, accounts. */
  store: Store;
  /** A person with a browser of their own; everything the page complains about is collected. */
  visit(size?: { width: number; height: number }): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Errors on the console, refused by the security policy, thrown by scripts, since the last call. */
  complaints: () => string[];
}

/** The real server on a database of its own, the built pages, a real browser. */
export async function openSite(options: TestStoreOptions = {}): Promise<Site> {
  const webDir = copyOfPages();
  const store = await testStore(rooms, options);
  const server = await createServer({ store, webDir, limits: { calls: 100_000, passwords: 10_000 } });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  return {
    address,
    store,
    visit: (size = { width: 1366, height: 768 }) => visit(browser, address, size),
    close: async () => {
      await browser.close();
      await server.close();
      await store.close();
      rmSync(webDir, { recursive: true, force: true });
    },
  };
}

/** A copy of the built pages, so that nobody who builds meanwhile takes them away. */
function copyOfPages(): string {
  const copy = mkdtempSync(join(tmpdir(), 'quantu-pages-'));
  cpSync(join(REPOSITORY, 'apps', 'web', 'dist'), copy, { recursive: true });
  return copy;
}

async function visit(browser: Browser, address: string, size: { width: number; height: number }): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: size.width < 640,
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  let heard: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    // An answer of 4xx is part of many stories; the browser reports each as an error of its own.
    const isAnswer = message.text().startsWith('Failed to load resource') && url.includes('/api/');
    if (message.type() === 'error' && !isAnswer) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url()))
      heard.push(`foreign request: ${request.url()}`);
  });
  return {
    page,
    context,
    complaints: () => {
      const all = heard;
      heard = [];
      return all;
    },
  };
}

export const ADMINISTRATOR = { name: 'guanliyuan', displayName: '管理员', password: '泉图-2026-港湾青-一号' };

/** The first person makes the administrator, and stands before the documents or where the first district is made. */
export async function becomeAdministrator(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('heading', { name: '创建第一个管理员' }).waitFor();
  await page.getByLabel('账号').fill(ADMINISTRATOR.name);
  await page.getByLabel('姓名').fill(ADMINISTRATOR.displayName);
  await page.getByLabel('密码', { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByLabel('再输一次密码').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: '创建并进入' }).click();
  await page.getByRole('heading', { level: 1, name: /^来文识读$|^先新建区划$/ }).waitFor();
}

export async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

export interface Dropped {
  name: string;
  bytes: Uint8Array;
}

/** The report of the demonstration district. */
export const REPORT: Dropped = {
  name: '东屿区报告.txt',
  bytes: readFileSync(join(REPOSITORY, 'product', 'demo', 'report.txt')),
};

/** Lets files fall onto the page, as from the desktop. */
export async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  const plain = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const transfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    }
    return transfer;
  }, plain);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.getByText('松开鼠标，开始识读').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Drops a report and waits until it is read; the page then shows it. */
export async function readReport(page: Page, file: Dropped): Promise<void> {
  await drop(page, [file]);
  await page.getByRole('link', { name: '开始核对' }).click();
  await page.getByRole('article', { name: '正文' }).waitFor();
}

/** The address of the selected item, once the address bar has followed. */
export async function addressOfSelected(page: Page): Promise<string> {
  const row = page.getByRole('option', { selected: true });
  const id = await row.getAttribute('data-row');
  await page.waitForURL((url) => url.searchParams.get('at') === id);
  return page.url();
}

/** The number before the slash of 已核对 42 / 71. */
export async function checked(page: Page): Promise<number> {
  return Number(await page.getByRole('progressbar', { name: '核对进度' }).getAttribute('aria-valuenow'));
}

export async function untilChecked(page: Page, count: number): Promise<void> {
  await expect.poll(() => checked(page), { timeout: 60_000 }).toBe(count);
}
