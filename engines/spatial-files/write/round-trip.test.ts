import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { areaM2, ellipsoidArea, partsOf, type Geometry, type Position } from '@quantu/geometry';
import { readWorkbook } from '@quantu/tables/server';
import { CGCS2000, crsOf, toCgcs2000, turned } from '../index.ts';
import { DISTRICT, readAll, testFolder, writeRows, type TestRow } from '../read/files.testing.ts';
import type { OutFormat } from './write-spatial.ts';

const zone = crsOf('EPSG:4528')!;

/** A star-shaped ring, counter-clockwise. */
const ring = (lon: number, lat: number, radii: readonly number[]): Position[] => {
  const points = radii.map((radius, i): Position => {
    const angle = (i / radii.length) * 2 * Math.PI;
    return [lon + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
  });
  return [...points, points[0]!];
};

const radii = fc.array(fc.double({ min: 0.002, max: 0.004, noNaN: true }), { minLength: 3, maxLength: 9 });
const places = fc.record({
  lon: fc.double({ min: 118.75, max: 118.95, noNaN: true }),
  lat: fc.double({ min: 25.1, max: 25.2, noNaN: true }),
});
const holed = fc.tuple(places, radii, radii).map(([{ lon, lat }, outer, inner]) => [
  ring(
    lon,
    lat,
    outer.map((one) => one * 2),
  ),
  ring(
    lon,
    lat,
    inner.map((one) => one / 8),
  ).toReversed(),
]);
const areas: fc.Arbitrary<Geometry> = fc.oneof(
  holed.map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
  holed.map((one) => ({
    type: 'MultiPolygon' as const,
    coordinates: [one, one.map((list) => list.map(([x, y]): Position => [x + 0.05, y]))],
  })),
);
const line = (places_: { lon: number; lat: number }[]): Position[] =>
  places_.map(({ lon, lat }): Position => [lon, lat]);
const lines: fc.Arbitrary<Geometry> = fc
  .array(places, { minLength: 2, maxLength: 6 })
  .map((list) => ({ type: 'LineString' as const, coordinates: line(list) }));
const points: fc.Arbitrary<Geometry> = places.map(({ lon, lat }) => ({
  type: 'Point' as const,
  coordinates: [lon, lat] as const,
}));

const attributes = fc.record({
  名称: fc.constantFrom('石化园区', '山腰街道', 'a,b"c', '后楼', '界山镇'),
  面积: fc.double({ min: 0.001, max: 1e6, noNaN: true }).map((value) => Math.round(value * 1000) / 1000),
  编号: fc.integer({ min: -1e6, max: 1e9 }),
  日期: fc.constantFrom('2024-03-05', '2025-12-31'),
});
const rowsOf = (shapes: fc.Arbitrary<Geometry>): fc.Arbitrary<TestRow[]> =>
  fc.array(fc.tuple(shapes, attributes), { minLength: 1, maxLength: 4 });
const layers = fc.oneof(rowsOf(areas), rowsOf(lines), rowsOf(points));

/** How far positions moved, in metres. */
function distanceM(a: Geometry, b: Geometry): number {
  const [from, to] = [partsOf(a).flat(), partsOf(b).flat()];
  expect(to.length).toBe(from.length);
  // Rings may begin elsewhere and run the other way: every position has its match.
  return Math.max(...from.map(([x, y]) => Math.min(...to.map(([x2, y2]) => Math.hypot(x2 - x, y2 - y))))) * 111_320;
}

const inDegrees = (geometry: Geometry): Geometry => turned(geometry, ([x, y]) => toCgcs2000(zone)(x, y));

describe('what was written is read back the same', () => {
  const formats: readonly (readonly [OutFormat, 'UTF-8' | 'GBK', number])[] = [
    ['shapefile', 'UTF-8', 25],
    ['shapefile', 'GBK', 25],
    ['geojson', 'UTF-8', 25],
    ['csv', 'UTF-8', 15],
    ['gpkg', 'UTF-8', 1],
    ['gdb', 'UTF-8', 1],
  ];
  test.each(formats)('%s in %s', async (format, encoding, numRuns) => {
    const folder = testFolder();
    await fc.assert(
      fc.asyncProperty(layers, async (rows) => {
        const { out } = await writeRows(folder, zone, rows, { format, encoding });
        const [layer] = await readAll(out, 'x.zip', { district: DISTRICT });
        expect(layer?.crs?.id).toBe(zone.id);
        expect(layer?.count).toBe(rows.length);
        for (const [at, [geometry, values]] of rows.entries()) {
          const feature = layer!.features[at]!;
          expect(feature.problem).toBeNull();
          expect(distanceM(geometry!, inDegrees(feature.geometry!))).toBeLessThan(format === 'gdb' ? 1e-3 : 1e-6);
          expect(Math.abs(areaM2(inDegrees(feature.geometry!)) - areaM2(geometry!))).toBeLessThan(
            format === 'gdb' ? 2 : 0.01,
          );
          const kept = Object.values(feature.attributes);
          const wanted = Object.values(values).map((value) => (format === 'csv' ? String(value) : value));
          expect(kept.slice(0, wanted.length)).toEqual(wanted);
        }
      }),
      { numRuns, endOnFailure: numRuns === 1 },
    );
  });

  test('KML in degrees, one layer for each kind', async () => {
    const folder = testFolder();
    await fc.assert(
      fc.asyncProperty(rowsOf(areas), rowsOf(points), async (one, other) => {
        const { out, written } = await writeRows(folder, zone, [...one, ...other], { format: 'kml' });
        expect(written.notes).toContain('KML 只能用经纬度，已按 CGCS2000 经纬度写出');
        const [area, point] = await readAll(out, 'x.zip');
        expect([area?.count, point?.count]).toEqual([one.length, other.length]);
        expect(distanceM(one[0]![0]!, area!.features[0]!.geometry!)).toBeLessThan(1e-6);
        expect(area!.features[0]!.attributes['编号']).toBe(one[0]![1]['编号']);
      }),
      { numRuns: 15 },
    );
  });

  test('the coordinate text of 报件, to the millimetre', async () => {
    const folder = testFolder();
    await fc.assert(
      fc.asyncProperty(rowsOf(areas), fc.constantFrom('UTF-8' as const, 'GBK' as const), async (rows, encoding) => {
        const { out } = await writeRows(folder, crsOf('EPSG:4549')!, rows, { format: 'txt', encoding });
        const [layer] = await readAll(out, 'x.zip', { district: DISTRICT });
        expect(layer?.crs?.id).toBe('EPSG:4549');
        expect(layer?.count).toBe(rows.length);
        const back = turned(layer!.features[0]!.geometry!, ([x, y]) => toCgcs2000(crsOf('EPSG:4549')!)(x, y));
        expect(distanceM(rows[0]![0]!, back)).toBeLessThan(2e-3);
        expect(Number(layer!.features[0]!.attributes['地块面积']) * 10_000).toBeCloseTo(areaM2(rows[0]![0]!), -1);
      }),
      { numRuns: 15 },
    );
  });

  test('a drawing, with its layers and texts', async () => {
    const area: Geometry = { type: 'Polygon', coordinates: [ring(118.9, 25.12, [0.002, 0.003, 0.002, 0.003])] };
    const { out } = await writeRows(testFolder(), zone, [[area, { 用途: '居住用地', 名称: '地块甲' }]], {
      format: 'dxf',
      classField: '用途',
      labelField: '名称',
    });
    const [layer] = await readAll(out, 'x.zip', { district: DISTRICT });
    expect(layer?.geometryKind).toBe('area');
    expect(layer?.features[0]?.attributes).toMatchObject({ 图层: '居住用地', 文字: '地块甲' });
    expect(distanceM(area, inDegrees(layer!.features[0]!.geometry!))).toBeLessThan(1e-6);
    expect(layer?.crs?.id).toBe('EPSG:4528');
  });
});

test('in a shapefile outer rings run clockwise and holes the other way, however they were drawn', async () => {
  const [outer, hole] = [ring(118.9, 25.12, [0.02, 0.03, 0.02, 0.03]), ring(118.9, 25.12, [0.001, 0.001, 0.001])];
  const rows: TestRow[] = [
    [{ type: 'Polygon', coordinates: [outer, hole] }, { 名称: '甲' }],
    [{ type: 'Polygon', coordinates: [outer.toReversed(), hole.toReversed()] }, { 名称: '乙' }],
  ];
  const { out } = await writeRows(testFolder(), CGCS2000, rows, { format: 'shapefile' });
  const [layer] = await readAll(out, 'x.zip');
  for (const { geometry } of layer!.features) {
    expect(partsOf(geometry!).map((part) => Math.sign(ellipsoidArea(Float64Array.from(part.flat()))))).toEqual([-1, 1]);
  }
});

test('names of more than ten bytes are cut between signs, kept apart and listed', async () => {
  const point: Geometry = { type: 'Point', coordinates: [118.9, 25.1] };
  const rows: TestRow[] = [[point, { 用地用海分类代码: 'a', 用地用海分类名称: 'b', BSM: '123456789012345678' }]];
  const { out, written } = await writeRows(testFolder(), CGCS2000, rows, { format: 'shapefile', encoding: 'GBK' });
  const [layer] = await readAll(out, 'x.zip');
  expect(layer?.fields.map(({ name }) => name)).toEqual(['用地用海分', '用地用海_1', 'BSM']);
  expect(layer?.features[0]?.attributes).toEqual({ 用地用海分: 'a', 用地用海_1: 'b', BSM: '123456789012345678' });
  expect(written.notes.join()).toContain('用地用海分类名称 → 用地用海_1');
});

test('signs that GBK has not are told of', async () => {
  const rows: TestRow[] = [[{ type: 'Point', coordinates: [118.9, 25.1] }, { 村: '后墘村𠮷' }]];
  const { written } = await writeRows(testFolder(), CGCS2000, rows, { format: 'shapefile', encoding: 'GBK' });
  expect(written.notes.join()).toContain('有 1 个字不在 GBK 里，写成了“?”：𠮷');
});

test('points, lines and areas of one layer become three shapefiles', async () => {
  const rows: TestRow[] = [
    [{ type: 'Point', coordinates: [118.9, 25.1] }, { 名称: '点' }],
    [
      {
        type: 'LineString',
        coordinates: [
          [118.9, 25.1],
          [118.91, 25.1],
        ],
      },
      { 名称: '线' },
    ],
    [{ type: 'Polygon', coordinates: [ring(118.9, 25.1, [0.002, 0.002, 0.002])] }, { 名称: '面' }],
  ];
  const { out, written } = await writeRows(testFolder(), CGCS2000, rows, { format: 'shapefile' });
  const found = await readAll(out, 'x.zip');
  const kinds = found.map(({ name, geometryKind }) => `${name} ${geometryKind}`);
  expect(kinds.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    '测试图层_点 point',
    '测试图层_线 line',
    '测试图层_面 area',
  ]);
  expect(written.notes).toContain('图层里点、线、面混在一起，已分成几个 Shapefile');
});

test('the metadata sheet names holder, system, count and the hash of every file; equal layers are equal files', async () => {
  const rows: TestRow[] = [[{ type: 'Point', coordinates: [118.9, 25.1] }, { 名称: '点' }]];
  const first = await writeRows(testFolder(), zone, rows, { format: 'shapefile' });
  const second = await writeRows(testFolder(), zone, rows, { format: 'shapefile' });
  expect(readFileSync(second.out)).toEqual(readFileSync(first.out));
  const sheet = unzipSync(readFileSync(first.out))['测试图层_元数据.xlsx']!;
  const book = await readWorkbook(sheet, 'x.xlsx');
  const text = JSON.stringify(book.sheets[0]?.rows.map(({ cells }) => cells));
  for (const part of [
    '["持有单位","自然资源局"]',
    'EPSG:4528',
    '["要素数","1"]',
    first.written.hashes['测试图层.shp']!,
  ]) {
    expect(text).toContain(part);
  }
});

test('a coordinate text in degrees is refused', async () => {
  const rows: TestRow[] = [[{ type: 'Polygon', coordinates: [ring(118.9, 25.1, [0.002, 0.002, 0.002])] }, {}]];
  await expect(writeRows(testFolder(), CGCS2000, rows, { format: 'txt' })).rejects.toThrow('只能用平面坐标');
});
