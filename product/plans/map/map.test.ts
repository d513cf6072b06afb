import { tileAt } from '@quantu/geometry';
import type { Viewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAND_USE_FILLS } from '../land-use-2023.ts';
import { asPlanner, mapStore, newLayer, square } from '../plans.testing.ts';
import type { NewFeature } from '../features/feature.server.ts';
import type { MapDesk } from './desk.server.ts';
import { putInForce, putVersion, reader, stranger, testDesk } from './desk.testing.ts';
import { featurePage, featureWithVersions } from './features.server.ts';
import { identify } from './identify.server.ts';
import { layerTree } from './layers.server.ts';
import { layerTile } from './tiles.server.ts';

let store: Store;
const layer = { parcels: '', roads: '', draft: '' };

beforeAll(async () => {
  store = await mapStore();
  layer.parcels = await newLayer(store, 'DLTB', { name: '现状', codeSet: 'land-use-2023', order: 1 });
  layer.roads = await newLayer(store, 'ROAD', { name: '道路', shape: 'line', role: 'road', order: 2 });
  layer.draft = await newLayer(store, 'NEW', { name: '草稿图层' });
  await inForce(layer.parcels, [
    { key: 'A', geometry: square(118.9, 25.1, 0.01), code: '0101', name: '水田' },
    { key: 'B', geometry: square(118.91, 25.1, 0.01), code: '0703', name: '农村宅基地', attributes: { DKBH: 'P-17' } },
  ]);
  await inForce(layer.parcels, [
    { key: 'A', geometry: square(118.9, 25.1, 0.01), code: '0703', name: '农村宅基地' },
    { key: 'C', geometry: square(118.92, 25.1, 0.01), code: '17', name: '水库' },
  ]);
  const line = {
    type: 'LineString',
    coordinates: [
      [118.9, 25.105],
      [118.93, 25.105],
    ],
  } as const;
  await inForce(layer.roads, [{ key: 'R', geometry: line, name: '海滨路' }]);
  await put(layer.draft, [{ key: 'X', geometry: square(118.9, 25.1, 0.01) }]);
});
afterAll(() => store.close());

const put = (id: string, features: readonly NewFeature[]) => putVersion(store, id, features);
const inForce = (id: string, features: readonly NewFeature[]) => putInForce(store, id, features);
const desk = (viewer?: Viewer, seesDrafts = true): MapDesk => testDesk(store, viewer, seesDrafts);

test('the tree has every layer with its version in force, its classes in the standard’s colours, and its box', async () => {
  const tree = await layerTree(desk());
  expect(tree.map(({ code, version }) => [code, version?.number ?? null])).toEqual([
    ['DLTB', 2],
    ['ROAD', 1],
    ['NEW', null],
  ]);
  const [parcels, , draft] = tree;
  expect(parcels!.legend.map(({ code, label, colour, features }) => [code, label, colour, features])).toEqual([
    ['0703', '0703 农村宅基地', LAND_USE_FILLS['0703'], 1],
    ['17', '17 陆地水域', LAND_USE_FILLS['17'], 1],
  ]);
  expect(parcels!.box!.map((side) => side.toFixed(2))).toEqual(['118.90', '25.10', '118.93', '25.11']);
  expect(draft!.drafts.map(({ number }) => number)).toEqual([1]);
  expect((await layerTree(desk(reader, false)))[2]!.drafts).toEqual([]);
  await expect(layerTree(desk(stranger, false))).resolves.toEqual([]);
});

test('a place tells what every layer has there, in the version that is in force', async () => {
  const hits = await identify(desk(reader, false), { lon: 118.905, lat: 25.10502 });
  expect(hits.map(({ layerName, key, code }) => [layerName, key, code])).toEqual([
    ['道路', 'R', null],
    ['现状', 'A', '0703'],
  ]);
  expect(await identify(desk(), { lon: 118.915, lat: 25.102 })).toEqual([]);
  expect((await identify(desk(), { lon: 118.905, lat: 25.102, toleranceM: 400 })).map(({ key }) => key)).toEqual([
    'R',
    'A',
  ]);
  expect(await identify(desk(stranger), { lon: 118.905, lat: 25.102 })).toEqual([]);
});

test('what stands on the outline of a shape is in it', async () => {
  const on = (lon: number, lat: number) => identify(desk(), { lon, lat, layers: [{ layer: layer.parcels }] });
  expect((await on(118.9, 25.105)).map(({ key }) => key)).toEqual(['A']);
  expect((await on(118.93, 25.11)).map(({ key }) => key)).toEqual(['C']);
  expect(await on(118.9300001, 25.11)).toEqual([]);
});

test('the map as of an earlier day is that of the version then in force', async () => {
  await store.transact(asPlanner, (tx) =>
    sql`update layer_version set published_on = '2020-01-01', ended_on = '2024-01-01'
      where layer = ${layer.parcels}::uuid and number = 1`.execute(tx),
  );
  const then = { lon: 118.905, lat: 25.102, layers: [{ layer: layer.parcels }] };
  expect((await identify(desk(), { ...then, asOf: '2022-06-30' })).map(({ code }) => code)).toEqual(['0101']);
  expect(await identify(desk(), { ...then, asOf: '2019-06-30' })).toEqual([]);
  await expect(identify(desk(), { ...then, asOf: '2022-02-31' })).rejects.toThrow('“2022-02-31”不是存在的日期');
});

test('a tile is the same bytes read by itself and from memory, and a version asked for by number is kept', async () => {
  const tile = tileAt(118.915, 25.105, 14);
  const ask = (more: object = {}) => layerTile(desk(reader, false), { layer: layer.parcels, tile, ...more });
  const [alone, before] = [await ask(), await ask({ version: 1 })];
  expect(alone.cacheControl).toBe('private, no-cache');
  expect(before.cacheControl).toContain('immutable');
  expect(before.etag).not.toBe(alone.etag);
  const far = await ask({ tile: tileAt(118.915, 25.105, 9) });
  expect(Buffer.from(far.bytes as Uint8Array).toString()).toContain('0703');
  const second = await ask({ by: 'DKBH', version: 1 });
  expect(Buffer.from(second.bytes as Uint8Array).toString()).toContain('P-17');
  for (const bad of [
    { z: 30, x: 0, y: 0 },
    { z: 2, x: 4, y: 0 },
    { z: 1, x: -1, y: 0 },
  ]) {
    await expect(ask({ tile: bad })).rejects.toThrow('没有这一格地图瓦片');
  }
});

test('a draft is drawn for who writes it only, and a layer that one may not read is not there', async () => {
  const tile = tileAt(118.915, 25.105, 14);
  const ask = (who: MapDesk, version?: number) => layerTile(who, { layer: layer.draft, tile, version });
  expect((await ask(desk(), 1)).cacheControl).toBe('private, no-cache');
  await expect(ask(desk(reader, false), 1)).rejects.toThrow('没有第 1 版，或者您无权查看');
  await expect(ask(desk(reader, false))).rejects.toThrow('还没有发布的版本');
  await expect(ask(desk(stranger, false))).rejects.toThrow('没有这个图层');
});

test('features are listed by version, class, words and box, and one tells its past', async () => {
  const ask = (query: Parameters<typeof featurePage>[2]) => featurePage(desk(reader, false), layer.parcels, query);
  expect(await ask({})).toMatchObject({ total: 2, data: [{ key: 'A', codeLabel: '0703 农村宅基地' }, { key: 'C' }] });
  expect(await ask({ version: 1, text: 'p-17' })).toMatchObject({ total: 1, data: [{ key: 'B' }] });
  expect(await ask({ code: '17' })).toMatchObject({ total: 1, data: [{ key: 'C' }] });
  expect(await ask({ box: '118.925,25.1,118.95,25.2' })).toMatchObject({ total: 1, data: [{ key: 'C' }] });
  await expect(ask({ box: '1,2,3' })).rejects.toThrow('范围“1,2,3”不对');
  const one = await featureWithVersions(desk(reader, false), layer.parcels, { key: 'A' });
  expect(one.versions.map(({ first, last, code }) => [first, last, code])).toEqual([
    [1, 1, '0101'],
    [2, null, '0703'],
  ]);
  expect(one.data.shape).toEqual(square(118.9, 25.1, 0.01));
  await expect(featureWithVersions(desk(), layer.parcels, { key: 'B' })).rejects.toThrow('没有标识为“B”的要素');
});
