import type { Store } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapStore, newLayer, square, testBooks, write } from '../plans.testing.ts';
import { differenceOf, type DifferenceKind } from './difference.server.ts';
import type { NewFeature } from './feature.server.ts';
import { publishVersion } from './publish.server.ts';
import { writeVersion } from './write-version.server.ts';

let store: Store;
let layer: string;
const at = (key: string, lon: number, more: Partial<NewFeature> = {}): NewFeature => ({
  key,
  geometry: square(lon, 25),
  ...more,
});

beforeAll(async () => {
  store = await mapStore();
  layer = await newLayer(store, 'DIFF');
  const versions = [
    [
      at('same', 118),
      at('gone', 118.1),
      at('moved', 118.2),
      at('rounded', 118.3),
      at('renamed', 118.4, { name: '甲' }),
    ],
    [
      at('same', 118),
      at('moved', 118.25, { name: '也改了名' }),
      at('rounded', 118.3 + 2e-8),
      at('renamed', 118.4, { name: '乙', attributes: { DLBM: '0101' } }),
      at('new', 118.5),
    ],
    [at('same', 118)],
  ];
  for (const features of versions) {
    await write(store, async (tx) => {
      const written = await writeVersion(tx, testBooks, { layer, features, meta: { title: '一版' } });
      await publishVersion(tx, testBooks, { layer, number: written!.number, reason: '发布' });
    });
  }
});
afterAll(() => store.close());

const difference = (from: number, to: number, more: { kind?: DifferenceKind; within?: number } = {}) =>
  differenceOf(store.read(TEST_DISTRICT), { layer, from, to, offset: 0, size: 50, ...more });

test('two versions differ in what came, went, moved or was renamed; what only rounding moved is the same', async () => {
  const { data, counts } = await difference(1, 2);
  expect(counts).toEqual({ added: 1, removed: 1, geometry: 1, attributes: 1 });
  expect(data.map(({ key, kind }) => [key, kind])).toEqual([
    ['new', 'added'],
    ['renamed', 'attributes'],
    ['moved', 'geometry'],
    ['gone', 'removed'],
  ]);
  const renamed = data.find(({ key }) => key === 'renamed')!;
  expect([renamed.before?.attributes, renamed.after?.attributes]).toEqual([{}, { DLBM: '0101' }]);
  expect(data.find(({ key }) => key === 'moved')!.box).toEqual([118.2, 25, 118.251, 25.001]);
});

test('with a smaller tolerance the rounding shows', async () => {
  expect((await difference(1, 2, { within: 1e-9 })).counts.geometry).toBe(2);
});

test('backwards, what came is what went; a version does not differ from itself', async () => {
  expect((await difference(2, 1)).counts).toEqual({ added: 1, removed: 1, geometry: 1, attributes: 1 });
  expect((await difference(2, 1, { kind: 'added' })).data.map(({ key }) => key)).toEqual(['gone']);
  expect((await difference(1, 3)).counts).toEqual({ added: 0, removed: 4, geometry: 0, attributes: 0 });
  expect((await difference(2, 2)).counts).toEqual({ added: 0, removed: 0, geometry: 0, attributes: 0 });
});
