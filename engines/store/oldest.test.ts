import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { oldHome } from './testing-server.ts';

const AGAIN = ['store.test.ts', 'migrate/migrate.test.ts', 'jobs/jobs.test.ts'];

test.skipIf(oldHome() === null || process.env['QUANTU_TEST_SERVER'] !== undefined)(
  'what holds on the private cluster holds for an ordinary user of the oldest server version',
  { timeout: 240_000 },
  async () => {
    const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
    const files = AGAIN.map((name) => join('engines/store', name));
    const { stdout } = await promisify(execFile)(process.execPath, [vitest, 'run', ...files], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, QUANTU_TEST_SERVER: '15', NO_COLOR: '1' },
    });
    expect(stdout).toMatch(new RegExp(`Test Files\\s+${AGAIN.length} passed`));
  },
);
