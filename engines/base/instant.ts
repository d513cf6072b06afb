import { parseDay, type Day } from './day.ts';

/** A moment in UTC with milliseconds, `2024-07-10T01:02:03.004Z`. Compares and sorts as text. */
export type Instant = string & { readonly __instant: unique symbol };

export function instantOf(date: Date): Instant {
  return date.toISOString() as Instant;
}

/** The instant of an ISO 8601 text with zone, or null. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : instantOf(new Date(time));
}

/** The last instant of a day in China. */
export function endOfDayInChina(day: Day): Instant {
  return instantOf(new Date(`${day}T23:59:59.999+08:00`));
}

/** The day in China (UTC+8, no daylight saving) on which an instant falls: offices count days there. */
export function dayInChina(instant: Instant): Day {
  const day = parseDay(new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10));
  if (!day) throw new RangeError(`instant out of range: ${instant}`);
  return day;
}
