import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ellipsoidArea } from './ellipsoid.ts';
import { geodesicM } from './geodesic.ts';
import type { Position } from './geometry.ts';
import { labelPoint } from './label-point.ts';
import { areaM2, lengthM } from './measures.ts';
import { ring, square, starPolygon } from './shapes.testing.ts';
import { sideOf } from './valid-area.ts';

const area = (corners: readonly Position[]): number => ellipsoidArea(Float64Array.from(ring(corners).flat()));

const BLOCK: Position[] = [
  [118.9, 25.12],
  [118.901, 25.12],
  [118.901, 25.121],
  [118.9, 25.121],
];
const SITE: Position[] = [
  [118.91, 25.123],
  [118.9123, 25.1225],
  [118.9131, 25.1242],
  [118.9117, 25.1251],
  [118.9098, 25.1246],
];
const POND: Position[] = [
  [118.911, 25.1234],
  [118.911, 25.1238],
  [118.9114, 25.1238],
  [118.9114, 25.1234],
];

test.each([
  ['a block', BLOCK, 11_171.7831, 11_171.7831],
  ['a site', SITE, 66_582.0703, 66_582.0102],
  ['a pond, clockwise', POND, -1_787.4409, -1_787.4409],
])('the ellipsoid area of %s is the official one, and near the geodesic one', (_, corners, official, geodesic) => {
  expect(area(corners)).toBeCloseTo(official, 4);
  expect(Math.abs(area(corners) / geodesic - 1)).toBeLessThan(2e-6);
});

test('the whole ellipsoid has its area', () => {
  expect(
    area([
      [-180, -90],
      [180, -90],
      [180, 90],
      [-180, 90],
    ]),
  ).toBeCloseTo(510_065_621_714_742.6, -1);
});

test('holes are taken off whichever way rings run, parts are added', () => {
  const site = areaM2({ type: 'Polygon', coordinates: [ring(SITE).toReversed(), ring(POND)] });
  expect(site).toBeCloseTo(66_582.0703 - 1_787.4409, 3);
  const both = areaM2({ type: 'MultiPolygon', coordinates: [[ring(SITE), ring(POND)], [ring(BLOCK)]] });
  expect(both).toBeCloseTo(site + 11_171.7831, 3);
  expect(areaM2({ type: 'Point', coordinates: [118, 25] })).toBe(0);
  expect(ellipsoidArea(new Float64Array(0))).toBe(0);
});

test('a ring cut in two along a meridian adds up', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: -80, max: 79 }), (share, lat) => {
      const whole = area([
        [10, lat],
        [11, lat],
        [11, lat + 1],
        [10, lat + 1],
      ]);
      const west = area([
        [10, lat],
        [10 + share, lat],
        [10 + share, lat + 1],
        [10, lat + 1],
      ]);
      const east = area([
        [10 + share, lat],
        [11, lat],
        [11, lat + 1],
        [10 + share, lat + 1],
      ]);
      expect(Math.abs((west + east) / whole - 1)).toBeLessThan(1e-12);
    }),
  );
});

test('a geodesic has its published length', () => {
  const degrees = (d: number, m: number, s: number): number => d + m / 60 + s / 3600;
  // Flinders Peak to Buninyong, GDA Technical Manual (GRS 80, whose ellipsoid is that of CGCS2000 to 0.1 mm).
  const flinders: Position = [degrees(144, 25, 29.5244), -degrees(37, 57, 3.7203)];
  const buninyong: Position = [degrees(143, 55, 35.3839), -degrees(37, 39, 10.1561)];
  expect(geodesicM(flinders, buninyong)).toBeCloseTo(54_972.271, 3);
  expect(geodesicM([0, 0], [0, 90])).toBeCloseTo(10_001_965.729, 2);
  expect(geodesicM([118, 25], [118, 25])).toBe(0);
});

test('a way is as long back as there, never longer than a detour, and finite everywhere', () => {
  const position = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  );
  fc.assert(
    fc.property(position, position, position, (a, b, c) => {
      const [ab, bc, ac] = [geodesicM(a, b), geodesicM(b, c), geodesicM(a, c)];
      expect(Math.abs(ab - geodesicM(b, a))).toBeLessThan(0.001);
      expect(ac).toBeLessThanOrEqual((ab + bc) * 1.006 + 1);
    }),
  );
  expect(geodesicM([0, 0], [179.9, 0.1])).toBeGreaterThan(19_900_000);
  expect(
    lengthM({
      type: 'MultiLineString',
      coordinates: [
        [
          [0, 0],
          [0, 1],
        ],
        [
          [0, 1],
          [0, 2],
        ],
      ],
    }),
  ).toBeCloseTo(221_149.45, 0);
});

test('a label stands inside its area, never in a hole', () => {
  fc.assert(
    fc.property(starPolygon(), (outer) => {
      expect(sideOf(labelPoint({ type: 'Polygon', coordinates: [outer] }), outer)).toBe('inside');
    }),
  );
  const [outer, hole] = [square(118, 25, 1), square(118.1, 25.1, 0.8)];
  const at = labelPoint({ type: 'Polygon', coordinates: [outer, hole] });
  expect([sideOf(at, outer), sideOf(at, hole)]).toEqual(['inside', 'outside']);
  expect(
    labelPoint({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [2, 2],
      ],
    }),
  ).toEqual([1, 1]);
});
