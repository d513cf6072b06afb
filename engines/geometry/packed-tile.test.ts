import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOf, type Geometry } from './geometry.ts';
import { boxOfTile, EXTENT, tileAt, type Tile } from './mercator.ts';
import { encodeTile } from './mvt.ts';
import { readTile } from './mvt.testing.ts';
import { ShapePacker } from './packed-shapes.ts';
import { encodePackedTile } from './packed-tile.ts';
import { clipRing, doubleArea } from './path.ts';
import { anyGeometry, square, starPolygon } from './shapes.testing.ts';
import { ownTileColumn, tileColumn } from './tile-column.ts';
import { toWkb } from './wkb.ts';

function packed(geometries: readonly Geometry[]) {
  const packer = new ShapePacker();
  for (const geometry of geometries) packer.add(toWkb(geometry));
  return packer.finish();
}

function drawn(tile: Tile, geometries: readonly Geometry[], codes: readonly (string | null)[] = []) {
  const shapes = packed(geometries);
  const keys = geometries.map((_, i) => `键${i}`);
  const columns = [
    ownTileColumn('key', keys),
    tileColumn(
      'code',
      geometries.map((_, i) => codes[i] ?? null),
    ),
  ];
  const which = geometries.map((_, i) => i);
  return readTile(encodePackedTile({ layer: 'features', tile, shapes, columns, which }));
}

const areaOf = (paths: readonly number[][]) =>
  paths.reduce((sum, path) => sum + doubleArea(Float64Array.from(path)) / 2, 0);
const within = (paths: readonly number[][]) =>
  paths.map((path) => [...clipRing(Float64Array.from(path), { min: 0, max: EXTENT })]);

test('a star is drawn as the plain encoder draws it, to a unit along its outline', () => {
  fc.assert(
    fc.property(starPolygon(), fc.integer({ min: 13, max: 17 }), (ring, z) => {
      const geometry: Geometry = { type: 'Polygon', coordinates: [ring] };
      const tile = tileAt(...ring[0]!, z);
      const ours = drawn(tile, [geometry]).features;
      const plain = readTile(encodeTile('features', tile, [{ geometry, properties: {} }])).features;
      expect(Math.abs(areaOf(within(ours[0]?.paths ?? [])) - areaOf(within(plain[0]?.paths ?? [])))).toBeLessThan(
        EXTENT * 8,
      );
      expect(ours.every(({ properties }) => properties['key'] === '键0')).toBe(true);
    }),
  );
});

test('whatever is drawn at any zoom stays within the tile and a little around it, outer rings clockwise', () => {
  fc.assert(
    fc.property(anyGeometry(), fc.integer({ min: 0, max: 22 }), (geometry, z) => {
      const [west, south, east, north] = boxOf(geometry);
      for (const { type, paths } of drawn(tileAt((west + east) / 2, (south + north) / 2, z), [geometry]).features) {
        for (const path of paths) {
          expect(Math.min(...path)).toBeGreaterThanOrEqual(-256);
          expect(Math.max(...path)).toBeLessThanOrEqual(EXTENT + 256);
        }
        if (type === 3) expect(doubleArea(Float64Array.from(paths[0]!))).toBeGreaterThan(0);
      }
    }),
  );
});

test('a hole is cut out and a ring that runs the wrong way is turned', () => {
  const hole = square(118.905, 25.115, 0.002);
  const geometry: Geometry = { type: 'Polygon', coordinates: [square(118.9, 25.11, 0.01).toReversed(), hole] };
  const tile = tileAt(118.905, 25.115, 13);
  const [one] = drawn(tile, [geometry]).features;
  expect(one!.paths.map((path) => Math.sign(doubleArea(Float64Array.from(path))))).toEqual([1, -1]);
});

test('a district of small parcels is filled where it lies, by what most of each place is', () => {
  const tile = tileAt(118.9, 25.12, 10);
  const [west, south] = boxOfTile(tile);
  const side = 0.0006;
  const parcels = Array.from({ length: 10_000 }, (_, i): Geometry => ({
    type: 'Polygon',
    coordinates: [square(west + 0.1 + (i % 100) * side, south + 0.1 + Math.floor(i / 100) * side, side)],
  }));
  const { features } = drawn(
    tile,
    parcels,
    parcels.map((_, i) => (i % 100 < 50 ? '01' : '07')),
  );
  expect(features.length).toBeLessThan(300);
  expect(features.reduce((sum, { properties }) => sum + Number(properties['n']), 0)).toBeGreaterThan(9_900);
  const units = (100 * side * EXTENT) / (360 / 2 ** 10);
  const area = features.reduce((sum, { paths }) => sum + areaOf(paths), 0);
  expect(area / (units * units * 1.105)).toBeCloseTo(1, 0.5);
  const codes = features.map(({ properties, paths }) => [properties['code'], paths[0]![0]! < units / 2 + 1600]);
  expect(new Set(codes.map(([code]) => code))).toEqual(new Set(['01', '07']));
});

test('a tile that holds a whole city of parcels is a picture of it and no list: at most a piece for each two pixels', () => {
  const tile = tileAt(118.9, 25.12, 9);
  const [west, south, east] = boxOfTile(tile);
  const across = 170;
  const side = (east - west) / across;
  const city = Array.from({ length: across * across }, (_, i): Geometry => ({
    type: 'Polygon',
    coordinates: [square(west + (i % across) * side, south + Math.floor(i / across) * side * 0.9, side)],
  }));
  const { features } = drawn(
    tile,
    city,
    city.map((_, i) => String((i * 7 + Math.floor(i / across)) % 11)),
  );
  expect(features.every(({ properties }) => typeof properties['n'] === 'number')).toBe(true);
  expect(features.reduce((sum, { properties }) => sum + Number(properties['n']), 0)).toBeGreaterThan(28_000);
});

test('one small area alone is still seen, and says which it is', () => {
  const tile = tileAt(118.9, 25.12, 8);
  const [one] = drawn(tile, [{ type: 'Polygon', coordinates: [square(118.9, 25.12, 0.0001)] }], ['07']).features;
  expect(one!.properties).toEqual({ key: '键0', code: '07', n: 1 });
});

test('points too close to tell apart are drawn as one below zoom 13, each by itself from there', () => {
  const points = Array.from({ length: 50 }, (_, i): Geometry => {
    return { type: 'Point', coordinates: [118.9 + i * 1e-6, 25.12] };
  });
  const far = drawn(tileAt(118.9, 25.12, 9), points).features;
  expect(far.map(({ properties }) => properties['n'])).toEqual([50]);
  expect(drawn(tileAt(118.9, 25.12, 15), points).features).toHaveLength(50);
});

test('shapes in bytes one after the other are read to the last, and broken bytes are refused', () => {
  const geometry: Geometry = { type: 'MultiPolygon', coordinates: [[square(118, 25, 1)], [square(120, 25, 1)]] };
  const bytes = toWkb(geometry);
  const packer = new ShapePacker();
  packer.addAll(Buffer.concat([bytes, bytes, bytes]));
  const shapes = packer.finish();
  expect([shapes.count, shapes.starts.at(-1), shapes.places.length]).toEqual([3, 6, 48]);
  expect(() => new ShapePacker().addAll(bytes.subarray(0, 60))).toThrow('数据不完整');
});
