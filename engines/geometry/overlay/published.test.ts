import { describe, expect, test } from 'vitest';
import { fromWkt, geosCell, isGeosValid } from '../geos.testing.ts';
import type { MultiPolygon, Polygon } from '../geometry.ts';
import { hasXmlCases, xmlCases } from '../xml-cases.testing.ts';
import { unionOf } from './clip.ts';
import { overlay } from './overlay.ts';
import { planeArea, roundingOf } from './planar.testing.ts';

type Shape = Polygon | MultiPolygon;

/** Which cells of a pair each operation consists of: covered by the first, by the second. */
const OPERATIONS: Readonly<Record<string, (first: boolean, second: boolean) => boolean>> = {
  intersection: (first, second) => first && second,
  union: () => true,
  difference: (first, second) => first && !second,
  symdifference: (first, second) => first !== second,
};

const cases = ['TestOverlayAA.xml', 'TestNGOverlayA.xml'].flatMap((file) =>
  hasXmlCases
    ? xmlCases(file).flatMap(({ name, a, b, operations }) =>
        operations.map((operation) => ({ ...operation, title: `${file} ${name}`, a, b: b ?? '' })),
      )
    : [],
);

describe.skipIf(!hasXmlCases)('the overlay cases that GEOS publishes', () => {
  test('there are as many as in its archive', () => {
    expect(cases.length).toBeGreaterThan(100);
  });

  test.each(cases)('$title: $name', ({ name, first, a, b, expected }) => {
    const isOfCells = OPERATIONS[name.replace(/ng$/, '')]!;
    const [one, two] = (first === 'A' ? [a, b] : [b, a]).map(fromWkt);
    const given = [one, two].filter((shape): shape is Shape => shape !== null && shape !== undefined);
    expect(given.every(isGeosValid)).toBe(true);
    const { cells } = overlay([{ shapes: one ? [one] : [] }, { shapes: two ? [two] : [] }]);
    const parts = cells.filter(({ cover: [p, q] }) => isOfCells(p!.length > 0, q!.length > 0));
    const result = unionOf(parts.map(({ geometry }) => geometry!)).geometry;
    const theirs = fromWkt(expected);
    if (result === null || theirs === null) return expect([result, theirs]).toEqual([null, null]);
    const allowed = 10 * roundingOf(result, theirs);
    expect(Math.abs(planeArea(result) - planeArea(theirs))).toBeLessThan(allowed);
    expect(Math.abs(planeArea(geosCell([result, theirs], [])) - planeArea(theirs))).toBeLessThan(allowed);
    expect(isGeosValid(result)).toBe(true);
  });
});
