import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossingShare } from './meetings.ts';
import { orient, orientPrecise, turn, wholeNumbers } from './predicates.ts';

/** Without numbers so small that their products are lost. */
const plain = (value: number): number => (Math.abs(value) < 1e-99 ? 0 : value);
const coordinate = fc.oneof(
  fc.double({ min: -180, max: 180, noNaN: true }).map(plain),
  fc.constantFrom(0, 0.1, 0.2, 0.3, 118.9, 118.9 + 2 ** -46, 1e-12),
);
const point = fc.tuple(coordinate, coordinate);
const sign = (value: bigint): number => Number(value > 0n) - Number(value < 0n);
/** A point on the line through two others, or as near as doubles come. */
const aligned = fc.tuple(point, point, fc.double({ min: -2, max: 3, noNaN: true })).map(([a, b, share]) => ({
  a,
  b,
  c: [0, 1].map((axis) => plain(a[axis]! + share * (b[axis]! - a[axis]!))) as [number, number],
}));

function exactTurn(numbers: readonly number[]): [bigint, number] {
  const [[a, b, c, d, e, f], scale] = wholeNumbers(numbers);
  return [(a! - e!) * (d! - f!) - (b! - f!) * (c! - e!), scale];
}

test('which side of a line a point lies on is told exactly', () => {
  fc.assert(
    fc.property(fc.oneof(aligned, fc.record({ a: point, b: point, c: point })), ({ a, b, c }) => {
      const [exact, scale] = exactTurn([...a, ...b, ...c]);
      expect(Math.sign(orient(...a, ...b, ...c)) + 0).toBe(sign(exact));
      const value = Number(exact) * 2 ** (-2 * scale);
      expect(Math.abs(orientPrecise(...a, ...b, ...c) - value)).toBeLessThanOrEqual(Math.abs(value) * 4e-16);
      expect(Math.sign(turn(...a, ...b, ...a, ...c)) + 0).toBe(sign(exact));
    }),
    { numRuns: 3000 },
  );
});

test('where two edges cross is known to 1e-14 of the way, however flat they lie to each other', () => {
  const near = fc.tuple(
    point,
    point,
    fc.integer({ min: 1, max: 13 }),
    fc.array(
      fc.integer({ min: -1e6, max: 1e6 }).map((millionths) => millionths / 1e6),
      { minLength: 4, maxLength: 4 },
    ),
  );
  fc.assert(
    fc.property(near, ([a, b, apart, moves]) => {
      const [cx, cy, dx, dy] = [...a, ...b].map((value, i) => value + moves[i]! * 10 ** -apart) as [
        number,
        number,
        number,
        number,
      ];
      const [ofA, ofB] = [exactTurn([cx, cy, dx, dy, ...a])[0], exactTurn([cx, cy, dx, dy, ...b])[0]];
      const [wholeA, scaleA] = exactTurn([cx, cy, dx, dy, ...a]);
      const [wholeB, scaleB] = exactTurn([cx, cy, dx, dy, ...b]);
      if (sign(ofA) * sign(ofB) >= 0) return;
      const scale = Math.max(scaleA, scaleB);
      const [p, q] = [wholeA << BigInt(2 * (scale - scaleA)), wholeB << BigInt(2 * (scale - scaleB))];
      const share = Number((p << 80n) / (p - q)) / 2 ** 80;
      expect(Math.abs(crossingShare(...a, ...b, cx, cy, dx, dy) - share)).toBeLessThan(1e-14);
    }),
    { numRuns: 2000 },
  );
});
