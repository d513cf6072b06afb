import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addingUp } from './adding-up.ts';

test('three thirds are a hundred, and the larger remainder is rounded up', () => {
  expect(addingUp([100 / 3, 100 / 3, 100 / 3])).toEqual(['33.34', '33.33', '33.33']);
  expect(addingUp([0.004, 0.004, 0.002])).toEqual(['0.01', '0.00', '0.00']);
  expect(addingUp([])).toEqual([]);
});

test('what is shown adds up to what is shown, and no number is off by a unit', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { maxLength: 40 }), (values) => {
      const shown = addingUp(values).map(Number);
      const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
      expect(Math.round(sum(shown) * 100)).toBe(Math.round(sum(values) * 100));
      for (const [i, value] of values.entries()) expect(Math.abs(shown[i]! - value)).toBeLessThan(0.01001);
    }),
  );
});
