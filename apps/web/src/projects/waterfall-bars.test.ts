import { decimal, plain } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf } from './waterfall-bars.ts';

const yuan = fc.bigInt(0n, 10n ** 12n).map(String);

test('every bar begins where the one before ended, and the last one is what was done', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ planned: yuan, done: yuan }), { maxLength: 12 }), (parts) => {
      const steps = parts.map(({ planned, done }, i) => ({
        key: String(i),
        label: `专项${i}`,
        projects: 1,
        plannedYuan: planned,
        doneYuan: done,
        gapYuan: plain(decimal(planned).minus(done)),
      }));
      const sum = (key: 'plannedYuan' | 'doneYuan' | 'gapYuan') =>
        plain(steps.reduce((all, step) => all.plus(step[key]), decimal(0)));
      const total = { plannedYuan: sum('plannedYuan'), doneYuan: sum('doneYuan'), gapYuan: sum('gapYuan') };
      const bars = barsOf({ month: '2026-09', year: 2026, total, steps });
      let level = bars[0]!.height;
      for (const { from, height, kind } of bars.slice(1, -1)) {
        expect(kind === 'short' ? from + height : from).toBeCloseTo(level, 6);
        level = kind === 'short' ? from : from + height;
      }
      expect(bars.at(-1)!.height).toBeCloseTo(level, 6);
    }),
  );
});
