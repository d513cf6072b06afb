import { areaM2, boxOf } from '@quantu/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchPlaces, type Place } from './identity.ts';
import { block } from './planted.testing.ts';

const place = (x: number, y: number, width = 1, height = 1, group = 'C1,a,b'): Place => {
  const geometry = block(x, y, width, height);
  return { group, geometry, areaM2: areaM2(geometry) };
};

test('a place that is still there is itself, also when it has grown, shrunk or moved a little', () => {
  const known = [place(0, 0), place(5, 0), place(10, 0)];
  const fresh = [place(10.2, 0.1), place(5, 0, 1, 0.4), place(-0.5, 0, 2, 1)];
  expect(matchPlaces(known, fresh).known).toEqual([2, 1, 0]);
});

test('places that share a narrow strip are two places', () => {
  expect(matchPlaces([place(0, 0)], [place(0.95, 0)]).known).toEqual([null]);
});

test('places that only touch, or are of another kind or of other layers, are not the same', () => {
  const known = [place(0, 0)];
  expect(matchPlaces(known, [place(1, 0), place(0, 1), place(0, 0, 1, 1, 'C2,a,b')]).known).toEqual([null, null, null]);
});

test('of the parts of a divided place the larger carries it on and the other is told to come from it', () => {
  const { known, splitFrom, mergedInto } = matchPlaces([place(0, 0, 10, 1)], [place(0, 0, 3, 1), place(4, 0, 6, 1)]);
  expect(known).toEqual([null, 0]);
  expect([...splitFrom]).toEqual([[0, 0]]);
  expect(mergedInto.size).toBe(0);
});

test('places that grew together are the larger one, and the other is told to be in it', () => {
  const { known, splitFrom, mergedInto } = matchPlaces([place(0, 0, 3, 1), place(4, 0, 6, 1)], [place(0, 0, 10, 1)]);
  expect(known).toEqual([1]);
  expect([...mergedInto]).toEqual([[0, 0]]);
  expect(splitFrom.size).toBe(0);
});

const somewhere = fc.record({ x: fc.integer({ min: 0, max: 40 }), width: fc.integer({ min: 1, max: 12 }), group: fc.constantFrom('a', 'b') }); // prettier-ignore
const places = fc.array(somewhere, { maxLength: 12 }).map((all) => all.map(({ x, width, group }) => place(x, 0, width, 1, group))); // prettier-ignore

test('each record is at most one place and each place at most one record, with ground in common and the same group', () => {
  fc.assert(
    fc.property(places, places, (before, after) => {
      const { known, splitFrom, mergedInto } = matchPlaces(before, after);
      const taken = known.filter((one) => one !== null);
      expect(new Set(taken).size).toBe(taken.length);
      for (const [at, one] of known.entries()) {
        if (one === null) continue;
        const [west, , east] = boxOf(after[at]!.geometry);
        const [from, , to] = boxOf(before[one]!.geometry);
        expect(before[one]!.group).toBe(after[at]!.group);
        expect(Math.min(east, to) - Math.max(west, from)).toBeGreaterThan(0);
      }
      for (const at of splitFrom.keys()) expect(known[at]).toBeNull();
      for (const one of mergedInto.keys()) expect(taken).not.toContain(one);
    }),
  );
});

test('the same places again are themselves, in whatever order they come', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(somewhere, { selector: ({ x, group }) => `${Math.floor(x / 13)}${group}`, maxLength: 8 }),
      (all) => {
        // prettier-ignore
        const before = all.map(({ x, width, group }) => place(x, 0, width, 1, group));
        const { known } = matchPlaces(before, before.toReversed());
        expect(known).toEqual(before.map((_, at) => at).reverse());
      },
    ),
  );
});
