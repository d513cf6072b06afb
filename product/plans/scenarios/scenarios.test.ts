import type { Store } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differenceOf } from '../features/difference.server.ts';
import { editFeatures, type FeatureChange } from '../features/edit.server.ts';
import { layerHead } from '../features/layers.server.ts';
import { publishVersion } from '../features/publish.server.ts';
import { inVersion } from '../features/version-rows.server.ts';
import { putInForce, reader, testDesk } from '../map/desk.testing.ts';
import { identify } from '../map/identify.server.ts';
import { layerTree } from '../map/layers.server.ts';
import { areaStatistics } from '../map/statistics/statistics.server.ts';
import { drawnFeatures } from '../map/drawn.server.ts';
import { shownLayer } from '../map/shown.server.ts';
import { mapStore, newLayer, square, testBooks, write } from '../plans.testing.ts';
import { adoptionOf, adoptScenario } from './adopt.server.ts';
import { balanceOf } from './balance.server.ts';
import { editScenario } from './edit.server.ts';
import { beginScenario, scenarioRecord } from './record.server.ts';

let store: Store;
beforeAll(async () => {
  store = await mapStore();
});
afterAll(() => store.close());

let layers = 0;
const at = (i: number) => square(118.9 + i / 1000, 25);
async function parcels(): Promise<string> {
  const layer = await newLayer(store, `S${++layers}`, { codeSet: 'land-use-2023' });
  await putInForce(
    store,
    layer,
    ['a', 'b', 'c', 'd'].map((key, i) => ({ key, geometry: at(i), code: '0101', use: '0101' })),
  );
  return layer;
}
const begin = (layer: string, name: string) =>
  write(store, async (tx) => beginScenario(tx, testBooks, await layerHead(tx, layer), { name }));
const draw = (layer: string, base: number, ...changes: FeatureChange[]) =>
  write(store, (tx) => editScenario(tx, testBooks, { layer, base, reason: '试', changes }));
const edit = (layer: string, base: number, ...changes: FeatureChange[]) =>
  write(store, (tx) => editFeatures(tx, testBooks, { layer, base, reason: '现场', changes }));
const adopt = (layer: string, number: number, take: Readonly<Record<string, 'scenario' | 'layer'>> = {}) =>
  write(store, (tx) => adoptScenario(tx, testBooks, { layer, number, reason: '会议定', take }));
const head = (layer: string) => layerHead(store.read(TEST_DISTRICT), layer);

/** `a0101 b0703`: keys and codes of what a version or scenario holds. */
async function holds(layer: string, number: number): Promise<string> {
  const { rows } = await sql<{
    text: string;
  }>`select coalesce(string_agg(f.key || ':' || f.code, ' ' order by f.key), '')
    as text from layer_feature f where ${inVersion(layer, number)}`.execute(store.read(TEST_DISTRICT));
  return rows[0]!.text;
}

test('several scenarios stand beside each other and the draft, and none sees what another draws', async () => {
  const layer = await parcels();
  const [north, south] = [await begin(layer, '北移'), await begin(layer, '南扩')];
  expect([north, south]).toEqual([-1, -2]);
  await draw(layer, north, { key: 'a', shape: null }, { key: 'b', shape: at(1), code: '0703' });
  await draw(layer, south, { key: 'a', shape: at(0), code: '1001' }, { key: null, shape: at(9), code: '1401' });
  await edit(layer, 1, { key: 'd', shape: null });
  expect(await holds(layer, north)).toBe('b:0703 c:0101 d:0101');
  expect(await holds(layer, south)).toMatch(/:1401/);
  expect(await holds(layer, 1)).toBe('a:0101 b:0101 c:0101 d:0101');
  expect(await holds(layer, 2)).toBe('a:0101 b:0101 c:0101');
  const record = await scenarioRecord(store.read(TEST_DISTRICT), await head(layer), south);
  expect(record).toMatchObject({ base: 1, added: 1, changed: 1, removed: 0, state: 'open' });
});

test('what is drawn back to what the base has is the base’s again', async () => {
  const layer = await parcels();
  const number = await begin(layer, '试');
  await draw(layer, number, { key: 'a', shape: at(0), code: '1001' }, { key: 'b', shape: null });
  await draw(layer, number, { key: 'a', shape: at(0), code: '0101' });
  const record = await scenarioRecord(store.read(TEST_DISTRICT), await head(layer), number);
  expect(record).toMatchObject({ added: 0, changed: 0, removed: 1, edits: 2 });
  expect(await holds(layer, number)).toBe('a:0101 c:0101 d:0101');
});

test('a scenario is seen on the map, identified, counted and compared by who draws plans, and by nobody else', async () => {
  const layer = await parcels();
  const number = await begin(layer, '比');
  await draw(layer, number, { key: 'a', shape: at(0), code: '1001' }, { key: null, shape: at(7), code: '1401' });
  const [planner, other] = [testDesk(store, reader, true), testDesk(store, reader, false)];
  const place = { lon: 118.9005, lat: 25.0005, layers: [{ layer, version: number }] };
  expect((await identify(planner, place)).map(({ code, version }) => [code, version])).toEqual([['1001', number]]);
  expect(await identify(other, place)).toEqual([]);
  await expect(shownLayer(other, layer, number)).rejects.toThrow('没有这个方案');
  const drawn = await drawnFeatures(planner.db, await shownLayer(planner, layer, number));
  expect(drawn.shapes.count).toBe(5);
  const area = square(118.9, 25, 0.001);
  const wish = { area, layers: [{ layer, version: number }] };
  const counted = await areaStatistics(planner, wish, new AbortController().signal);
  expect(counted.layers[0]!.balance[0]).toMatchObject({ code: '1001', share: '1' });
  expect((await layerTree(planner)).find(({ id }) => id === layer)!.scenarios).toEqual([
    { number, name: '比', base: 1 },
  ]);
  expect((await layerTree(other)).find(({ id }) => id === layer)!.scenarios).toEqual([]);
  const { counts } = await differenceOf(planner.db, { layer, from: 1, to: number, offset: 0, size: 10 });
  expect(counts).toEqual({ added: 1, removed: 0, geometry: 0, attributes: 1 });
  const balance = await balanceOf(planner, layer, { from: 1, to: number });
  expect(balance.map(({ code, before, after }) => [code, before.features, after.features])).toEqual([
    ['0101', 4, 3],
    ['1001', 0, 1],
    ['1401', 0, 1],
  ]);
});

test('an adopted scenario becomes the draft; what changed on both sides is decided one by one', async () => {
  const layer = await parcels();
  const number = await begin(layer, '采');
  await draw(
    layer,
    number,
    { key: 'a', shape: at(0), code: '1001' },
    { key: 'b', shape: null },
    { key: 'c', shape: at(2), code: '1401' },
  );
  const { number: draft } = await edit(layer, 1, { key: 'a', shape: at(0), code: '0801' }, { key: 'd', shape: null });
  const { conflicts, isDraft, top } = await adoptionOf(store.read(TEST_DISTRICT), await head(layer), number);
  expect([isDraft, top]).toEqual([true, draft]);
  expect(conflicts).toMatchObject([{ key: 'a', scenario: 'changed', layer: 'changed' }]);
  await expect(adopt(layer, number)).rejects.toThrow('有 1 个要素在别处也改过（如“a”）');
  await adopt(layer, number, { a: 'layer' });
  expect(await holds(layer, draft)).toBe('a:0801 c:1401');
  expect(await holds(layer, 1)).toBe('a:0101 b:0101 c:0101 d:0101');
  expect(await holds(layer, number)).toBe('a:1001 c:1401 d:0101');
  const record = await scenarioRecord(store.read(TEST_DISTRICT), await head(layer), number);
  expect(record).toMatchObject({ state: 'adopted', adoptedAs: draft });
  await expect(draw(layer, number, { key: 'a', shape: null })).rejects.toThrow('现在是“已采纳”，不能修改');
});

test('adopted without a draft it is a draft of its own, and a scenario on a version that has gone by is still one', async () => {
  const layer = await parcels();
  const [one, other] = [await begin(layer, '一'), await begin(layer, '二')];
  await draw(layer, one, { key: 'a', shape: at(0), code: '1001' });
  await draw(layer, other, { key: 'b', shape: at(1), code: '1401' });
  const { number } = await adopt(layer, one);
  await write(store, (tx) => publishVersion(tx, testBooks, { layer, number, reason: '批复' }));
  expect(await holds(layer, other)).toBe('a:0101 b:1401 c:0101 d:0101');
  const { number: next } = await adopt(layer, other);
  expect(await holds(layer, next)).toBe('a:1001 b:1401 c:0101 d:0101');
});

test('two open scenarios of one name, and one on a draft, are refused in a sentence', async () => {
  const layer = await parcels();
  await begin(layer, '同名');
  await expect(begin(layer, ' 同名 ')).rejects.toThrow('已有名为“同名”的方案');
  await edit(layer, 1, { key: 'a', shape: null });
  const onDraft = write(store, async (tx) =>
    beginScenario(tx, testBooks, await layerHead(tx, layer), { name: '稿上', base: 2 }),
  );
  await expect(onDraft).rejects.toThrow('没有发布过第 2 版');
});
