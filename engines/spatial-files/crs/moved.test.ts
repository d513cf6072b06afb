import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseGeometry, partsOf, type Geometry, type Position } from '@quantu/geometry';
import { pointsAlong, testShift, toBd09, toGcj02 } from '../index.ts';

const folder = path.resolve(import.meta.dirname, '../../../../shared/data/quangang');

function outline(file: string): Position[] {
  const json = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { features: { geometry: unknown }[] };
  const geometry = parseGeometry(json.features[0]!.geometry, 'area');
  return 'problem' in geometry ? [] : pointsAlong(partsOf(geometry), 50);
}

describe.skipIf(!existsSync(folder))('the boundary that a web map published', () => {
  test('is recognised as GCJ-02 beside the true one, with its shift', () => {
    const found = testShift(outline('boundary-350505.gcj02.geojson'), outline('boundary-350505.wgs84.geojson'));
    expect(found.suspect?.id).toBe('GCJ-02');
    expect(found.shift!.eastM).toBeCloseTo(452.7, 0);
    expect(found.shift!.northM).toBeCloseTo(-327.2, 0);
    expect(found.correctedM).toBeLessThan(1);
  });

  test('is recognised by the islands of a coast that others drew', () => {
    const islet = (points: Position[]): Position[] =>
      points.filter(([lon, lat]) => lon > 118.98 && lat > 25.17 && lat < 25.19);
    const sea = JSON.parse(readFileSync(path.join(folder, 'sea-osm2017.wgs84.geojson'), 'utf8')) as {
      features: { geometry: unknown }[];
    };
    const coast = parseGeometry(sea.features[0]!.geometry, 'area');
    const control = 'problem' in coast ? [] : pointsAlong(partsOf(coast), 20);
    const near = control.filter(([lon, lat]) => lon > 118.96 && lon < 119.03 && lat > 25.15 && lat < 25.21);
    expect(testShift(islet(outline('boundary-350505.gcj02.geojson')), near).suspect?.id).toBe('GCJ-02');
    expect(testShift(islet(outline('boundary-350505.wgs84.geojson')), near).suspect).toBeNull();
  });
});

/** A jagged ring round a place. */
const rings = fc
  .record({
    lon: fc.double({ min: 100, max: 122, noNaN: true }),
    lat: fc.double({ min: 22, max: 45, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.02, max: 0.06, noNaN: true }), { minLength: 12, maxLength: 30 }),
  })
  .map(({ lon, lat, radii }): Position[] =>
    radii.map((radius, i) => {
      const angle = (i / radii.length) * 2 * Math.PI;
      return [lon + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
    }),
  );

test('shapes moved by either formula are found out, those left in place are not', () => {
  fc.assert(
    fc.property(rings, (ring) => {
      const control = pointsAlong([ring], 40);
      const moved = (turn: typeof toGcj02): Position[] => ring.map(([lon, lat]) => turn(lon, lat));
      expect(testShift(moved(toGcj02), control).suspect?.id).toBe('GCJ-02');
      expect(testShift(moved(toBd09), control).suspect?.id).toBe('BD-09');
      expect(testShift(ring, control).suspect).toBeNull();
    }),
    { numRuns: 30 },
  );
});

test('a layer elsewhere and one without points are no matter of shifts', () => {
  const here: Position[] = [
    [118.9, 25.1],
    [118.91, 25.11],
  ];
  expect(testShift([[110, 30]], here)).toMatchObject({ suspect: null });
  expect(testShift([], here).why).toBe('没有可以对照的点');
});

const osm = path.resolve(import.meta.dirname, '../../../../shared/data/shanghai-wuhan-osm-tiles');

function geometries(name: string): Geometry[] {
  const file = gunzipSync(readFileSync(path.join(osm, `${name}.wgs84.geojson.gz`))).toString();
  const { features } = JSON.parse(file) as { features: { geometry: Geometry | null }[] };
  return features.flatMap(({ geometry }) => (geometry !== null && 'coordinates' in geometry ? [geometry] : []));
}

describe.skipIf(!existsSync(osm))('layers of other things than the control', () => {
  test.each([
    ['shanghai-roads', 'shanghai-buildings'],
    ['shanghai-pois', 'shanghai-buildings'],
    ['shanghai-buildings', 'shanghai-roads'],
    ['shanghai-pois', 'shanghai-roads'],
    ['wuhan-buildings', 'wuhan-roads'],
    ['wuhan-roads', 'wuhan-buildings'],
  ])('%s in either system of the web are found out by %s', (layer, control) => {
    const points = geometries(layer).flatMap((geometry) => partsOf(geometry).flat());
    const held = pointsAlong(geometries(control).flatMap(partsOf), 10);
    expect(testShift(points, held).suspect).toBeNull();
    for (const turn of [toGcj02, toBd09]) {
      const moved = points.map(([lon, lat]) => turn(lon, lat));
      expect(testShift(moved, held).suspect?.id).toBe(turn === toGcj02 ? 'GCJ-02' : 'BD-09');
    }
  });
});
