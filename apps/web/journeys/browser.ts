import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Maps are drawn without a graphics card. */
const WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Chromium refuses to sandbox root; in a container root is what there is. */
const args = [...WEBGL, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

/** A real browser: the one named by QUANTU_BROWSER, an installed one, or the one that came with `npm install`. */
export async function openBrowser(): Promise<Browser> {
  const named = process.env['QUANTU_BROWSER'] ?? INSTALLED.find((path) => existsSync(path));
  if (named !== undefined) return chromium.launch({ executablePath: named, args });
  const { executablePath, libraries } = await packedBrowser();
  const plain = { executablePath, args: [...args, '--headless=shell'] };
  try {
    return await chromium.launch(plain);
  } catch (error) {
    // A bare container has no NSS; the package brings it along.
    if (!String(error).includes('shared libraries')) throw error;
    return chromium.launch({ ...plain, env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  }
}

/**
 * Unpacks @sparticuz/chromium into a folder of its own. It unpacks its system libraries only where it believes to be
 * on Amazon Linux, so it is told so while it is loaded.
 */
async function packedBrowser(): Promise<{ executablePath: string; libraries: string }> {
  const dir = join(tmpdir(), 'quantu-browser');
  mkdirSync(dir, { recursive: true });
  const before = { ...process.env };
  process.env['TMPDIR'] = dir;
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    return { executablePath: await packed.executablePath(), libraries: join(dir, 'al2023', 'lib') };
  } finally {
    process.env = before;
  }
}
