import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openBrowser } from './browser.ts';

const BUILD = new URL('../../../tools/build.mjs', import.meta.url).href;

/**
 * Once before the journeys: the pages, built as `npm start` builds them. `npm test` has done so already, then this is
 * quick. In a process of its own, because the test runner's NODE_ENV is not production. And a browser is opened once: a
 * fresh machine unpacks it then, where two journeys at once would start a program that the other is still writing.
 */
export async function setup(): Promise<void> {
  const script = `import(${JSON.stringify(BUILD)}).then((build) => build.ensureBuilt())`;
  await promisify(execFile)(process.execPath, ['-e', script], { env: { ...process.env, NODE_ENV: 'production' } });
  await (await openBrowser()).close();
}
