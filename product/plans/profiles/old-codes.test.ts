import { expect, test } from 'vitest';
import { landUse2023 } from '../land-use-2023.ts';
import { CLASS_MAPPINGS, readClass } from './old-codes.ts';

test('every class that an old one becomes is a class of 2023, and each old code is told once', () => {
  const current = new Set(landUse2023.codes.map(({ code }) => code));
  expect(CLASS_MAPPINGS.flatMap(({ to }) => to).filter((code) => !current.has(code))).toEqual([]);
  const names = CLASS_MAPPINGS.map(({ standard, code }) => `${standard} ${code}`);
  expect(new Set(names).size).toBe(names.length);
});

test('one for one has one successor, a split has several', () => {
  for (const { kind, to, code } of CLASS_MAPPINGS) expect([code, to.length > 1]).toEqual([code, kind === 'split']);
});

test.each([
  ['land-use-2023', '1001', { use: '1001', isKnown: true, mayBe: [] }],
  ['land-use-2023', '9999', { use: null, isKnown: false, mayBe: [] }],
  ['survey', '1107', { use: '1705', isKnown: true, mayBe: [] }],
  ['gb-50137', 'r2', { use: null, isKnown: true, mayBe: ['070102', '0702'] }],
  ['gb-50137', 'A5', { use: null, isKnown: true, mayBe: ['0806', '080601', '080602', '080603'] }],
  ['zoning', '100', { use: null, isKnown: null, mayBe: [] }],
  [null, 'X', { use: null, isKnown: null, mayBe: [] }],
] as const)('%s %s is read', (standard, code, reading) => {
  expect(readClass(standard, code)).toEqual(reading);
});
