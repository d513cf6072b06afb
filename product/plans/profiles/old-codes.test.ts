import { expect, test } from 'vitest';
import { landUse2023 } from '../land-use-2023.ts';
import { CLASS_MAPPINGS, readClass, writtenCode } from './old-codes.ts';

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
  ['zoning', '410', { use: null, isKnown: true, mayBe: [] }],
  ['zoning', '999', { use: null, isKnown: false, mayBe: [] }],
  ['other', '100', { use: null, isKnown: null, mayBe: [] }],
  [null, 'X', { use: null, isKnown: null, mayBe: [] }],
] as const)('%s %s is read', (standard, code, reading) => {
  expect(readClass(standard, code)).toEqual(reading);
});

test.each([
  ['land-use-2023', '101', '0101'],
  ['land-use-2023', '70101', '070101'],
  ['land-use-2023', '1001.0', '1001'],
  ['land-use-2023', '０７０１', '0701'],
  ['survey', '0101水田', '0101'],
  ['survey', '05H1 商业服务业设施用地', '05H1'],
  ['gb-50137', 'R2（二类居住用地）', 'R2'],
  ['zoning', '410城镇集中建设区', '410'],
  ['land-use-2023', '9999', '9999'],
  ['land-use-2023', '未知', '未知'],
  ['other', '101', '101'],
  [null, '101', '101'],
])('in %s %s is %s', (standard, text, code) => {
  expect(writtenCode(standard, text)).toBe(code);
});
