import { defineConfig } from 'vitest/config';

const built = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
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
        // One process walks several journeys: what the server consists of is loaded once, its database made once.
        extends: true,
        test: {
          name: 'journeys',
          include: ['apps/web/journeys/**/*.test.ts'],
          exclude: built,
          globalSetup: 'apps/web/journeys/build.ts',
          isolate: false,
        },
      },
    ],
  },
});
