import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';
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
