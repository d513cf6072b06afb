import { describe, expect, test } from 'vitest';
import { fromWkt, geosMadeValid, isGeosValid } from '../geos.testing.ts';
import { polygonsOf, type MultiPolygon, type Polygon, type Position } from '../geometry.ts';
import { planeArea, roundingOf } from '../overlay/planar.testing.ts';
import { hasXmlCases, xmlCases } from '../xml-cases.testing.ts';
import { repairArea } from './repair.ts';

type Shape = Polygon | MultiPolygon;

const scaledBy = (shape: Shape, factor: number): Position[][][] =>
  polygonsOf(shape).map((rings) => rings.map((ring) => ring.map(([x, y]): Position => [x * factor, y * factor])));

/** Into the range of degrees by a power of two; null where nine decimals would change the shape. */
function inDegrees(shape: Shape): Position[][][] | null {
  const numbers = polygonsOf(shape).flat(3);
  const factor = 2 ** Math.floor(Math.log2(80 / Math.max(1, ...numbers.map(Math.abs))));
  const isExact = numbers.every((value) => Number.isInteger(Math.round(value * factor * 1e9) - value * factor * 1e9));
  return isExact ? scaledBy(shape, factor) : null;
}

const asked = xmlCases().filter(({ operations }) => operations.some(({ name }) => name === 'isvalid'));
const areas = asked.filter(({ a }) => /^(MULTI)?POLYGON/.test(a));
const cases = areas.flatMap(({ file, name, a, operations }) => {
  const shape = fromWkt(a);
  const raw = shape === null ? null : inDegrees(shape);
  const isEmpty = raw === null || raw.length === 0 || raw.flat().some((ring) => ring.length === 0);
  return isEmpty ? [] : [{ title: `${file} ${name}`, raw, isValid: operations[0]!.expected === 'true' }];
});

describe.skipIf(!hasXmlCases)('the validity cases that GEOS publishes', () => {
  test('all of areas are asked but those of nothing, and of numbers that nine decimals of degrees do not hold', () => {
    const valid = cases.filter(({ isValid }) => isValid).length;
    expect([valid, cases.length - valid, areas.length - cases.length]).toEqual([269, 46, 10]);
  });

  test.each(cases.filter(({ isValid }) => isValid))('$title stays as it is', ({ raw }) => {
    const { geometry, report } = repairArea(raw);
    expect(report.findings.filter(({ kind }) => kind !== 'duplicate-points')).toEqual([]);
    expect(planeArea(geometry)).toBe(planeArea({ type: 'MultiPolygon', coordinates: raw }));
  });

  test.each(cases.filter(({ isValid }) => !isValid))('$title is made valid', ({ raw }) => {
    const { geometry, report } = repairArea(raw);
    expect(report.findings).not.toEqual([]);
    if (geometry === null) return expect(report.refusal).toContain('没有面积');
    expect(isGeosValid(geometry)).toBe(true);
    if (raw.flat().length > 1) return;
    const theirs = geosMadeValid({ type: 'MultiPolygon', coordinates: raw });
    expect(Math.abs(planeArea(geometry) - planeArea(theirs))).toBeLessThan(1e-6 + roundingOf(geometry, theirs));
  });
});
