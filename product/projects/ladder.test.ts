import { addDays, parseDay } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueRung, LADDER } from './ladder.ts';

const dueOn = parseDay('2026-10-30')!;
const on = (today: string, level = '', state = 'issued') => dueRung({ level, state, dueOn }, parseDay(today)!);

test('an item goes up the ladder as its day comes and passes', () => {
  expect(on('2026-10-10')).toBeNull();
  expect(on('2026-10-15')).toBe('L0');
  expect(on('2026-10-23')).toBe('L1');
  expect(on('2026-10-23', '', 'working')).toBe('L0');
  expect(on('2026-10-30', 'L1')).toBeNull();
  expect(on('2026-10-31', 'L1')).toBe('L2');
  expect(on('2026-11-06', 'L2')).toBeNull(); // the fifth working day after
  expect(on('2026-11-09', 'L2')).toBe('L3');
  expect(on('2026-12-30', 'L4')).toBeNull();
});

test('what is answered or signed off is not chased, and no rung is ever lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -40, max: 60 }),
      fc.constantFrom('issued', 'working', 'answered', 'extended', 'closed', 'withdrawn'),
      fc.constantFrom(...LADDER),
      (days, state, level) => {
        const rung = dueRung({ level, state, dueOn }, addDays(dueOn, days));
        if (['answered', 'closed', 'withdrawn'].includes(state)) expect(rung).toBeNull();
        expect(rung === null || LADDER.indexOf(rung) > LADDER.indexOf(level)).toBe(true);
      },
    ),
  );
});
