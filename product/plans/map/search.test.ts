import type { Store } from '@quantu/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapStore, newLayer, square } from '../plans.testing.ts';
import { putInForce, reader, stranger, testDesk } from './desk.testing.ts';
import { searchMap } from './search.server.ts';

let store: Store;
beforeAll(async () => {
  store = await mapStore();
  const roads = await newLayer(store, 'ROAD', { name: '道路', shape: 'line' });
  const line = (lat: number) =>
    ({
      type: 'LineString',
      coordinates: [
        [118.9, lat],
        [118.91, lat],
      ],
    }) as const;
  await putInForce(store, roads, [
    { key: 'r1', geometry: line(25.1), name: '海滨路' },
    { key: 'r2', geometry: line(25.11), name: '海滨路' },
    { key: 'r3', geometry: line(25.12), name: '滨海大道' },
  ]);
  const parcels = await newLayer(store, 'KG', { name: '控规地块' });
  await putInForce(store, parcels, [
    { key: 'QG-01-15', geometry: square(118.9, 25.1), code: '0701' },
    { key: 'x', geometry: square(118.92, 25.1), attributes: { DKBH: 'A-07' } },
  ]);
});
afterAll(() => store.close());

const keys = async (text: string) =>
  (await searchMap(testDesk(store, reader, false), text)).data.map(({ key, name }) => [key, name]);

test.each([
  ['海滨', [['r1', '海滨路']]],
  [
    '路',
    [
      ['', '道路'],
      ['r1', '海滨路'],
    ],
  ],
  ['haibin', [['r1', '海滨路']]],
  ['HBL', [['r1', '海滨路']]],
  ['bhdd', [['r3', '滨海大道']]],
  ['QG-01', [['QG-01-15', 'QG-01-15']]],
  ['a-07', [['x', 'A-07']]],
  ['控规', [['', '控规地块']]],
  ['kgdk', [['', '控规地块']]],
  ['没有这里', []],
  ["'; drop table", []],
  ['%', []],
])('searching %s finds %j', async (text, found) => {
  expect(await keys(text)).toEqual(found);
});

test('features that are called the same are one place around all of them, and what one may not read is not found', async () => {
  const { data, boxes } = await searchMap(testDesk(store), '海滨路');
  expect(data).toHaveLength(1);
  expect(boxes).toEqual([[118.9, 25.1, 118.91, 25.11]]);
  expect(await searchMap(testDesk(store, stranger, false), '海滨路')).toEqual({ data: [], boxes: [] });
});
