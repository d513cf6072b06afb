import { expect, test } from 'vitest';
import { areaText, areaUnits, attributeText, zoneText } from './words.ts';

test('an area is told in square metres, mu and hectares', () => {
  expect(areaUnits(666_666.6667).map(({ text }) => text)).toEqual(['666,666.67', '1,000.00', '66.6667']);
  expect(areaText(123.456)).toBe('123.46 平方米');
  expect(areaText(20_000)).toBe('2.00 公顷（30.0 亩）');
  expect(areaText(341e6)).toBe('341.00 平方公里');
});

test('a place in Quangang is told in zone 120°E, as the published example computes it', () => {
  expect(zoneText([118.9, 25.12])).toBe('3 度带 120°E　东 389,058.61　北 2,779,799.15');
  expect(zoneText([0, 51])).toBeNull();
});

test('an attribute is told as it is, an empty one by a dash', () => {
  expect([null, '', true, 0.1 + 0.2, 12, '水田'].map(attributeText)).toEqual(['—', '—', '是', '0.3', '12', '水田']);
});
