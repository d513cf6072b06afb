import { areaM2, lengthM } from '@quantu/geometry';
import type { Store } from '@quantu/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapStore, newLayer, square } from '../../plans.testing.ts';
import { putInForce, putVersion, reader, stranger, testDesk } from '../desk.testing.ts';
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

const alive = new AbortController().signal;
const ask = (area: unknown, viewer = reader, layers?: string[]) =>
  areaStatistics(
    testDesk(store, viewer, false),
    { area, ...(layers ? { layers: layers.map((layer) => ({ layer })) } : {}) },
    alive,
  );

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

test('a class whose standard is not known here is called as all its features are', async () => {
  const survey = await newLayer(store, 'SURVEY', { name: '三调' });
  await putInForce(store, survey, [
    { key: 'S', geometry: square(118.3, 25.1, 0.01), code: '05H1', name: '商业服务业设施用地' },
    { key: 'T', geometry: square(118.4, 25.1, 0.01), code: '05H1', name: '商业服务业设施用地' },
  ]);
  const { layers } = await ask(square(118.3, 25.1, 0.01), reader, [survey]);
  expect(layers[0]!.balance[0]!.label).toBe('05H1 商业服务业设施用地');
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

test('features wholly inside that lie over each other are told as such, and shares add up to one', async () => {
  const { areaM2: whole, layers } = await ask(square(118.88, 25.08, 0.06));
  const { balance } = layers.find((one) => one.layer === layer.parcels)!;
  const twice = balance.find(({ label }) => label === '重叠（分类不同）')!;
  expect(twice.areaM2).toBeCloseTo(areaM2(square(118.915, 25.1, 0.002)), 1);
  expect(balance.reduce((sum, row) => sum + Math.round(row.areaM2 * 100), 0)).toBe(Math.round(whole * 100));
  expect(balance.reduce((sum, row) => sum + Math.round(Number(row.share) * 1e6), 0)).toBe(1e6);
});

test('many features are summed in a thread, which says what the kernel says, and goes when nobody waits', async () => {
  const many = await newLayer(store, 'MANY', { name: '多' });
  const features = Array.from({ length: 900 }, (_, i) => ({
    key: `K${i}`,
    geometry: square(118 + (i % 30) / 1000, 24 + Math.floor(i / 30) / 1000),
    code: i % 2 ? '0101' : '0703',
  }));
  await putInForce(store, many, features);
  const { layers } = await ask(square(117.9, 23.9, 0.3), reader, [many]);
  const { balance, features: count, coveredM2, againM2 } = layers[0]!;
  expect([count, againM2, balance.length]).toEqual([900, 0, 3]);
  expect(coveredM2).toBeCloseTo(
    features.reduce((sum, { geometry }) => sum + areaM2(geometry), 0),
    0,
  );
  const gone = new AbortController();
  const asked = areaStatistics(
    testDesk(store, reader, false),
    { area: square(117.9, 23.9, 0.3), layers: [{ layer: many }] },
    gone.signal,
  );
  gone.abort(new Error('gone'));
  await expect(asked).rejects.toThrow('gone');
  expect((await ask(square(117.9, 23.9, 0.3), reader, [many])).layers[0]!.features).toBe(900);
});

test('a draft and a day of the past are counted by who may see them', async () => {
  const draft = await newLayer(store, 'DRAFT', { name: '稿' });
  await putInForce(store, draft, [{ key: 'A', geometry: square(117, 25.1, 0.01), code: '0101' }]);
  await putVersion(store, draft, [{ key: 'A', geometry: square(117, 25.1, 0.01), code: '0703' }]);
  const wish = { area: square(117, 25.1, 0.01), layers: [{ layer: draft, version: 2 }] };
  const seen = await areaStatistics(testDesk(store, reader, true), wish, alive);
  expect(seen.layers[0]).toMatchObject({ version: 2, balance: [{ code: '0703', share: '1' }, { areaM2: 0 }] });
  expect((await areaStatistics(testDesk(store, reader, false), wish, alive)).layers).toEqual([]);
  const before = { ...wish, layers: [{ layer: draft }], asOf: '2020-01-01' };
  expect((await areaStatistics(testDesk(store, reader, true), before, alive)).layers).toEqual([]);
});
