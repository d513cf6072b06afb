import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const BUILD = new URL('../../../tools/build.mjs', import.meta.url).href;

/**
 * Once before the journeys: the pages, built as `npm start` builds them. `npm test` has done so already, then this is
 * quick. In a process of its own, because the test runner's NODE_ENV is not production.
 */
export async function setup(): Promise<void> {
  const script = `import(${JSON.stringify(BUILD)}).then((build) => build.ensureBuilt())`;
  await promisify(execFile)(process.execPath, ['-e', script], { env: { ...process.env, NODE_ENV: 'production' } });
}
