import { expect, test } from 'vitest';
import { changesOf, originsOf } from './changes.ts';
import type { EditFeature } from './topology.ts';

const point = (key: string, isNew = false): EditFeature => ({
  key,
  isNew,
  code: null,
  name: null,
  attributes: { TBBH: '7' },
  shape: { type: 'Point', coordinates: [1, 2] },
});

test('what is new, changed and gone is written, what stayed is not', () => {
  const [stays, changes, goes] = [point('a'), point('b'), point('c')];
  const original = new Map([stays, changes, goes].map((one) => [one.key, one]));
  const fresh = point('new-1', true);
  const now = new Map([stays, { ...changes, code: '0101' }, fresh].map((one) => [one.key, one]));
  expect(changesOf(original, now)).toEqual([
    { key: 'b', shape: changes.shape, code: '0101', name: null },
    { key: null, shape: fresh.shape, code: null, name: null, attributes: { TBBH: '7' } },
    { key: 'c', shape: null },
  ]);
  expect(changesOf(original, original)).toEqual([]);
});

test('a part of a part comes from what is stored, and what was merged from all of it', () => {
  const stored = point('a');
  const part = { ...point('new-1', true), from: originsOf([stored]) };
  const smaller = { ...point('new-2', true), from: originsOf([part]) };
  expect([part.from, smaller.from]).toEqual([['a'], ['a']]);
  const merged = { ...point('b'), shape: smaller.shape, from: originsOf([point('b'), smaller, stored]) };
  expect(changesOf(new Map([['b', point('b')]]), new Map([['b', merged]]))).toMatchObject([
    { key: 'b', from: ['b', 'a'] },
  ]);
});
