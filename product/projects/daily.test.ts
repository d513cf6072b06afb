import { addDays, dayInChina, instantOf } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { untilTomorrowMs } from './daily.server.ts';

test('the next day has just begun in China, and it is the next', () => {
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (now) => {
      const then = new Date(now.getTime() + untilTomorrowMs(now.getTime()));
      const dayOf = (moment: Date) => dayInChina(instantOf(moment));
      expect(dayOf(then)).toBe(addDays(dayOf(now), 1));
      expect(dayOf(new Date(then.getTime() - 2_001))).toBe(dayOf(now));
    }),
  );
});
