import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geosCell } from './geos.testing.ts';
import { boxOf, type Polygon, type Position } from './geometry.ts';
import { geodesicM } from './geodesic.ts';
import { meet } from './meet.ts';
import { areaM2, lengthM } from './measures.ts';
import { holdsPosition, reachesM } from './reach.ts';
import { ring, square } from './shapes.testing.ts';
import { boxWithin, lengthWithinM } from './within.ts';

/** Stars on a coarse grid, so that touching and crossing are common. */
const star = (): fc.Arbitrary<Polygon> =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 9 }),
    )
    .map(([x, y, distances]) => {
      const corners = distances.map((far, i): Position => {
        const angle = (2 * Math.PI * i) / distances.length;
        return [118 + rounded((x + far * Math.cos(angle)) / 100), 25 + rounded((y + far * Math.sin(angle)) / 100)];
      });
      return { type: 'Polygon', coordinates: [ring(corners)] };
    });
const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

test('two areas meet when GEOS finds something in both, and never when it finds nothing near', () => {
  fc.assert(
    fc.property(star(), star(), (a, b) => {
      const both = geosCell([a, b], []);
      if (both !== null && areaM2(both) > 1e-3) expect(meet(a, b)).toBe(true);
      expect(meet(a, b)).toBe(meet(b, a));
      const [west, south, east, north] = boxOf(a);
      const far = square(east + 1, north + 1, (east - west + north - south) / 10);
      expect(meet(a, { type: 'Polygon', coordinates: [far] })).toBe(false);
      if (!meet(a, b)) expect(both === null || areaM2(both) < 1e-3).toBe(true);
    }),
  );
});

test('what touches in one point or along an edge meets, what a hole surrounds does not', () => {
  const area = (corners: readonly Position[], ...holes: (readonly Position[])[]): Polygon => ({
    type: 'Polygon',
    coordinates: [corners, ...holes],
  });
  const one = area(square(118, 25, 1));
  expect(meet(one, area(square(119, 25, 1)))).toBe(true);
  expect(meet(one, area(square(119, 26, 1)))).toBe(true);
  expect(meet(one, area(square(119.000000001, 26, 1)))).toBe(false);
  const holed = area(square(118, 25, 1), square(118.2, 25.2, 0.6).toReversed());
  expect(meet(holed, area(square(118.4, 25.4, 0.1)))).toBe(false);
  expect(meet(holed, { type: 'Point', coordinates: [118.2, 25.5] })).toBe(true);
  expect(
    meet(holed, {
      type: 'LineString',
      coordinates: [
        [118.3, 25.5],
        [118.9, 25.5],
      ],
    }),
  ).toBe(true);
});

test('a box lies in an area, outside or across its outline as its grid of points does', () => {
  fc.assert(
    fc.property(star(), star(), (area, other) => {
      const box = boxOf(other);
      const lies = boxWithin(box, area);
      const at = (i: number, j: number): Position => [
        box[0] + ((box[2] - box[0]) * i) / 7,
        box[1] + ((box[3] - box[1]) * j) / 7,
      ];
      const inside = Array.from({ length: 64 }, (_, i) => holdsPosition(area, at(i % 8, Math.floor(i / 8))));
      const holds = lies === 'crossed' || inside.every((one) => one === (lies === 'inside'));
      expect(holds).toBe(true);
    }),
  );
});

test('what of a line lies in an area and in the rest of a box around it is the whole line', () => {
  fc.assert(
    fc.property(star(), star(), (area, other) => {
      const line = { type: 'LineString', coordinates: other.coordinates[0]! } as const;
      const around = square(116, 23, 5);
      const rest: Polygon = { type: 'Polygon', coordinates: [around, area.coordinates[0]!] };
      const sum = lengthWithinM(line, area) + lengthWithinM(line, rest);
      // What runs along the outline lies in both.
      expect(sum).toBeGreaterThanOrEqual(lengthM(line) - 0.01);
      expect(lengthWithinM(line, area)).toBeLessThanOrEqual(lengthM(line) + 0.01);
    }),
  );
});

test('a line is reached from as far as the tolerance and no farther', () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [118.9, 25.1],
      [118.91, 25.1],
    ],
  } as const;
  const place: Position = [118.905, 25.1001];
  const metres = geodesicM(place, [118.905, 25.1]);
  expect(reachesM(place, line, metres * 1.01)).toBe(true);
  expect(reachesM(place, line, metres * 0.98)).toBe(false);
});
