import { addDays, dayOf, parseDay, type Day } from '@quantu/base';
import { holidayOf, isPublished, isWorkday } from '@quantu/workflow';
import { accountabilityFault } from '../faults.ts';
import type { Look } from '../look.server.ts';
import type { CalendarDay, CalendarWish, Deadline } from './contract.ts';
import { deadlinesIn, type Span } from './deadlines.server.ts';

const MOST_DAYS = 400;
const MOST_OVERDUE = 200;
const LONG_AGO = parseDay('1990-01-01')!;

export interface Calendar {
  readonly today: Day;
  readonly days: CalendarDay[];
  readonly deadlines: Deadline[];
  readonly overdue: Deadline[];
  readonly overdueCount: number;
}

/** The deadlines of a time with what its days are; the month of the day that is looked at, where none is named. */
export async function calendarOf(look: Look, wish: CalendarWish): Promise<Calendar> {
  const span = spanOf(wish, look.today);
  const part = { isOpenOnly: wish.open ?? false, opinion: wish.opinion, unit: wish.unit };
  const before = { from: LONG_AGO, until: addDays(earlier(span.from, look.today), -1) };
  const [deadlines, overdue] = await Promise.all([
    deadlinesIn(look, span, part),
    deadlinesIn(look, before, { ...part, isOpenOnly: true }),
  ]);
  return {
    today: look.today,
    days: daysOf(span),
    deadlines: [...deadlines],
    overdue: overdue.slice(0, MOST_OVERDUE),
    overdueCount: overdue.length,
  };
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

function spanOf({ from, until }: CalendarWish, today: Day): Span {
  const first = readDay(from) ?? dayOf(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 1)!;
  const last = readDay(until) ?? addDays(first, 41);
  if (last < first) throw accountabilityFault('calendar.order', { from: first, until: last });
  if (addDays(first, MOST_DAYS) < last) throw accountabilityFault('calendar.too-long', { from: first, until: last });
  return { from: first, until: last };
}

function readDay(text: string | undefined): Day | null {
  if (text === undefined) return null;
  const day = parseDay(text);
  if (day === null) throw accountabilityFault('calendar.day', { day: text });
  return day;
}

function daysOf({ from, until }: Span): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let on = from; on <= until; on = addDays(on, 1))
    days.push({
      on,
      isWorkday: isWorkday(on),
      holiday: holidayOf(on),
      isProvisional: !isPublished(Number(on.slice(0, 4))),
    });
  return days;
}
