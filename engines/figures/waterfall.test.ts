import { decimal, plain } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waterfallOf, type MovedAlike, type MovedRow, type RowFacts } from './waterfall.ts';

type RowChange = MovedRow & { readonly facts: RowFacts };

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => plain(decimal(digits.toString()).div(decimal(10).pow(places))));
const contribution = fc.option(amount);
const facts = fc.record({
  wasThere: fc.boolean(),
  isThere: fc.boolean(),
  isOwnDayPast: fc.boolean(),
  isReport: fc.boolean(),
});
const changes = fc
  .array(fc.record({ before: contribution, after: contribution, facts }), { maxLength: 40 })
  .map((rows): RowChange[] => rows.map((row, i) => ({ id: `r${i}`, ...row })));

/** As the database puts rows together; those that say the same as before are left out. */
function alike(rows: readonly RowChange[]): MovedAlike[] {
  const groups = new Map<string, RowChange[]>();
  for (const row of rows.filter(({ before, after }) => before !== after)) {
    const key = JSON.stringify([row.before !== null, row.after !== null, row.facts]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => ({
    counted: group[0]!.before !== null,
    counts: group[0]!.after !== null,
    facts: group[0]!.facts,
    count: group.length,
    hidden: 0,
    change: plain(decimal(sum(group.map(({ after }) => after))).minus(sum(group.map(({ before }) => before)))),
    largest: group.map(({ id, before, after }) => ({ id, before, after })),
  }));
}

const sum = (values: readonly (string | null)[]) =>
  plain(values.reduce((total, value) => total.plus(value ?? '0'), decimal(0)));

test('the steps lead from the first value to the last exactly, whatever rows came, went or changed', () => {
  fc.assert(
    fc.property(changes, changes, (rows, redefined) => {
      // What a newer definition makes of the earlier rows is where the data's own changes begin.
      const middle = sum(rows.map(({ before }) => before));
      const first = plain(
        decimal(middle)
          .minus(sum(redefined.map(({ after }) => after)))
          .plus(sum(redefined.map(({ before }) => before))),
      );
      const { steps, last } = waterfallOf(first, alike(rows), alike(redefined));
      expect(last).toBe(sum(rows.map(({ after }) => after)));
      expect(sum([first, ...steps.map(({ change }) => change)])).toBe(last);
      expect(steps.at(-1)?.value ?? last).toBe(last);
      for (const step of steps) expect(sum(step.rows.map(({ change }) => change))).toBe(step.change);
    }),
  );
});

test('a row stands in one step, and one that says the same as before in none', () => {
  fc.assert(
    fc.property(changes, (rows) => {
      const told = waterfallOf('0', alike(rows)).steps.flatMap((step) => step.rows.map(({ id }) => id));
      expect(new Set(told).size).toBe(told.length);
      for (const { id, before, after } of rows) expect(told.includes(id)).toBe(before !== after);
    }),
  );
});

const plainFacts = { wasThere: false, isThere: true, isOwnDayPast: false, isReport: false };
const change = (before: string | null, after: string | null, more: Partial<RowChange['facts']> = {}): RowChange => ({
  id: 'r',
  before,
  after,
  facts: { ...plainFacts, ...more },
});

test.each<[string, RowChange, string, string]>([
  ['a new record', change(null, '5'), 'added', 'new'],
  ['a record that has come to meet the condition', change(null, '5', { wasThere: true }), 'added', 'entered'],
  ['a new record with a date before the earlier time', change(null, '5', { isOwnDayPast: true }), 'late', 'new'],
  ['a report corrected after its month', change('4', '5', { isOwnDayPast: true, isReport: true }), 'late', 'amount'],
  ['an amount of a project dated long ago', change('4', '5', { isOwnDayPast: true }), 'edited', 'amount'],
  ['a record that was deleted', change('4', null, { isThere: false }), 'removed', 'deleted'],
  ['a record that no longer meets the condition', change('4', null), 'removed', 'left'],
])('%s', (_, row, kind, reason) => {
  const [step] = waterfallOf('0', alike([row])).steps;
  expect([step!.kind, step!.rows[0]!.reason]).toEqual([kind, reason]);
});
