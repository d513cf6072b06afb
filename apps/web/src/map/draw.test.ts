import { expect, test } from 'vitest';
import { cornersOf, geometryOf, middlesOf, withNewCorner, type Corners } from './draw.ts';

const SQUARE: Corners = [
  [0, 0],
  [2, 0],
  [2, 2],
];

test('corners make a geometry once there are enough, and come back from it', () => {
  expect(geometryOf('area', SQUARE.slice(0, 2))).toBe(null);
  for (const kind of ['line', 'area'] as const) expect(cornersOf(geometryOf(kind, SQUARE))).toEqual(SQUARE);
  expect(cornersOf(geometryOf('point', [[1, 2]]))).toEqual([[1, 2]]);
});

test('a shape of several parts is not drawn corner by corner', () => {
  expect(cornersOf({ type: 'MultiPolygon', coordinates: [] })).toBe(null);
  expect(cornersOf(null)).toEqual([]);
});

test('an area has a middle on each side, a line on each of its own', () => {
  expect(middlesOf('area', SQUARE).map(({ at }) => at)).toEqual([
    [1, 0],
    [2, 1],
    [1, 1],
  ]);
  expect(middlesOf('line', SQUARE)).toHaveLength(2);
  expect(withNewCorner(SQUARE, 2, [1, 1]).at(-1)).toEqual([1, 1]);
});
