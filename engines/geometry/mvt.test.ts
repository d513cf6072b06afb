import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOf, type Position } from './geometry.ts';
import { boxOfTile, EXTENT, isTile, tileAt, unitDegrees } from './mercator.ts';
import { encodeTile, type TileFeature } from './mvt.ts';
import { readTile } from './mvt.testing.ts';
import { doubleArea } from './path.ts';
import { anyGeometry, square, starPolygon } from './shapes.testing.ts';

const TILE = tileAt(118.9, 25.12, 14);
const feature = (geometry: TileFeature['geometry'], properties: TileFeature['properties'] = {}) => ({
  geometry,
  properties,
});

test('a point stands where it lies in its tile, with what is known of it', () => {
  const properties = { id: 'a', title: '示例', share: 0.5, count: 3, isOpen: true, none: null };
  const tile = readTile(
    encodeTile('parks', TILE, [feature({ type: 'Point', coordinates: [118.9, 25.12] }, properties)]),
  );
  expect(tile.name).toBe('parks');
  const [found] = tile.features;
  expect(found!.properties).toEqual({ id: 'a', title: '示例', share: 0.5, count: 3, isOpen: true });
  const [west, south, east, north] = boxOfTile(TILE);
  const share = (118.9 - west) / (east - west);
  expect(found!.paths[0]![0]).toBeCloseTo(share * (EXTENT + 128) - 64, -0.5);
  const y = (north - 25.12) / (north - south);
  expect(found!.paths[0]![1]).toBeCloseTo(y * (EXTENT + 128) - 64, -0.5);
});

test('nothing in a tile makes empty bytes', () => {
  expect(encodeTile('parks', TILE, [])).toHaveLength(0);
  expect(encodeTile('parks', TILE, [feature({ type: 'Point', coordinates: [0, 0] })])).toHaveLength(0);
});

test('whatever is drawn stays within the tile and its buffer, and outer rings turn clockwise on the screen', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyGeometry(),
        starPolygon().map((ring) => ({ type: 'Polygon', coordinates: [ring] }) as const),
      ),
      fc.integer({ min: 0, max: 16 }),
      (geometry, z) => {
        const [west, south, east, north] = boxOf(geometry);
        const tile = tileAt((west + east) / 2, (south + north) / 2, z);
        for (const { type, paths } of readTile(encodeTile('x', tile, [feature(geometry)])).features) {
          for (const path of paths) {
            expect(Math.min(...path)).toBeGreaterThanOrEqual(-64);
            expect(Math.max(...path)).toBeLessThanOrEqual(EXTENT + 64);
          }
          if (type === 3) expect(doubleArea(Float64Array.from(paths[0]!))).toBeGreaterThan(0);
        }
      },
    ),
  );
});

test('an area has in the four tiles of the next zoom the area it has in one', () => {
  const insideArea = (tile: { z: number; x: number; y: number }, ring: readonly Position[]): number => {
    const found = readTile(encodeTile('x', tile, [feature({ type: 'Polygon', coordinates: [ring] })])).features[0];
    if (!found) return 0;
    const clipped = found.paths.map((path) => shoelace(clampedToTile(path)));
    return Math.abs(clipped.reduce((sum, one) => sum + one, 0)) / 2;
  };
  // Without the buffer, which neighbours share.
  const clampedToTile = (path: readonly number[]) => path.map((value) => Math.max(0, Math.min(EXTENT, value)));
  const shoelace = (path: readonly number[]) => doubleArea(Float64Array.from(path));
  const ring = square(118.89, 25.11, 0.004);
  const big = tileAt(118.892, 25.112, 14);
  const whole = insideArea(big, ring);
  const parts = [0, 1].flatMap((dx) =>
    [0, 1].map((dy) => insideArea({ z: 15, x: 2 * big.x + dx, y: 2 * big.y + dy }, ring)),
  );
  expect(parts.reduce((sum, one) => sum + one, 0) / 4 / whole).toBeCloseTo(1, 2);
});

test('below zoom 13 small areas become points, and points too close to tell apart become one that counts them', () => {
  const far = { z: 8, x: tileAt(118.9, 25.12, 8).x, y: tileAt(118.9, 25.12, 8).y };
  const small = Array.from({ length: 50 }, (_, i) =>
    feature({ type: 'Polygon', coordinates: [square(118.9 + i * 1e-6, 25.12, 1e-4)] }, { id: String(i) }),
  );
  const { features } = readTile(encodeTile('x', far, small));
  expect(features.map(({ type }) => type)).toEqual(features.map(() => 1));
  expect(features.reduce((sum, { properties }) => sum + Number(properties['n']), 0)).toBe(50);
  expect(features.length).toBeLessThanOrEqual(2);
  const near = tileAt(118.9, 25.12, 14);
  expect(readTile(encodeTile('x', near, small)).features).toHaveLength(50);
});

test('below zoom 13 a wiggly line keeps its ends and its way within half a pixel', () => {
  const wiggly = Array.from({ length: 5000 }, (_, i): Position => [118.5 + i * 1e-4, 25 + Math.sin(i) * 1e-5]);
  const tile = tileAt(118.75, 25, 9);
  const { features } = readTile(encodeTile('x', tile, [feature({ type: 'LineString', coordinates: wiggly })]));
  const path = features[0]!.paths[0]!;
  expect(path.length).toBeLessThan(20);
  expect(unitDegrees(9) * 4).toBeGreaterThan(1e-5);
});

test('only tiles of the pyramid are tiles', () => {
  expect(isTile({ z: 3, x: 7, y: 0 })).toBe(true);
  for (const tile of [
    { z: 3, x: 8, y: 0 },
    { z: 23, x: 0, y: 0 },
    { z: 1.5, x: 0, y: 0 },
    { z: 3, x: 0, y: -1 },
  ]) {
    expect(isTile(tile)).toBe(false);
  }
});
