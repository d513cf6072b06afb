import { areaM2 } from '@quantu/geometry';
import { sm3 } from '@quantu/base/server';
import type { Store } from '@quantu/store';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { featuresOf, mapStore, newLayer, square, testBooks, write } from '../plans.testing.ts';
import type { NewFeature } from './feature.server.ts';
import { layerHead } from './layers.server.ts';
import { publishVersion, withdrawVersion } from './publish.server.ts';
import { writeVersion } from './write-version.server.ts';

let store: Store;
beforeAll(async () => {
  store = await mapStore();
});
afterAll(() => store.close());

type World = Readonly<Record<string, number>>;
const features = (world: World): NewFeature[] =>
  Object.entries(world).map(([key, at]) => ({ key, geometry: square(118.9, 25 + at / 100), code: `0${at}` }));
const put = (layer: string, world: World) =>
  write(store, (tx) => writeVersion(tx, testBooks, { layer, features: features(world), meta: { title: '测试' } }));
const publish = (layer: string, number: number) =>
  write(store, (tx) => publishVersion(tx, testBooks, { layer, number, reason: '批复' }));
const withdraw = (layer: string, number: number) =>
  write(store, (tx) => withdrawVersion(tx, testBooks, { layer, number, reason: '有误' }));
const worldOf = async (layer: string, number: number): Promise<World> =>
  Object.fromEntries((await featuresOf(store, layer, number)).map(({ key, code }) => [key, Number(code)]));

let layers = 0;
const layer = () => newLayer(store, `L${++layers}`);

test('a version holds exactly the features it was given, and those before it keep theirs', async () => {
  const world = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'é', '甲'), fc.integer({ min: 1, max: 3 }), {
    minKeys: 1,
    noNullPrototype: true,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(world, { minLength: 1, maxLength: 4 }), async (worlds) => {
      const id = await layer();
      const written: World[] = [];
      for (const one of worlds) {
        const version = await put(id, one);
        if (version === null) {
          expect(one).toEqual(written.at(-1));
          continue;
        }
        written.push(one);
        const before = written.at(-2) ?? {};
        const [keys, old] = [Object.keys(one), Object.keys(before)];
        expect(version).toMatchObject({
          number: written.length,
          features: keys.length,
          added: keys.filter((key) => !(key in before)).length,
          removed: old.filter((key) => !(key in one)).length,
          changed: keys.filter((key) => key in before && before[key] !== one[key]).length,
        });
        await publish(id, version.number);
      }
      for (const [at, one] of written.entries()) expect(await worldOf(id, at + 1)).toEqual(one);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('a draft thrown away leaves the version in force as it was, and the next draft has a number of its own', async () => {
  const id = await layer();
  await put(id, { a: 1, b: 2 });
  await publish(id, 1);
  await put(id, { a: 1, b: 3, c: 1 });
  expect(await withdraw(id, 2)).toBe(1);
  expect(await worldOf(id, 1)).toEqual({ a: 1, b: 2 });
  expect((await put(id, { b: 2 }))?.number).toBe(3);
  expect(await worldOf(id, 3)).toEqual({ b: 2 });
});

test('a published version taken back gives way to the one before it, in the register too', async () => {
  const id = await layer();
  await put(id, { a: 1 });
  await publish(id, 1);
  await put(id, { a: 2, b: 1 });
  await publish(id, 2);
  expect(await layerHead(store.read('350505'), id)).toMatchObject({ current: 2, draft: null });
  expect(await withdraw(id, 2)).toBe(1);
  expect(await worldOf(id, 1)).toEqual({ a: 1 });
  expect(await layerHead(store.read('350505'), id)).toMatchObject({ current: 1, draft: null, highest: 2 });
  expect(await withdraw(id, 1)).toBeNull();
  await expect(withdraw(id, 1)).rejects.toThrow('现在是“已撤销”，只有草稿和现行版本可以撤销');
});

test('the digest of a version is that of its features in the order of their keys', async () => {
  const id = await layer();
  const written = await put(id, { b: 1, a: 2, 乙: 3 });
  const digests = (await featuresOf(store, id, 1)).map(({ digest }) => digest);
  expect(written!.digest).toBe(sm3(Buffer.from(digests.join(''), 'hex')));
  const sum = features({ b: 1, a: 2, 乙: 3 }).reduce((all, { geometry }) => all + areaM2(geometry), 0);
  expect(Number(written!.areaM2)).toBeCloseTo(sum, 1);
});

test('a second draft, a key that comes twice and a layer without features are refused and nothing is written', async () => {
  const id = await layer();
  const twice = [...features({ a: 1 }), ...features({ a: 2 })];
  const writing = (list: readonly NewFeature[]) =>
    write(store, (tx) => writeVersion(tx, testBooks, { layer: id, features: list, meta: { title: '测试' } }));
  await expect(writing(twice)).rejects.toThrow('有两个要素的标识都是“a”');
  await expect(writing([])).rejects.toThrow('没有一个要素可以写入');
  expect(await worldOf(id, 1)).toEqual({});
  await put(id, { a: 1 });
  await expect(put(id, { a: 2 })).rejects.toThrow('已有草稿（第 1 版）');
  await expect(publish(id, 7)).rejects.toThrow('没有第 7 版');
});
