import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION } from './index.ts';

test('the version is the package’s', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: VERSION });
});
