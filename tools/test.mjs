// `npm test`: installs what is missing, builds the client for the browser journeys, runs every test.
import path from 'node:path';
import { ensureInstalled, requireNode, root, run } from './ensure.mjs';

requireNode();
await ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
process.exit(
  await run(
    process.execPath,
    [vitest, 'run', '--reporter=default', '--reporter=./tools/tally-reporter.mjs', ...process.argv.slice(2)],
    { stdio: 'inherit' },
  ),
);
