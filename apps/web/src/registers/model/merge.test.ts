import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, merged, type Values } from './merge.ts';

const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, '1', '2', true), { maxKeys: 3 });
const after = (theirs: Values, sent: Values, field: string) => (field in sent ? sent[field] : (theirs[field] ?? null));

test('only what both changed differently has to be chosen', () => {
  const found = differences({ a: '1', b: '1', c: '1' }, { a: '2', b: '1', c: '3' }, { a: '1', b: '2', c: '2' });
  expect(found.map(({ field, isConflict }) => [field, isConflict])).toEqual([
    ['a', false],
    ['b', false],
    ['c', true],
  ]);
  expect(merged(found, {})).toEqual({ a: '2', c: '3' });
  expect(merged(found, { c: 'theirs' })).toEqual({ a: '2' });
});

test('merging loses nothing: a field only one side changed ends as that side has it', () => {
  fc.assert(
    fc.property(values, values, values, (base, mine, theirs) => {
      const found = differences(base, mine, theirs);
      const sent = merged(found, {});
      for (const { field, base: before, mine: typed, theirs: now } of found) {
        const end = after(theirs, sent, field);
        if (before === typed) expect(end).toBe(now);
        else expect(end).toBe(typed);
      }
    }),
  );
});

test('who keeps theirs everywhere sends only what nobody else touched', () => {
  fc.assert(
    fc.property(values, values, values, (base, mine, theirs) => {
      const found = differences(base, mine, theirs);
      const all = Object.fromEntries(found.map(({ field }) => [field, 'theirs' as const]));
      for (const field of Object.keys(merged(found, all))) expect(theirs[field] ?? null).toBe(base[field] ?? null);
    }),
  );
});
