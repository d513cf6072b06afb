import type { Value } from '@quantu/registers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordOf } from '../../registers/model/sample-register.test-data.ts';
import { flat, openOnly, treeOf } from './tree.ts';

const record = (id: string, values: Record<string, Value>) => recordOf(id, { name: id, ...values });

test('organisations stand under their superiors, by rank', () => {
  const tree = treeOf([
    record('住建局', { parent: '区政府', rank: 2 }),
    record('区政府', { rank: 1 }),
    record('政府办', { parent: '区政府', rank: 1 }),
  ]);
  expect(tree.map(({ name, below }) => [name, ...below.map((one) => one.name)])).toEqual([
    ['区政府', '政府办', '住建局'],
  ]);
});

test('nothing is lost or doubled, whatever the superiors say', () => {
  const ids = ['甲', '乙', '丙', '丁', '戊'];
  const anyTree = fc.tuple(...ids.map(() => fc.constantFrom(...ids, '不存在', null)));
  fc.assert(
    fc.property(anyTree, (parents) => {
      const tree = treeOf(ids.map((id, i) => record(id, { parent: parents[i] ?? null })));
      expect(
        flat(tree)
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...ids].sort());
    }),
  );
});

test('what stood below a closed organisation and is open stays in sight', () => {
  const tree = treeOf([
    record('旧局', { until: '2026-03-01' }),
    record('下属中心', { parent: '旧局' }),
    record('新局', { since: '2026-03-01' }),
  ]);
  expect(
    flat(openOnly(tree, '2026-11-23'))
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['下属中心', '新局']);
  expect(flat(openOnly(tree, '2026-02-28'))).toHaveLength(3);
});
