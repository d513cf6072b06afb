import { areaM2, lengthM } from '@quantu/geometry';
import type { Store } from '@quantu/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapStore, newLayer, square } from '../plans.testing.ts';
import { putInForce, reader, stranger, testDesk } from './desk.testing.ts';
import { areaStatistics } from './statistics.server.ts';

let store: Store;
const layer = { parcels: '', roads: '', wells: '' };
const line = {
  type: 'LineString',
  coordinates: [
    [118.8, 25.105],
    [119, 25.105],
  ],
} as const;

beforeAll(async () => {
  store = await mapStore();
  layer.parcels = await newLayer(store, 'DLTB', { name: '现状', codeSet: 'land-use-2023' });
  layer.roads = await newLayer(store, 'ROAD', { name: '道路', shape: 'line' });
  layer.wells = await newLayer(store, 'WELL', { name: '井', shape: 'point' });
  await putInForce(store, layer.parcels, [
    { key: 'A', geometry: square(118.9, 25.1, 0.01), code: '0101' },
    { key: 'B', geometry: square(118.91, 25.1, 0.01), code: '0703' },
    { key: 'C', geometry: square(118.915, 25.1, 0.002), code: '0101' },
    { key: 'far', geometry: square(118, 25.1, 0.01), code: '0101' },
  ]);
  await putInForce(store, layer.roads, [{ key: 'R', geometry: line }]);
  await putInForce(store, layer.wells, [{ key: 'W', geometry: { type: 'Point', coordinates: [118.905, 25.105] } }]);
});
afterAll(() => store.close());

const ask = (area: unknown, viewer = reader, layers?: string[]) =>
  areaStatistics(testDesk(store, viewer, false), { area, layers });

test('a drawn area is told by class; overlaps and what nothing covers are rows of their own, and all adds up', async () => {
  const area = square(118.905, 25.1, 0.02);
  const { areaM2: whole, layers } = await ask(area);
  expect(whole).toBeCloseTo(areaM2(area), 1);
  const parcels = layers.find((one) => one.layer === layer.parcels)!;
  expect(parcels.balance.map(({ code, label, features }) => [code, label, features])).toEqual([
    ['0101', '0101 水田', 2],
    ['0703', '0703 农村宅基地', 1],
    [null, '重叠（分类不同）', 0],
    [null, '未覆盖', 0],
  ]);
  const cents = parcels.balance.reduce((sum, row) => sum + Math.round(row.areaM2 * 100), 0);
  expect(cents).toBe(Math.round(whole * 100));
  expect(parcels.balance[2]!.areaM2).toBeCloseTo(areaM2(square(118.915, 25.1, 0.002)), 1);
  expect(Number(parcels.balance[1]!.share)).toBeCloseTo(parcels.balance[1]!.areaM2 / whole, 5);
  expect(parcels.coveredM2).toBeCloseTo(whole - parcels.balance[3]!.areaM2, 2);
});

test('of a line counts what lies inside, of points those inside', async () => {
  const { layers } = await ask(square(118.9, 25.1, 0.01));
  const roads = layers.find((one) => one.layer === layer.roads)!;
  expect(roads.lengthM).toBeCloseTo(
    lengthM({
      ...line,
      coordinates: [
        [118.9, 25.105],
        [118.91, 25.105],
      ],
    }),
    1,
  );
  expect(layers.find((one) => one.layer === layer.wells)).toMatchObject({ features: 1, balance: [{ features: 1 }] });
});

test('only layers one may read and has chosen are counted, and a broken area is told why', async () => {
  expect((await ask(square(118.9, 25.1, 0.01), stranger)).layers).toEqual([]);
  expect((await ask(square(118.9, 25.1, 0.01), reader, [layer.wells])).layers.map(({ name }) => name)).toEqual(['井']);
  await expect(ask({ type: 'Point', coordinates: [1, 2] })).rejects.toThrow('画定的范围不能用');
});
