import type { Position } from '@quantu/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameShape } from './same-shape.ts';

const ring = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
    minLength: 3,
    maxLength: 12,
    selector: ([x, y]) => x * 100 + y,
  })
  .map((list) => list.map(([x, y]): Position => [118 + x / 1000, 25 + y / 1000]));
const area = (positions: readonly Position[]) =>
  ({ type: 'Polygon', coordinates: [[...positions, positions[0]!]] }) as const;

test('a ring is the same wherever it begins, whichever way it runs, and within the tolerance', () => {
  const changes = fc.record({
    start: fc.nat(20),
    isTurned: fc.boolean(),
    shift: fc.double({ min: -9e-8, max: 9e-8, noNaN: true }),
  });
  fc.assert(
    fc.property(ring, changes, (positions, { start, isTurned, shift }) => {
      const from = start % positions.length;
      const turned = [...positions.slice(from), ...positions.slice(0, from)].map(([lon, lat]): Position => [
        lon + shift,
        lat - shift,
      ]);
      expect(isSameShape(area(positions), area(isTurned ? turned.reverse() : turned))).toBe(true);
    }),
  );
});

test('a point that moved further than the tolerance makes another shape', () => {
  fc.assert(
    fc.property(ring, fc.nat(20), (positions, at) => {
      const moved = positions.map(([lon, lat], i): Position =>
        i === at % positions.length ? [lon + 3e-7, lat] : [lon, lat],
      );
      expect(isSameShape(area(positions), area(moved))).toBe(false);
    }),
  );
});

test('a line that runs the other way is another line, and a point is no line', () => {
  const line = { type: 'LineString', coordinates: [[118, 25], [118.1, 25]] } as const; // prettier-ignore
  expect(isSameShape(line, line)).toBe(true);
  expect(isSameShape(line, { ...line, coordinates: [...line.coordinates].reverse() })).toBe(false);
  expect(isSameShape(line, { type: 'MultiPoint', coordinates: line.coordinates })).toBe(false);
});
