import { decimal } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countSignings, SIGNING_KINDS, type Signing } from './counting.ts';

const signing = (id: string, kind: Signing['kind'], signedOn: string, yi: number, project = 'p'): Signing => ({
  id,
  project,
  kind,
  signedOn,
  amountYuan: decimal(yi).times(1e8),
});

test('a project counts once, an increase adds its difference, an upgrade adds nothing', () => {
  const counted = countSignings([
    signing('c', 'increase', '2026-05-01', 14),
    signing('a', 'first', '2025-03-01', 10),
    signing('b', 'upgrade', '2025-09-01', 10),
    signing('d', 'first', '2026-08-01', 14),
  ]);
  expect(
    counted.map(({ id, countedProjects, countedYuan }) => [id, countedProjects, countedYuan.div(1e8).toNumber()]),
  ).toEqual([
    ['a', 1, 10],
    ['b', 0, 0],
    ['c', 0, 4],
    ['d', 0, 0],
  ]);
});

test('a contract that shrinks takes nothing back that was counted', () => {
  const counted = countSignings([signing('a', 'first', '2025-03-01', 10), signing('b', 'increase', '2025-06-01', 8)]);
  expect(counted[1]).toMatchObject({ countedProjects: 0, because: '合同总额没有增加，不计' });
  expect(counted[1]!.countedYuan.isZero()).toBe(true);
});

const signings = fc.array(
  fc.record({
    project: fc.constantFrom('p', 'q', 'r'),
    kind: fc.constantFrom(...SIGNING_KINDS),
    day: fc.integer({ min: 1, max: 28 }),
    yi: fc.integer({ min: 1, max: 50 }),
  }),
  { maxLength: 12 },
);

test('however signings come in, a project counts exactly once and never more than its largest contract', () => {
  fc.assert(
    fc.property(signings, fc.integer(), (wishes, turn) => {
      const list = wishes.map(({ kind, day, yi, project }, at) =>
        signing(`s${at}`, kind, `2026-01-${String(day).padStart(2, '0')}`, yi, project),
      );
      const counted = countSignings(list);
      const turned =
        list.length === 0
          ? []
          : [...list.slice(Math.abs(turn) % list.length), ...list.slice(0, Math.abs(turn) % list.length)];
      expect(countSignings(turned).map(({ id, countedYuan }) => [id, countedYuan.toFixed()])).toEqual(
        counted.map(({ id, countedYuan }) => [id, countedYuan.toFixed()]),
      );
      for (const project of new Set(list.map((one) => one.project))) {
        const ids = new Set(list.filter((one) => one.project === project).map(({ id }) => id));
        const own = counted.filter(({ id }) => ids.has(id));
        expect(own.reduce((sum, { countedProjects }) => sum + countedProjects, 0)).toBe(1);
        expect(own.every(({ countedYuan }) => countedYuan.gte(0))).toBe(true);
        const sum = own.reduce((all, { countedYuan }) => all.plus(countedYuan), decimal(0));
        const contracts = list.filter((one) => one.project === project).map(({ amountYuan }) => amountYuan);
        expect(contracts.some((largest) => sum.lte(largest))).toBe(true);
      }
    }),
  );
});
