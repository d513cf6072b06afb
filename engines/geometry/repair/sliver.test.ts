import { expect, test } from 'vitest';
import { square } from '../shapes.testing.ts';
import { isSliver, perimeterM } from './sliver.ts';

const rule = { minM2: 10, widthM: 2 };

test.each<[string, number, number, boolean]>([
  ['a strip of 100 m by 1 m', 100, 202, true],
  ['a strip of 100 m by 3 m', 300, 206, false],
  ['a square of 1 m', 1, 4, true],
  ['a square of 4 m', 16, 16, false],
  ['a strip narrower than the rule says but thick enough in shape', 11, 16, false],
  ['nothing', 0, 0, true],
])('%s', (_, areaM2, aroundM, isOne) => {
  expect(isSliver(areaM2, aroundM, rule)).toBe(isOne);
});

test('the perimeter counts all rings on the ellipsoid', () => {
  const frame = perimeterM({ type: 'Polygon', coordinates: [square(118, 0, 1), square(118.25, 0.25, 0.5)] });
  expect(frame / 1000).toBeCloseTo(2 * (111.319 + 110.574) * 1.5, 0);
  expect(perimeterM({ type: 'Point', coordinates: [118, 25] })).toBe(0);
});
