import { parseDay, type Day } from '@quantu/base';
import { expect, test } from 'vitest';
import { lightOf, type Watched } from './lights.ts';

const day = (text: string): Day => parseDay(text)!;
const open: Watched = { settled: null, dueOn: day('2026-10-10'), movedOn: day('2026-07-10'), blockedBecause: null };
const on = (watched: Partial<Watched>, today: string) => {
  const { light, because } = lightOf({ ...open, ...watched }, day(today));
  return `${light} ${because}`;
};

test('a light says why it is what it is', () => {
  expect(on({}, '2026-08-01')).toBe('green 2026-10-10 到期，按时推进');
  expect(on({}, '2026-09-10')).toBe('yellow 自 2026-07-10 起两个月没有进展');
  expect(on({ movedOn: day('2026-09-01') }, '2026-09-10')).toBe('green 2026-10-10 到期，按时推进');
  expect(on({}, '2026-09-25')).toBe('yellow 2026-10-10 到期，还有 15 天');
  expect(on({}, '2026-10-10')).toBe('yellow 2026-10-10 到期，就是今天');
  expect(on({ blockedBecause: '用地未批' }, '2026-08-01')).toBe('yellow 受阻：用地未批');
  expect(on({ blockedBecause: '用地未批' }, '2026-10-13')).toBe('red 期限 2026-10-10，已逾期 2 个工作日');
  expect(on({ settled: '已办结' }, '2027-01-01')).toBe('green 已办结');
  expect(on({ dueOn: null }, '2026-08-01')).toBe('grey 没有期限，无法判定');
});
