import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brought, featuresNow, NOTHING, redone, stepped, undone, type Timeline } from './timeline.ts';
import type { EditFeature } from './topology.ts';

const at = (key: string, lon: number, code: string | null = null): EditFeature => ({
  key,
  isNew: false,
  code,
  name: null,
  attributes: {},
  shape: { type: 'Point', coordinates: [lon, 25] },
});
const WORLD = [-180, -90, 180, 90] as const;
const codes = (timeline: Timeline): string =>
  [...featuresNow(timeline)].map(([key, { code }]) => `${key}${code ?? ''}`).join(' ');
const put = (before: Timeline, key: string, code: string): Timeline =>
  stepped(before, new Map(featuresNow(before)).set(key, at(key, 118, code)));
const out = (before: Timeline, key: string): Timeline => {
  const next = new Map(featuresNow(before));
  next.delete(key);
  return stepped(before, next);
};

test('what comes into view after a step stays when the step is taken back', () => {
  const begun = put(brought(NOTHING, [at('a', 118)], WORLD), 'a', '!');
  const more = brought(begun, [at('a', 118, 'old'), at('b', 119)], WORLD);
  expect(codes(more)).toBe('a! b');
  expect(codes(undone(more))).toBe('a b');
  expect(codes(redone(undone(more)))).toBe('a! b');
});

test('far features that nobody touched are let go when there are many; those touched are kept', () => {
  const far = Array.from({ length: 5000 }, (_, i) => at(`f${i}`, 10 + i / 1e5));
  const begun = out(put(brought(NOTHING, far, WORLD), 'f1', '!'), 'f2');
  const close = Array.from({ length: 2000 }, (_, i) => at(`n${i}`, 118 + i / 1e5));
  const moved = brought(begun, close, [117, 24, 120, 26]);
  expect(moved.original.size).toBe(2002);
  expect(featuresNow(moved).get('f1')?.code).toBe('!');
  expect(featuresNow(moved).has('f2')).toBe(false);
  expect(featuresNow(undone(undone(moved))).get('f2')?.code).toBeNull();
});

test('taking back every step gives what was brought, and doing them again what was drawn', () => {
  const act = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'x'), code: fc.option(fc.stringMatching(/^[0-9]$/)) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const begun = brought(NOTHING, [at('a', 1), at('b', 2), at('c', 3)], WORLD);
      const drawn = acts.reduce((all, { key, code }) => (code === null ? out(all, key) : put(all, key, code)), begun);
      let back = drawn;
      for (let i = 0; i < acts.length; i++) back = undone(back);
      expect(codes(back)).toBe(codes(begun));
      let again = back;
      for (let i = 0; i < acts.length; i++) again = redone(again);
      expect(codes(again)).toBe(codes(drawn));
    }),
  );
});
