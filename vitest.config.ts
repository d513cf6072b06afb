import { defineConfig } from 'vitest/config';

const built = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A process takes one file after the other: what rooms consist of is loaded once, and there is one test cluster with
    // its migrated templates for all of them. Tests therefore leave nothing behind in the modules they use.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['{engines,product,apps,tools,fixtures}/**/*.test.{ts,tsx}'],
          exclude: [...built, 'apps/web/journeys/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['apps/web/journeys/**/*.test.ts'],
          exclude: built,
          globalSetup: 'apps/web/journeys/build.ts',
        },
      },
    ],
  },
});
