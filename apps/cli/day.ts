import { dayInChina, defineFaults, instantOf, parseDay, type Day } from '@quantu/base';

const dayFault = defineFaults({
  'cli.day': { status: 400, text: '日期“{text}”不对，应形如 2026-07-10，且日历上有这一天' },
  'cli.future-day': { status: 400, text: '{text} 还没有到（今天是 {today}），不能查看那一天的数据' },
});

/** The day of `--as-of`, or undefined when it was not given. */
export function pastDay(text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === null) throw dayFault('cli.day', { text });
  const today = dayInChina(instantOf(new Date()));
  if (day > today) throw dayFault('cli.future-day', { text, today });
  return day;
}
