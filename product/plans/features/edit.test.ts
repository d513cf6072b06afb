import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { featuresOf, mapStore, newLayer, square, testBooks, write } from '../plans.testing.ts';
import { editFeatures, ORIGIN, type FeatureChange } from './edit.server.ts';
import { layerHead } from './layers.server.ts';
import { publishVersion } from './publish.server.ts';
import { writeVersion } from './write-version.server.ts';

let store: Store;
beforeAll(async () => {
  store = await mapStore();
});
afterAll(() => store.close());

let layers = 0;
/** A layer of three parcels side by side, published. */
async function parcels(): Promise<string> {
  const layer = await newLayer(store, `E${++layers}`, { codeSet: 'gb-50137' });
  const features = ['a', 'b', 'c'].map((key, i) => ({
    key,
    geometry: square(118.9 + i / 1000, 25),
    code: 'R21',
    use: '070102',
  }));
  await write(store, async (tx) => {
    await writeVersion(tx, testBooks, { layer, features, meta: { title: '第 1 版' } });
    await publishVersion(tx, testBooks, { layer, number: 1, reason: '批复' });
  });
  return layer;
}
const edit = (layer: string, base: number, ...changes: FeatureChange[]) =>
  write(store, (tx) => editFeatures(tx, testBooks, { layer, base, reason: '现场核实', changes }));
const keysOf = async (layer: string, number: number) => (await featuresOf(store, layer, number)).map(({ key }) => key);

test('edits make a draft, more of them extend it, and the version in force stays', async () => {
  const layer = await parcels();
  const first = await edit(
    layer,
    1,
    { key: 'a', shape: null },
    { key: 'b', shape: square(118.901, 25), code: 'A5' },
    { key: null, shape: square(118.95, 25), name: '新地块' },
  );
  expect(first).toMatchObject({ number: 2, findings: [] });
  const made = first.keys[2]!;
  expect((await keysOf(layer, 2)).sort()).toEqual(['b', 'c', made].sort());
  await edit(layer, 2, { key: 'c', shape: null }, { key: made, shape: square(118.96, 25) });
  expect((await keysOf(layer, 2)).sort()).toEqual(['b', made].sort());
  expect(await keysOf(layer, 1)).toEqual(['a', 'b', 'c']);
  expect(await layerHead(store.read('350505'), layer)).toMatchObject({ current: 1, draft: 2 });
});

test('what was changed back is what it was', async () => {
  const layer = await parcels();
  const before = await featuresOf(store, layer, 1);
  await edit(layer, 1, { key: 'b', shape: square(118.901, 25), code: 'A1' });
  await edit(layer, 2, { key: 'b', shape: square(118.901, 25), code: 'R21' });
  expect(await featuresOf(store, layer, 2)).toEqual(before);
});

test('a feature over another is told with its area, one beside it is not', async () => {
  const layer = await parcels();
  const { findings } = await edit(layer, 1, { key: null, shape: square(118.9035, 25) });
  expect(findings).toEqual([]);
  const over = await edit(layer, 2, { key: null, shape: square(118.9025, 25) });
  expect(over.findings).toEqual([expect.stringMatching(/^要素“.*”与“.*”重叠 \d+\.\d\d 平方米$/)]);
});

test('a crossing boundary is mended and told; what is no area, a strange key, an old base are refused', async () => {
  const layer = await parcels();
  const bow = { type: 'Polygon', coordinates: [[[118.98, 25], [118.99, 25.01], [118.99, 25], [118.98, 25.01], [118.98, 25]]] }; // prettier-ignore
  const { findings } = await edit(layer, 1, { key: null, shape: bow });
  expect(findings).toEqual([expect.stringContaining('第 1 处修改的图形已修复：边界自相交 1 处')]);
  await expect(edit(layer, 1, { key: 'a', shape: null })).rejects.toThrow('已经有了第 2 版，您是在第 1 版上修改的');
  await expect(edit(layer, 2, { key: 'x', shape: null })).rejects.toThrow('没有标识为“x”的要素');
  await expect(edit(layer, 2, { key: 'a', shape: { type: 'Point', coordinates: [118.9, 25] } })).rejects.toThrow(
    '第 1 处修改：这里要的是面，给的是点',
  );
  await expect(edit(layer, 2, { key: null, shape: { type: 'Polygon', coordinates: 'x' } })).rejects.toThrow(
    '第 1 处修改',
  );
  await expect(edit(layer, 2, { key: 'a', shape: null }, { key: 'a', shape: null })).rejects.toThrow('出现了两次');
});

test('what was split off or merged says from what, version after version; a stranger is no origin', async () => {
  const layer = await parcels();
  const half = square(118.9, 25, 0.0005);
  const { keys } = await edit(layer, 1, { key: 'a', shape: square(118.9005, 25.0005, 0.0005) }, { key: null, shape: half, from: ['a'] }); // prettier-ignore
  await edit(layer, 2, { key: 'b', shape: square(118.901, 25, 0.002), from: ['b', 'c'] }, { key: 'c', shape: null });
  await edit(layer, 2, { key: keys[1]!, shape: half, name: '东半' });
  const { rows } = await sql<{ key: string; origin: string | null }>`
    select key, attributes->>${ORIGIN} as origin from layer_feature
    where layer = ${layer}::uuid and last is null`.execute(store.read('350505'));
  expect(new Map(rows.map(({ key, origin }) => [key, origin]))).toEqual(
    new Map([['a', null], ['b', 'b、c'], [keys[1], 'a']]), // prettier-ignore
  );
  const stranger = edit(layer, 2, { key: null, shape: square(118.99, 25), from: ['z'] });
  await expect(stranger).rejects.toMatchObject({ code: 'edit.unknown-key' });
});
