import { parseDay, type Day } from '@quantu/base';
import { expect, test } from 'vitest';
import { DEFAULT_STAGES, reckon, reckonBack, remindersOf, ruleOn, type PutRule, type StageRule } from './stages.ts';

const day = (text: string): Day => parseDay(text)!;
const rule = (amount: number, unit: StageRule['unit']): StageRule => ({ step: 'handle', amount, unit, source: '规定' });

test('three months end on the same day, or on the next working day, and the words say so', () => {
  expect(reckon(day('2024-07-10'), rule(3, 'month'))).toEqual({
    on: '2024-10-10',
    isProvisional: false,
    because: '自 2024-07-10 起 3 个月，当日不计，到 2024-10-10（规定）',
  });
  // National Day: 5 October 2024 lies in the holidays, offices open on the 8th.
  expect(reckon(day('2024-07-05'), rule(3, 'month'))).toMatchObject({
    on: '2024-10-08',
    because: '自 2024-07-05 起 3 个月，当日不计，到 2024-10-05；2024-10-05 是休息日，顺延至 2024-10-08（规定）',
  });
});

test('working days leave out the Spring Festival and count the weekends it was exchanged for', () => {
  // 2024: rest from 10 to 17 February, work on Sunday the 4th and Sunday the 18th.
  expect(reckon(day('2024-02-02'), rule(7, 'workday')).on).toBe('2024-02-18');
  expect(reckonBack(day('2024-02-19'), rule(7, 'workday')).on).toBe('2024-02-04');
  expect(reckonBack(day('2024-05-31'), rule(3, 'month')).on).toBe('2024-02-29');
});

test('a year whose holidays are not published says that the day may move', () => {
  const found = reckon(day('2098-12-30'), rule(10, 'workday'));
  expect(found.isProvisional).toBe(true);
  expect(found.because).toContain('放假安排尚未公布');
});

test('the committee’s own rule holds before the district’s, the latest before earlier ones, the default before none', () => {
  const put: PutRule[] = [
    { ...rule(4, 'month'), committee: null, from: day('2025-01-01') },
    { ...rule(5, 'month'), committee: null, from: day('2026-01-01') },
    { ...rule(2, 'month'), committee: 'a', from: day('2025-06-01') },
  ];
  const amount = (committee: string | null, on: string) => ruleOn(put, 'handle', committee, day(on)).amount;
  expect(amount(null, '2024-12-31')).toBe(3);
  expect(amount('a', '2025-03-01')).toBe(4);
  expect(amount('a', '2026-03-01')).toBe(2);
  expect(amount('b', '2026-03-01')).toBe(5);
  expect(ruleOn(put, 'return', 'a', day('2026-03-01'))).toBe(DEFAULT_STAGES.find(({ step }) => step === 'return'));
});

test('reminders come 15, 7 and 3 days before and on the day', () => {
  expect(remindersOf(day('2024-10-10'))).toEqual(['2024-09-25', '2024-10-03', '2024-10-07', '2024-10-10']);
});
