import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { geosRelation } from './geos.testing.ts';
import type { Geometry } from './geometry.ts';
import { meet } from './meet.ts';
import { isRelated, relate } from './relate.ts';
import { hasXmlCases, xmlCases } from './xml-cases.testing.ts';

const TYPES = { POINT: 'Point', LINESTRING: 'LineString', POLYGON: 'Polygon', MULTIPOINT: 'MultiPoint', MULTILINESTRING: 'MultiLineString', MULTIPOLYGON: 'MultiPolygon' } as const; // prettier-ignore

/** A geometry in well-known text; null: one of a kind that no layer has. */
function geometryOf(wkt: string): Geometry | null {
  const [, word = '', body = ''] = /^\s*([A-Z]+)\s*(\(.*\))\s*$/s.exec(wkt) ?? [];
  const type = Object.entries(TYPES).find(([name]) => name === word)?.[1];
  if (type === undefined || /EMPTY/.test(wkt)) return null;
  const text = body.replaceAll(/(-?[\d.]+(?:e[-+]?\d+)?)\s+(-?[\d.]+(?:e[-+]?\d+)?)/gi, '[$1,$2]').replaceAll('(', '[').replaceAll(')', ']'); // prettier-ignore
  const all = JSON.parse(text) as unknown[];
  const coordinates = type === 'Point' ? all[0] : type === 'MultiPoint' ? all.map((one) => (Array.isArray(one) && Array.isArray(one[0]) ? one[0] : one)) : all; // prettier-ignore
  return { type, coordinates } as Geometry;
}

const cases = ['AA', 'LA', 'LL', 'PA', 'PL', 'PP'].flatMap((kind) =>
  hasXmlCases
    ? xmlCases(`TestRelate${kind}.xml`).flatMap(({ name, a, b, operations }) => {
        const [one, other] = [geometryOf(a), geometryOf(b ?? '')];
        const matrix = operations.find((operation) => operation.name === 'relate')?.matrix;
        return one && other && matrix ? [{ title: `${kind} ${name}`, one, other, matrix }] : [];
      })
    : [],
);

describe.skipIf(!hasXmlCases)('the relations that GEOS publishes', () => {
  test('there are as many as in its archive', () => expect(cases.length).toBeGreaterThan(50));
  test.each(cases)('$title', ({ one, other, matrix }) => {
    expect(relate(one, other)).toBe(matrix);
    const [ii, ib, ie, bi, bb, be, ei, eb, ee] = matrix;
    expect(relate(other, one)).toBe([ii, bi, ei, ib, bb, eb, ie, be, ee].join(''));
  });
});

/** On so coarse a grid that corners, edges and crossings coincide again and again. */
const corner = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
const path = (least: number) => fc.array(corner, { minLength: least, maxLength: 6 });
const ring = path(3).map((corners) => [...corners, corners[0]!]);
const geometries: fc.Arbitrary<Geometry> = fc.oneof(
  { weight: 3, arbitrary: ring.map((one): Geometry => ({ type: 'Polygon', coordinates: [one] })) },
  { weight: 1, arbitrary: fc.tuple(ring, ring).map((two): Geometry => ({ type: 'MultiPolygon', coordinates: two.map((one) => [one]) })) }, // prettier-ignore
  path(2).map((line): Geometry => ({ type: 'LineString', coordinates: line })),
  fc.array(path(2), { minLength: 1, maxLength: 3 }).map((lines): Geometry => ({ type: 'MultiLineString', coordinates: lines })), // prettier-ignore
  path(1).map((points): Geometry => ({ type: 'MultiPoint', coordinates: points })),
);

test('geometries on a coarse grid lie to each other as GEOS says, and meet when they have anything in common', () => {
  let compared = 0;
  fc.assert(
    fc.property(geometries, geometries, (one, other) => {
      const theirs = geosRelation(one, other);
      fc.pre(theirs !== null);
      compared++;
      expect(relate(one, other)).toBe(theirs);
      expect(isRelated(theirs, 'FF*FF****')).toBe(!meet(one, other));
    }),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(100);
});
