import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portableSm3 } from './portable-sm3.ts';
import { sm3 } from './sm3.ts';

test('the portable SM3 gives the examples of GB/T 32905-2016, appendix A, and what OpenSSL gives', () => {
  expect(portableSm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(portableSm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => portableSm3(bytes) === sm3(bytes)));
});
