import { meet, polygonsOf, type Geometry } from '@quantu/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meetsTest } from './meets.ts';

/** A jagged ring with many corners, with a hole in its middle. */
const shape: Geometry = (() => {
  const ring = (size: number, corners: number) =>
    Array.from({ length: corners + 1 }, (_, i) => {
      const angle = ((i % corners) / corners) * 2 * Math.PI;
      const radius = size * (i % 2 === 0 ? 1 : 0.8);
      return [118.9 + radius * Math.cos(angle), 25.1 + radius * Math.sin(angle)] as const;
    });
  return { type: 'Polygon', coordinates: [ring(0.05, 200), ring(0.02, 60)] };
})();

const boxes = fc
  .record({
    lon: fc.double({ min: 118.82, max: 118.98, noNaN: true }),
    lat: fc.double({ min: 25.02, max: 25.18, noNaN: true }),
    side: fc.double({ min: 0.0001, max: 0.15, noNaN: true }),
  })
  .map(({ lon, lat, side }): Geometry => {
    const corners = [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]] as const; // prettier-ignore
    return { type: 'Polygon', coordinates: [corners] };
  });

test('what meets a shape of many corners is what meets it edge by edge', () => {
  const meets = meetsTest(shape);
  fc.assert(
    fc.property(boxes, boxes, (one, other) => {
      expect(meets(one)).toBe(meet(one, shape));
      const two: Geometry = { type: 'MultiPolygon', coordinates: [one, other].flatMap(polygonsOf) };
      expect(meets(two)).toBe(meet(two, shape));
      const point: Geometry = { type: 'Point', coordinates: polygonsOf(one)[0]![0]![0]! };
      expect(meets(point)).toBe(meet(point, shape));
    }),
  );
});
