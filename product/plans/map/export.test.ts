import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { partsOf, type Geometry } from '@quantu/geometry';
import { crsOf, toCgcs2000 } from '@quantu/spatial-files';
import { readSpatial } from '@quantu/spatial-files/server';
import type { Store } from '@quantu/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapStore, newLayer, square } from '../plans.testing.ts';
import { putInForce, reader, testDesk } from './desk.testing.ts';
import { exportLayer } from './export.server.ts';

let store: Store;
let layer: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quantu-map-export-'));
  store = await mapStore();
  layer = await newLayer(store, 'DLTB', { name: '现状', basis: '三调' });
  await putInForce(store, layer, [
    {
      key: 'A',
      geometry: square(118.9, 25.1, 0.01),
      code: '0101',
      name: '水田',
      attributes: { 权属: '村集体', 亩: 3.5 },
    },
    { key: 'B', geometry: square(118.92, 25.1, 0.01), code: '0703', attributes: { 亩: 2 } },
  ]);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['shapefile', 'EPSG:4549'],
  ['geojson', 'EPSG:4490'],
  ['gpkg', 'EPSG:4528'],
  ['gdb', 'EPSG:4549'],
  ['csv', 'EPSG:4490'],
] as const)('a layer goes out as %s in %s and is read back as it was', async (format, crs) => {
  const answer = await exportLayer(testDesk(store, reader, false), layer, { format, crs });
  expect(answer.name).toMatch(/^现状第1版\d{4}-\d{2}-\d{2}\.zip$/);
  const file = join(folder, `${format}.zip`);
  await writeFile(file, await buffer(answer.bytes as Readable));
  const turn = toCgcs2000(crsOf(crs)!);
  const shapes: Geometry[] = [];
  for await (const read of readSpatial(file, answer.name)) {
    expect(read.crs?.id).toBe(crs);
    for await (const batch of read.features) for (const { geometry } of batch) if (geometry) shapes.push(geometry);
  }
  expect(shapes).toHaveLength(2);
  const corners = shapes
    .flatMap(partsOf)
    .flat()
    .map(([x, y]) => turn(x, y));
  const wanted = [square(118.9, 25.1, 0.01), square(118.92, 25.1, 0.01)].flatMap(partsOf).flat();
  const near = ([lon, lat]: readonly [number, number]) =>
    corners.some(([x, y]) => Math.abs(x - lon) < 1e-8 && Math.abs(y - lat) < 1e-8);
  expect(wanted.every(near)).toBe(true);
});

test('a system that data cannot go out in is refused in one sentence', async () => {
  const ask = (crs: string) => exportLayer(testDesk(store), layer, { format: 'geojson', crs });
  await expect(ask('EPSG:2362')).rejects.toThrow('不能导出为坐标系“EPSG:2362”');
  await expect(ask('月球')).rejects.toThrow('不能导出为坐标系“月球”');
});
