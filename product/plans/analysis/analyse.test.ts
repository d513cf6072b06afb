import { areaM2, boxOf, parseGeometry } from '@quantu/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, type AnalysedCell, type FoundConflict } from './analyse.ts';
import type { AnalysedLayer } from './layers.ts';
import { block, feature, layer, plantedWorld } from './planted.testing.ts';
import { STANDARD_RULES, rulesWith } from './rules.ts';

const placeOf = ({ geometry }: FoundConflict): number[] => {
  const [west, south, east, north] = boxOf(geometry);
  return [west - 118.9, south - 25.1, east - west, north - south].map((side) => Math.round(side * 1000));
};

test('in a small world every kind of conflict is found where it was planted, and none more', () => {
  const world = plantedWorld();
  const { conflicts, kinds, undecided } = analyse(world, STANDARD_RULES);
  const told = conflicts.map((one) => [
    one.kind,
    world[one.a]!.id,
    one.b === null ? null : world[one.b]!.id,
    one.keyA,
    one.keyB,
    ...placeOf(one),
  ]);
  expect(told.map(String).sort()).toEqual(
    [
      ['C1', 'city-plan', 'permanent-farmland', 'c1', 'n1', 0, 1, 1, 1],
      ['C1', 'land-plan', 'permanent-farmland', 'l1', 'n1', 0, 1, 1, 1],
      ['C2', 'city-plan', 'ecological-red-line', 'c2', 'h1', 1, 2, 1, 1],
      ['C2', 'land-plan', 'ecological-red-line', 'l2', 'h1', 1, 2, 1, 1],
      ['C3', 'city-plan', 'development-boundary', 'c3', null, 2, 3, 1, 2],
      ['C3', 'land-plan', 'development-boundary', 'l3', null, 2, 3, 1, 2],
      ['C4', 'city-plan', 'land-plan', 'c4', 'l4b', 3, 2, 1, 1],
      ['C5', 'land-plan', 'city-plan', 'l5b', 'c5', 4, 1, 1, 1],
      ['C6', 'city-plan', 'forest', 'c6', 'f1', 5, 0, 1, 1],
      ['C6', 'land-plan', 'forest', 'l6', 'f1', 5, 0, 1, 1],
      ['C7', 'city-plan', 'land-plan', 'c7', 'l7b', 6, 4, 1, 1],
      ['C8', 'd1', 'd2', 'd1', 'd2', 7, 0, 1, 1],
      ['C9', 'district', null, null, null, 0, 5, 11, 1],
      ['C10', 'land-plan', null, 'l10', 'l10b', 8, 3, 1, 1],
      ['C11', 'land-plan', 'city-plan', 'l11a', 'c11', 9, 0, 1, 1],
      ['C12', 'city-plan', 'safety-zone', 'c12', 'z1', 10, 2, 1, 1],
      ['C12', 'land-plan', 'safety-zone', 'l12', 'z1', 10, 2, 1, 1],
    ]
      .map(String)
      .sort(),
  );
  expect(kinds.filter(({ unjudged }) => unjudged !== null)).toEqual([]);
  expect(undecided).toEqual([]);
  const c8 = conflicts.find(({ kind }) => kind === 'C8')!;
  expect(c8.detail).toBe('容积率上限 2.5／2');
  const c4 = conflicts.find(({ kind }) => kind === 'C4')!;
  expect([c4.yielding, c4.town, c4.classA, c4.classB]).toEqual([
    2,
    '西镇',
    'R2（城镇建设）',
    '0101（耕地园地等农用地）',
  ]);
  expect(conflicts.find(({ kind }) => kind === 'C12')!.town).toBe('东镇');
});

test('a hole between land and sea is a gap of the coast line', () => {
  const plan = layer('planned-use', [
    feature('岸', block(0, 0, 2, 2), '0701'),
    feature('海', block(3, 0, 2, 2), '2001'),
  ]);
  const district = layer('district', [feature('区', block(0, 0, 5, 2))], { isPlan: false });
  const { conflicts } = analyse([district, plan], STANDARD_RULES);
  expect(conflicts.map((one) => [one.kind, one.a, one.b, ...placeOf(one)])).toEqual([['C11', 0, 1, 2, 0, 1, 2]]);
});

test('what nothing covers between the bound of the land and the plan of the sea is a gap of the coast line', () => {
  const district = layer('district', [feature('区', block(0, 0, 5, 2))], { isPlan: false, standard: null });
  const sea = (...features: Parameters<typeof layer>[1]) => layer(null, features, { id: '海' });
  const [west, east, south] = [block(0, 2, 2, 3), block(3, 2, 2, 3), block(0, 5, 5, 1)];
  const gap = analyse([district, sea(feature('a', west, '1802'), feature('b', east, '1802'), feature('c', south, '24'))], STANDARD_RULES); // prettier-ignore
  expect(gap.conflicts.filter(({ kind }) => kind === 'C11').map((one) => [one.a, one.b, one.keyA, ...placeOf(one)])).toEqual([[0, 1, '区', 2, 2, 1, 3]]); // prettier-ignore
  const none = analyse([district, sea(feature('a', block(0, 2, 5, 3), '1802'))], STANDARD_RULES);
  expect(none.kinds.find(({ kind }) => kind === 'C11')).toMatchObject({ count: 0, unjudged: null });
});

test('what cannot be judged says why, what nobody reads is listed, and a run may read it', () => {
  const one = layer('planned-use', [feature('a', block(0, 0), '07'), feature('b', block(1, 0), '9999')]);
  const farmland = layer('permanent-farmland', [feature('n', block(0, 0, 2, 1))], { isPlan: false, standard: null });
  const first = analyse([one, farmland], STANDARD_RULES);
  expect(first.undecided.map(({ code, features }) => [code, features])).toEqual([
    ['07', 1],
    ['9999', 1],
  ]);
  expect(first.conflicts).toEqual([]);
  expect(first.kinds.find(({ kind }) => kind === 'C9')!.unjudged).toContain('没有行政区');
  const read = { ...one, overrides: { '07': 'built-city', '9999': 'forest' } as const };
  const second = analyse([read, farmland], STANDARD_RULES);
  expect(second.undecided).toEqual([]);
  expect(second.conflicts.map(({ kind, keyA }) => [kind, keyA])).toEqual([['C1', 'a']]);
});

test('uses that a rule set lets go together are no conflict, the others still are', () => {
  const pairs = STANDARD_RULES.pairs.map((rule) =>
    rule.kind === 'C7' ? { ...rule, except: [['industry', 'built-city'] as ['industry', 'built-city']] } : rule,
  );
  const kinds = analyse(plantedWorld(), { ...STANDARD_RULES, pairs }).conflicts.map(({ kind }) => kind);
  expect(kinds).not.toContain('C7');
  expect(new Set(kinds).size).toBe(11);
});

test('slivers are counted and summed apart, and nothing is dropped', () => {
  const plan = layer('planned-use', [feature('a', block(0, 0), '0701')]);
  const farmland = layer('permanent-farmland', [feature('n', block(0.999, 0))], { isPlan: false, standard: null });
  const rules = rulesWith({ sliver: { minM2: 200, widthM: 2 } });
  const { conflicts, kinds, matrices, sums } = analyse([plan, farmland], rules);
  expect(conflicts).toEqual([]);
  const c1 = kinds.find(({ kind }) => kind === 'C1')!;
  expect([c1.count, c1.slivers]).toEqual([0, 1]);
  expect(c1.sliverM2).toBeGreaterThan(10);
  const clash = matrices.find(({ classA, classB }) => classA === 'built-city' && classB === 'permanent-farmland')!;
  expect([clash.patches, clash.slivers]).toEqual([0, 1]);
  expect(clash.areaM2).toBeCloseTo(c1.sliverM2, 6);
  expect(sums.slivers).toBe(1);
});

const CODES = ['0101', '0301', '0701', '1001', '1701', '07', '2001', null];
const blocks = fc.record({
  x: fc.integer({ min: 0, max: 60 }),
  y: fc.integer({ min: 0, max: 60 }),
  width: fc.integer({ min: 1, max: 30 }),
  height: fc.integer({ min: 1, max: 30 }),
  code: fc.constantFrom(...CODES),
});
const someLayer = (role: string) =>
  fc.array(blocks, { minLength: 1, maxLength: 8 }).map(
    (all) =>
      layer(role, all.map(({ x, y, width, height, code }, i) => feature(`${role}${i}`, block(x / 10, y / 10, width / 10, height / 10), code))), // prettier-ignore
  );
const worlds = fc
  .tuple(someLayer('city-plan'), someLayer('land-plan'), someLayer('town'), someLayer('permanent-farmland'))
  .map((layers): AnalysedLayer[] => layers);

test('every place is in one cell, every pair of layers adds up to what they cover, every conflict is an area', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const cells: AnalysedCell[] = [];
      const { sums, matrices, conflicts } = analyse(world, STANDARD_RULES, { onCell: (cell) => cells.push(cell) });
      const near = (one: number, other: number): void =>
        expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * other);
      near(sums.cellsM2, sums.unionM2);
      near(cells.reduce((sum, { areaM2: area }) => sum + area, 0) + sums.vanishedM2, sums.unionM2);
      const pairs = new Set(matrices.map(({ a, b }) => `${a},${b}`));
      expect(pairs.size).toBe(3);
      for (const pair of pairs) {
        const [a, b] = pair.split(',').map(Number) as [number, number];
        const rows = matrices.filter((row) => row.a === a && row.b === b);
        const either = cells.filter(({ keys }) => keys[a]!.length + keys[b]!.length > 0);
        near(
          rows.reduce((sum, row) => sum + row.areaM2, 0),
          either.reduce((sum, cell) => sum + cell.areaM2, 0),
        );
      }
      for (const { geometry, areaM2: area } of conflicts) {
        expect(parseGeometry(geometry, 'area')).not.toHaveProperty('problem');
        expect(Math.abs(areaM2(geometry) - area)).toBeLessThan(0.01);
      }
    }),
    { numRuns: 60 },
  );
});
