import { STANDARD_RULES, type PairRule, type Purpose } from '@quantu/plans';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isConflict, USES, withCell } from './rule-cells.ts';

const ruleOf = (kind: string): PairRule => STANDARD_RULES.pairs.find((rule) => rule.kind === kind)!;
const cellsOf = (rule: PairRule): Set<string> =>
  new Set(USES.flatMap((a) => USES.filter((b) => isConflict(rule, a, b)).map((b) => `${a},${b}`)));
const uses = fc.constantFrom(...USES);

test('a cell turned the other way is the only one that changes, with its mirror where the rule has one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('C4', 'C5', 'C7', 'C11'),
      fc.array(fc.tuple(uses, uses), { maxLength: 12 }),
      (kind, turns) => {
        let rule = ruleOf(kind);
        for (const [a, b] of turns) {
          if (rule.isDifferent === true && a === b) continue;
          const before = cellsOf(rule);
          rule = withCell(rule, a, b);
          const expected = new Set(before);
          const turned = rule.isDifferent === true ? [`${a},${b}`, `${b},${a}`] : [`${a},${b}`];
          for (const cell of turned) if (!expected.delete(cell)) expected.add(cell);
          expect(cellsOf(rule)).toEqual(expected.size === 0 ? before : expected);
        }
      },
    ),
  );
});

test('a rule about one side keeps at least one use', () => {
  const rule = { ...ruleOf('C1'), a: { ...ruleOf('C1').a, purposes: ['industry'] satisfies Purpose[] } };
  expect(withCell(rule, 'industry', null)).toBe(rule);
  expect(withCell(rule, 'built-city', null).a.purposes).toEqual(['built-city', 'industry']);
});
