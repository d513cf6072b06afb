import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breaksOf, themeOf } from './class-breaks.ts';
import { METHODS } from './map-state.ts';

const sorted = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 14 })
  .map((values) => values.sort((a, b) => a - b));

/** Every way to cut sorted values into at most `classes`; the least variance within. */
function bruteForce(values: readonly number[], classes: number): number {
  if (values.length === 0) return 0;
  const own = variance(values);
  if (classes === 1) return own;
  return values.reduce(
    (best, _, at) =>
      at === 0 ? best : Math.min(best, variance(values.slice(0, at)) + bruteForce(values.slice(at), classes - 1)),
    own,
  );
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

test('natural breaks leave the least variance within the classes that any cut leaves', () => {
  fc.assert(
    fc.property(sorted, fc.integer({ min: 2, max: 4 }), (values, classes) => {
      const breaks = breaksOf(values, classes, 'natural');
      const edges = [-Infinity, ...breaks, Infinity];
      const within = edges.slice(1).map((to, i) => values.filter((value) => value >= edges[i]! && value < to));
      const sum = within.reduce((all, part) => all + (part.length === 0 ? 0 : variance(part)), 0);
      expect(sum).toBeLessThanOrEqual(bruteForce(values, classes) + 1e-6);
    }),
  );
});

test('whatever the method, boundaries rise and every value has one class', () => {
  fc.assert(
    fc.property(sorted, fc.integer({ min: 2, max: 9 }), fc.constantFrom(...METHODS), (numbers, classes, method) => {
      const breaks = breaksOf(numbers, classes, method);
      expect(breaks).toEqual([...breaks].sort((a, b) => a - b));
      const { bands } = themeOf({ kind: 'number', numbers, texts: [], missing: 0 }, classes, method);
      expect(bands.reduce((sum, { features }) => sum + features, 0)).toBe(numbers.length);
    }),
  );
});

test('classes of words keep the colours of their standard', () => {
  const texts = [
    { value: '0101', features: 5 },
    { value: '其他', features: 2 },
  ];
  const { bands } = themeOf({ kind: 'text', numbers: [], texts, missing: 3 }, 5, 'quantile', { '0101': '#f5f8dc' });
  expect(bands.map(({ label, features }) => `${label} ${features}`)).toEqual(['0101 5', '其他 2', '没有填 3']);
  expect(bands[0]?.colour).toBe('#f5f8dc');
});
