import { areaM2 } from '@quantu/geometry';
import { programViewer } from '@quantu/registers';
import type { Permission } from '@quantu/people';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishVersion } from '../features/publish.server.ts';
import { writeVersion } from '../features/write-version.server.ts';
import { mapStore, newLayer, square, testBooks, write } from '../plans.testing.ts';
import { fieldsOf, valuesOf } from './fields.server.ts';
import { parseBox, shapesIn } from './shapes.server.ts';
import { shownVersion } from './shown-version.server.ts';

let store: Store;
let layer: string;
const FEATURES = Array.from({ length: 30 }, (_, i) => ({
  key: `P${String(i).padStart(2, '0')}`,
  geometry: square(118.9 + i * 0.002, 25.1),
  code: i % 2 ? '0101' : '0701',
  attributes: { FAR: i < 25 ? i / 10 : null, KIND: i % 3 ? '甲' : '乙' },
}));
beforeAll(async () => {
  store = await mapStore();
  layer = await newLayer(store, 'PARCEL');
  await write(store, (tx) => writeVersion(tx, testBooks, { layer, features: FEATURES, meta: { title: '第一版' } }));
  await write(store, (tx) => publishVersion(tx, testBooks, { layer, number: 1, reason: '试' }));
  const fewer = FEATURES.slice(0, 10);
  await write(store, (tx) => writeVersion(tx, testBooks, { layer, features: fewer, meta: { title: '第二版' } }));
});
afterAll(() => store?.close());

const person = (...permissions: Permission[]) => ({
  viewer: programViewer('planner'),
  permissions: new Set<Permission>(permissions),
});

test('a box gives the shapes as they are stored, to the last digit', async () => {
  const db = store.read(TEST_DISTRICT);
  const { data, total } = await shapesIn(db, layer, 1, parseBox('118.9,25.1,118.9035,25.101'), { most: 100 });
  expect(data.map(({ key }) => key).sort()).toEqual(['P00', 'P01']);
  expect(total).toBe(2);
  expect(data.find(({ key }) => key === 'P01')?.shape).toEqual(FEATURES[1]?.geometry);
  expect(data[0]?.areaM2).toBeCloseTo(areaM2(FEATURES[0]!.geometry), 6);
  const few = { most: 1, isAllOrNone: true };
  expect(await shapesIn(db, layer, 1, parseBox('118.9,25.1,118.9035,25.101'), few)).toEqual({ data: [], total: 2 });
});

test('a box that is none is refused with the text that was sent', () => {
  for (const box of ['1,2,3', 'a,b,c,d', '3,1,2,2', '1,1,2,1']) expect(() => parseBox(box)).toThrow(box);
});

test('a draft is shown by number, and only to who may write it', async () => {
  const db = store.read(TEST_DISTRICT);
  const shown = (wish: object, ...may: Permission[]) => shownVersion(db, testBooks, person(...may), layer, wish);
  expect((await shown({})).number).toBe(1);
  expect((await shown({ version: 2 }, 'plans.write')).number).toBe(2);
  await expect(shown({ version: 2 })).rejects.toThrow('没有第 2 版');
  await expect(shown({ version: 9 }, 'plans.write')).rejects.toThrow('没有第 9 版');
  expect((await shown({ asOf: '2000-01-01' })).number).toBeNull();
});

test('fields and how their values are spread are told for classes', async () => {
  const db = store.read(TEST_DISTRICT);
  expect(await fieldsOf(db, layer, 1)).toEqual([
    { field: 'code', kind: 'text' },
    { field: 'areaM2', kind: 'number' },
    { field: 'FAR', kind: 'number' },
    { field: 'KIND', kind: 'text' },
  ]);
  const far = await valuesOf(db, layer, 1, 'FAR');
  expect(far).toMatchObject({ kind: 'number', features: 30, missing: 5 });
  expect(far?.numbers).toEqual(Array.from({ length: 25 }, (_, i) => i / 10));
  expect((await valuesOf(db, layer, 1, 'KIND'))?.texts).toEqual([
    { value: '甲', features: 20 },
    { value: '乙', features: 10 },
  ]);
  expect(await valuesOf(db, layer, 1, "x' or true --")).toBeNull();
});
