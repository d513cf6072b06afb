import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{engines,product,apps,tools,fixtures}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
