import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFeasible, type LinearRow } from './feasible.ts';
import { smallestConflict } from './minimal.ts';

/** `Σ a·x ≤ b` in whole numbers. */
interface Below {
  readonly a: readonly bigint[];
  readonly b: bigint;
}

/** Fourier–Motzkin elimination in whole numbers: exact, and as slow as it likes. */
function hasSolution(rows: readonly Below[], variables: number): boolean {
  let left = rows;
  for (let at = 0; at < variables; at++) {
    const up = left.filter(({ a }) => a[at]! > 0n);
    const down = left.filter(({ a }) => a[at]! < 0n);
    const joined = up.flatMap((p) =>
      down.map((n): Below => {
        const [by, times] = [-n.a[at]!, p.a[at]!];
        return { a: p.a.map((one, index) => one * by + n.a[index]! * times), b: p.b * by + n.b * times };
      }),
    );
    left = [...left.filter(({ a }) => a[at] === 0n), ...joined];
    left = [...new Map(left.map((row) => [`${row.a.join()}|${row.b}`, row])).values()];
  }
  return left.every(({ b }) => b >= 0n);
}

function exact(rows: readonly LinearRow[], variables: number): Below[] {
  return rows.flatMap(({ terms, low, high }) => {
    const a = Array.from({ length: variables }, () => 0n);
    for (const [variable, factor] of terms) a[variable] = a[variable]! + BigInt(factor);
    return [
      ...(Number.isFinite(high) ? [{ a, b: BigInt(high) }] : []),
      ...(Number.isFinite(low) ? [{ a: a.map((one) => -one), b: BigInt(-low) }] : []),
    ];
  });
}

const VARIABLES = 4;
const size = fc.integer({ min: 0, max: 60 });
/** A printed number: one thing between two ends. */
const claim = fc
  .tuple(fc.nat(VARIABLES - 1), size, fc.integer({ min: 0, max: 4 }))
  .map(([variable, low, width]): LinearRow => ({ terms: [[variable, 1]], low, high: low + width }));
/** A printed share: `low% ≤ x ÷ y ≤ high%`, as the two rows it is. */
const share = fc
  .tuple(fc.nat(VARIABLES - 1), fc.nat(VARIABLES - 1), fc.integer({ min: 1, max: 99 }))
  .map(([part, whole, percent]): readonly LinearRow[] => [
    {
      terms: [
        [part, 100],
        [whole, -percent],
      ],
      low: 0,
      high: Number.POSITIVE_INFINITY,
    },
    {
      terms: [
        [part, 100],
        [whole, -percent - 1],
      ],
      low: Number.NEGATIVE_INFINITY,
      high: 0,
    },
  ]);
const statement = fc.oneof({ weight: 4, arbitrary: claim.map((row) => [row]) }, { weight: 1, arbitrary: share });
/** What the wording ties: parts make a whole, or are no more than it. */
const given = fc
  .tuple(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 3 }), fc.boolean())
  .map(([[whole, ...parts], isComplete]): LinearRow => ({
    terms: [[whole!, 1], ...parts.map((part) => [part, -1] as const)],
    low: 0,
    high: isComplete ? 0 : Number.POSITIVE_INFINITY,
  }));

test('the smallest conflict is one, no part of it is, and none is smaller, as elimination in whole numbers has it', () => {
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 2, maxLength: 7 }),
      fc.array(given, { minLength: 1, maxLength: 2 }),
      (said, ties) => {
        const positive = Array.from({ length: VARIABLES }, (_, at): LinearRow => ({
          terms: [[at, 1]],
          low: 0,
          high: Number.POSITIVE_INFINITY,
        }));
        const rowsOf = (chosen: readonly number[]) => [...positive, ...ties, ...chosen.flatMap((at) => said[at]!)];
        const byElimination = (chosen: readonly number[]) => hasSolution(exact(rowsOf(chosen), VARIABLES), VARIABLES);
        const low = Array.from({ length: VARIABLES }, () => 0);
        const high = Array.from({ length: VARIABLES }, () => Number.POSITIVE_INFINITY);
        const found = smallestConflict(said.length, (chosen) =>
          isFeasible(low, high, [...ties, ...chosen.flatMap((at) => said[at]!)]),
        );
        const all = said.map((_, at) => at);
        expect(found === null).toBe(byElimination(all));
        if (found === null) return;
        expect(byElimination(found)).toBe(false);
        for (const at of found) expect(byElimination(found.filter((one) => one !== at))).toBe(true);
        for (let mask = 0; mask < 1 << said.length; mask++) {
          const smaller = all.filter((at) => (mask >> at) & 1);
          if (smaller.length < found.length) expect(byElimination(smaller)).toBe(true);
        }
      },
    ),
    { numRuns: 120 },
  );
});

test('sums of money are judged to the last digit that is printed', () => {
  const sum: LinearRow = {
    terms: [
      [0, 1],
      [1, -1],
      [2, -1],
    ],
    low: 0,
    high: 0,
  };
  const between = (values: readonly number[], half: number) =>
    isFeasible(
      values.map((value) => value - half),
      values.map((value) => value + half),
      [sum],
    );
  // 304.36 = 80.52 + 223.84, to a hundredth of 亿元; each may be off by half of that.
  expect(between([304.36e8, 80.52e8, 223.84e8], 0)).toBe(true);
  expect(between([304.37e8, 80.52e8, 223.84e8], 0)).toBe(false);
  expect(between([304.37e8, 80.52e8, 223.84e8], 0.005e8)).toBe(true);
  expect(between([304.38e8, 80.52e8, 223.84e8], 0.005e8)).toBe(false);
});
