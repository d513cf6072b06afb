import { expect, test } from 'vitest';
import { backAddress } from './back-address.ts';

test('signing in leads back to the page that was open, with its state', () => {
  expect(backAddress('/d/demo/documents/0190?at=f12')).toBe('/d/demo/documents/0190?at=f12');
});

test.each([null, '', '//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in'])(
  'an address that leads elsewhere is not followed: %s',
  (asked) => expect(backAddress(asked)).toBe('/'),
);
