import type { ItemWish } from '@quantu/accountability';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergedUp, splitAt, without } from './wish.ts';

const TEXT = '（一）加快规划编制。重点片区控规年内完成。（二）补齐短板。修建道路，建设公园。';
const item = (number: string, start: number, end: number, lead: string | null = null): ItemWish => ({
  number,
  matter: number,
  clause: TEXT.slice(start, end),
  lead,
  helpers: [],
  dueOn: null,
  tasks: [],
  start,
  end,
});
const ITEMS = [item('（一）', 0, 20, '区住建局'), item('（二）', 20, TEXT.length, '区城管局')];

test('whatever is split and merged, numbers stay different, and an item that was not rewritten stands where it says', () => {
  const step = fc.tuple(fc.constantFrom('split', 'merge', 'drop'), fc.nat(9), fc.nat(60));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let items: readonly ItemWish[] = ITEMS;
      for (const [act, at, offset] of steps) {
        const one = at % Math.max(1, items.length);
        if (items.length === 0) break;
        if (act === 'split') items = splitAt(items, one, offset % (items[one]!.clause.length + 1), TEXT);
        else if (act === 'merge') items = mergedUp(items, one, TEXT);
        else items = without(items, one);
        expect(new Set(items.map(({ number }) => number)).size).toBe(items.length);
        for (const { clause, start, end } of items) expect(TEXT.slice(start, end)).toBe(clause);
      }
    }),
  );
});

test('splitting loses no words, and merging again gives what was there', () => {
  const split = splitAt(ITEMS, 0, 10, TEXT);
  expect(split.map(({ clause }) => clause).join('')).toBe(TEXT);
  expect(split[1]!.matter).toBe('重点片区控规年内完成');
  expect(mergedUp(split, 1, TEXT)[0]!.clause).toBe(ITEMS[0]!.clause);
  expect(mergedUp(ITEMS, 1, TEXT)[0]).toMatchObject({ lead: '区住建局', helpers: ['区城管局'], clause: TEXT });
});
