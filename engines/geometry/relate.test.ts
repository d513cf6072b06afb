import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { geosRelation } from './geos.testing.ts';
import type { Geometry } from './geometry.ts';
import { meet } from './meet.ts';
import { isRelated, relate, relates } from './relate.ts';
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

/** A relation is decided on whole nanodegrees, and on numbers that doubles hold. */
function isFine(geometry: Geometry): boolean {
  const numbers = (geometry.coordinates as unknown[]).flat(Infinity) as number[];
  return numbers.every((value) => Math.round(value * 1e9) / 1e9 === value && Math.abs(value) <= 1e6);
}

/** What each predicate says of two geometries by our own kernel; those that ISO 19125 lacks by their matrix. */
const PREDICATES: Readonly<Record<string, (one: Geometry, other: Geometry) => boolean>> = {
  intersects: meet,
  disjoint: (one, other) => !meet(one, other),
  equalstopo: (one, other) => relates('equals', one, other),
  touches: (one, other) => relates('touches', one, other),
  crosses: (one, other) => relates('crosses', one, other),
  within: (one, other) => relates('within', one, other),
  contains: (one, other) => relates('contains', one, other),
  overlaps: (one, other) => relates('overlaps', one, other),
  covers: (one, other) => isRelated(relate(one, other), 'T*****FF*', '*T****FF*', '***T**FF*', '****T*FF*'),
  coveredby: (one, other) => isRelated(relate(one, other), 'T*F**F***', '*TF**F***', '**FT*F***', '**F*TF***'),
};

/** Collections, nothing at all, and a line without length. */
const NO_LAYER_HAS = /GEOMETRYCOLLECTION|LINEARRING|EMPTY|\((\d+ \d+), ?\1\)/;

const asked = xmlCases().flatMap(({ file, name, a, b, operations }) => {
  const own = operations.filter((operation) => operation.name === 'relate' || operation.name in PREDICATES);
  return own.length === 0 ? [] : [{ title: `${file} ${name}`, a, b: b ?? '', operations: own }];
});
const cases = asked.flatMap(({ title, a, b, operations }) => {
  const [one, other] = [geometryOf(a), geometryOf(b)];
  return one && other && isFine(one) && isFine(other) && !NO_LAYER_HAS.test(a + b)
    ? [{ title, one, other, operations }]
    : [];
});

describe.skipIf(!hasXmlCases)('the relations that GEOS publishes', () => {
  test('587 are asked; 11 are of collections or of nothing, and 11 of numbers that no map has', () => {
    const reasons = asked.map(({ a, b }) => {
      if (NO_LAYER_HAS.test(a + b)) return 'no layer has one';
      return [a, b].map(geometryOf).every((one) => one !== null && isFine(one)) ? 'asked' : 'beyond nanodegrees';
    });
    const count = (reason: string) => reasons.filter((one) => one === reason).length;
    expect([count('asked'), count('no layer has one'), count('beyond nanodegrees')]).toEqual([587, 11, 11]);
    expect(cases).toHaveLength(count('asked'));
  });
  test.each(cases)('$title', ({ one, other, operations }) => {
    for (const { name, first, matrix, expected } of operations) {
      const [a, b] = first === 'A' ? [one, other] : [other, one];
      const found = name === 'relate' ? isRelated(relate(a, b), matrix!) : PREDICATES[name]!(a, b);
      expect([name, String(found)]).toEqual([name, expected]);
      const [ii, ib, ie, bi, bb, be, ei, eb, ee] = relate(a, b);
      expect(relate(b, a)).toBe([ii, bi, ei, ib, bb, eb, ie, be, ee].join(''));
    }
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

/**
 * Of lines that join each other in their ends GEOS loses open ends, one pair in a thousand: of [[0,0],[3,4]] with
 * [[3,4],[1,0]] and the point [0,0] it says that no open end is outside of the point. What lies outside is left out there.
 */
const comparable = (matrix: string, isJoined: boolean): string =>
  isJoined ? [0, 1, 3, 4].map((at) => matrix[at]).join('') : matrix;

test('lines that join keep their open ends', () => {
  const joined: Geometry = { type: 'MultiLineString', coordinates: [[[0, 0], [3, 4]], [[3, 4], [1, 0]]] }; // prettier-ignore
  expect(relate(joined, { type: 'Point', coordinates: [0, 0] })).toBe('FF10F0FF2');
});

test('geometries on a coarse grid lie to each other as GEOS says, and meet when they have anything in common', () => {
  let compared = 0;
  fc.assert(
    fc.property(geometries, geometries, (one, other) => {
      const theirs = geosRelation(one, other);
      fc.pre(theirs !== null);
      compared++;
      const isJoined = [one, other].some(({ type }) => type === 'MultiLineString');
      expect(comparable(relate(one, other), isJoined)).toBe(comparable(theirs, isJoined));
      expect(isRelated(theirs, 'FF*FF****')).toBe(!meet(one, other));
    }),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(100);
});
